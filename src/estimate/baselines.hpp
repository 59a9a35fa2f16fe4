#pragma once

#include <cstdint>

#include "estimate/result.hpp"
#include "estimate/table.hpp"

namespace attest::estimate {

/// Chao's lower bound (Chao 1987; with list effects as in Rivest & Baillargeon 2007: the estimate
/// "Mth Chao (LB)" of R's Rcapture). A floor where lists do not avoid one another; never an
/// estimate.
Result chao(const Table& table, double level);

/// Sample coverage (Chao & Tsay 1998; R's CARE1). 3 to 15 lists. Estimators: N̂0, N̂, N̂1 as variants;
/// summary: N̂, or N̂1 where the overlap is below 55 %, as its authors advise. Interval by bootstrap.
struct CoverageOptions {
  std::size_t bootstraps = 1000;
  double level = 0.95;
  std::uint64_t seed = 1, lane = 0;
};
Result coverage(const Table& table, const CoverageOptions& options);

/// Two lists, independent, everybody equally likely: for teaching. Never part of an answer.
struct TwoLists {
  double lincoln_petersen = kNone;
  double chapman = kNone;
  double chapman_low = kNone, chapman_high = kNone;  ///< log-normal, 95 %
};
TwoLists two_lists(std::int64_t first, std::int64_t second, std::int64_t both);

}  // namespace attest::estimate
