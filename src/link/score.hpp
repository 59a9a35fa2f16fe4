#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/cluster.hpp"

namespace attest::link {

/// Precision and recall of a set of pairs.
struct Accuracy {
  double threshold = 0.5;
  double precision = 0, recall = 0, f1 = 0;
  std::uint64_t right = 0, called = 0, true_pairs = 0;
};

struct Scores {
  Accuracy at_default;  ///< pairs at the threshold in force
  Accuracy best;        ///< at the threshold that would have been best: never a result
  Accuracy clusters;    ///< pairs inside clusters
  std::uint64_t records_with_truth = 0;
  std::uint64_t people = 0;          ///< true number among records with truth
  std::uint64_t clusters_found = 0;  ///< among the same records
  double calibration_error = 0;      ///< over pairs of chance 0.05 or more, 20 bins weighed by size
  struct Bin {
    double from = 0, mean_chance = 0, share_true = 0;
    std::uint64_t pairs = 0;
  };
  std::vector<Bin> reliability;
  std::vector<Accuracy> curve;  ///< by threshold, for charts
};

/// `truth` names who each record really is; 0: not known. Pairs with an unknown end, and pairs of a
/// list that holds nobody twice, do not count.
Scores score(const Prepared& prepared, std::span<const std::uint32_t> truth,
             std::span<const PairIds> pairs, std::span<const float> chances,
             std::span<const std::uint32_t> clusters, double threshold);

}  // namespace attest::link
