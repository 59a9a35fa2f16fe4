#pragma once

#include <cstdint>
#include <vector>

#include "estimate/decomposable.hpp"

namespace attest::estimate::impl {

/// Numbers of unseen people: each node stands for `count` neighbouring whole numbers, first … first
/// + count − 1.
struct Node {
  double first = 0;
  double count = 1;
  double middle() const { return first + (count - 1) / 2; }
};

/// Whole numbers one by one where they are few, then blocks in proportion to their size.
std::vector<Node> blocks(double from, double to, double proportion);
/// dga's own grid: every step counts alike.
std::vector<Node> dga_nodes(const UnseenGrid& grid);

/// A distribution over the nodes; `mass` sums to 1.
struct UnseenPosterior {
  std::vector<Node> nodes;
  std::vector<double> mass;
  double mean() const;
  /// The smallest whole number that holds at least p.
  double quantile(double p) const;
};

}  // namespace attest::estimate::impl
