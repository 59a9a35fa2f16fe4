#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "casework/persons.hpp"
#include "model/nouns.hpp"

namespace attest::casework {

/// `attest link CASE`: which of the case's person records speak of one person.
struct LinkCaseRequest {
  std::string folder;
  std::string member;
  std::uint64_t seed = 1;
  int threads = 0;
  int draws = 100;  ///< partitions sampled, so that counts carry the doubt
};
struct LinkCaseAnswer {
  model::Address run;
  std::uint64_t records = 0;
  std::uint64_t persons = 0;
  std::uint64_t draws = 0;
  std::uint64_t unsure = 0;  ///< pairs that wait for a person's decision
  std::vector<std::string> notes;
};
/// Runs the linkage over all lists of persons in force, keeps to the decisions in force, and logs
/// the run with model, partition and unsure pairs as objects.
LinkCaseAnswer link_case(const LinkCaseRequest& request, base::Reporter& reporter);
base::Json to_json(const LinkCaseAnswer& answer);
std::string to_text(const LinkCaseAnswer& answer);

/// `attest review CASE`: the unsure pairs, and what somebody decides about one.
struct ReviewPair {
  UnsurePair pair;
  std::vector<std::string> columns;  ///< properties that either record has
  std::vector<std::string> a, b;     ///< their texts
};
/// The unsure pairs with what both records say, most doubtful first.
std::vector<ReviewPair> review(const std::string& folder, std::size_t most);
base::Json to_json(const std::vector<ReviewPair>& pairs);

struct DecideRequest {
  std::string folder;
  std::string a, b;  ///< addresses of two records
  model::Verdict verdict = model::Verdict::kUnsure;
  std::string reason;
  std::string member;
};
/// Logs a decision; returns its address. An earlier decision on the same two records is replaced.
model::Address decide(const DecideRequest& request);

}  // namespace attest::casework
