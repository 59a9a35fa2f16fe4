#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/report.hpp"

namespace attest::text {

/// Two passages that share most of their wording.
struct NearPair {
  std::uint32_t a = 0;  ///< index of the earlier one
  std::uint32_t b = 0;
  double similarity = 0;  ///< Jaccard index of their shingles
  friend bool operator==(const NearPair&, const NearPair&) = default;
};

struct NearOptions {
  std::size_t words = 3;   ///< of a shingle; a shorter passage is one shingle
  double threshold = 0.7;  ///< pairs below it are left out
  int threads = 0;         ///< 0: all; the answer is the same for any number
};

/// All pairs of passages whose sets of shingles (runs of folded words) have a Jaccard index of at
/// least `threshold`, ordered by a, then b. Similarities are exact; the search for candidates is
/// not: one permutation hashing with 64 bins (Li, Owen, Zhang 2012), empty bins filled as in
/// Shrivastava 2017, and 16 bands of 4, which miss about 1 % of pairs at 0.7 and fewer above.
/// Passages of one wording are linked as a chain (first–second, second–third …), not each with
/// each, and at most kMostNeighbours candidates of one band are compared with any one, so that a
/// million copies of one notice stay cheap. Passages without words are near to nothing.
std::vector<NearPair> near_duplicates(std::span<const std::string_view> passages,
                                      const NearOptions& options = {},
                                      base::Reporter& reporter = base::silent_reporter());

inline constexpr std::size_t kMostNeighbours = 64;

/// The Jaccard index itself, for two passages.
double similarity(std::string_view a, std::string_view b, std::size_t words = 3);

}  // namespace attest::text
