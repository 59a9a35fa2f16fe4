#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "link/blocking.hpp"
#include "link/cluster.hpp"
#include "link/fit.hpp"
#include "link/model.hpp"
#include "link/roster.hpp"

namespace attest::link {

/// What a user may say about a run; the default is one model for all lists.
struct Settings {
  std::uint64_t seed = 1;
  int threads = 1;
  double threshold = 0.5;           ///< of a pair's chance, for pairs and clusters alike
  std::uint64_t memory = 0;         ///< bytes; 0: no limit. Costs time where it binds, no results
  std::vector<std::string> blocks;  ///< instead of the standard rules
  std::vector<PairIds> candidates;  ///< instead of any rule
  std::vector<Label> labels;        ///< decided pairs: train, and are kept
  Constraints constraints;
  std::optional<Model> model;  ///< instead of training
};

/// Two records of one list that claim the same record of another about equally.
struct Tie {
  PairIds first, second;
  double chance_first = 0, chance_second = 0;
};

/// Number of people behind the records.
struct People {
  double found = 0;            ///< clusters
  double expected_missed = 0;  ///< merges that no rule proposed, estimated from overlaps of rules
  double estimate() const { return found - expected_missed; }
};

/// Everything a run decides and measured. Pairs are ascending.
struct Linkage {
  std::unique_ptr<Prepared> prepared;
  std::unique_ptr<Commonness> commonness;
  Model model;
  Population population;
  std::vector<RuleReport> rules;
  bool every_pair = false;               ///< all pairs were compared
  double blocking_recall = 1;            ///< estimated share of matches that rules proposed
  std::uint64_t compared = 0;            ///< candidate pairs
  Candidates candidates;                 ///< those kept: chance above 0.01, or inside a cluster
  std::vector<float> chances;            ///< of candidates
  std::vector<float> odds;               ///< their weights: log2 odds before rivals compete
  std::vector<std::uint8_t> first_rule;  ///< by candidate: who proposed it; 255: clustering did
  Clusters clusters;
  People people;
  std::vector<Tie> ties;
  std::vector<std::string> notes;
};

/// Links lists of records: which of them speak of one person. Pure; the same for any number of
/// threads. Throws base::Error{kUsage} where the columns do not allow it, {kLimit} where `memory`
/// is too little, {kStopped}.
Linkage link(std::span<const Roster> rosters, const Settings& settings, base::Reporter& reporter);

}  // namespace attest::link
