#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "link/blocking.hpp"
#include "link/prepared.hpp"

namespace attest::link {

struct Model;

/// Records that were listed together, from wide to narrow: the month and place of death, the
/// incident, the household in it. Each level divides the groups of the level before; a record
/// without a value is alone from there on.
class Listings {
 public:
  explicit Listings(const Prepared& prepared);

  struct Level {
    Role role = Role::kOther;          ///< what divides
    std::vector<std::uint32_t> group;  ///< by record
    std::uint32_t groups = 0;
  };
  std::span<const Level> levels() const { return levels_; }

 private:
  std::vector<Level> levels_;
};

/// How likely a record's person stands on another list at all. Lists miss people in groups: a
/// hospital was not reached, a household was reported whole. Of a record's own chance to have a
/// partner there, what it shares with others of its incident or household is evidence about the
/// list and not about the name, so it moves the prior odds of all its pairs alike and leaves the
/// rivals to compete.
///
/// Each level's share is the mean of its other records, shrunk to the level before (beta-binomial,
/// the record itself left out); how firmly is what predicts the left-out records best. Where groups
/// tell nothing, they move nothing. Immutable; const calls are thread-safe.
class Coverage {
 public:
  /// From chances as they stand. `pairs` and `chances` of candidates, in any order.
  Coverage(const Prepared& prepared, const Listings& listings, std::span<const PairIds> pairs,
           std::span<const float> chances);

  /// What is added to the log prior odds of two records; 0 inside a list.
  double log_odds(std::uint32_t a, std::uint32_t b) const;

 private:
  const Prepared& prepared_;
  std::vector<std::vector<float>>
      toward_;  ///< by other list: by record; empty where nothing is known
};

}  // namespace attest::link
