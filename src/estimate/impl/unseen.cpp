#include "estimate/impl/unseen.hpp"

#include <algorithm>
#include <cmath>

namespace attest::estimate::impl {

std::vector<Node> blocks(double from, double to, double proportion) {
  std::vector<Node> out;
  for (double at = std::max(0.0, std::floor(from)); at <= to;) {
    const double count = std::min(std::max(1.0, std::floor(at * proportion)), to - at + 1);
    out.push_back({at, count});
    at += count;
  }
  return out;
}

std::vector<Node> dga_nodes(const UnseenGrid& grid) {
  std::vector<Node> out;
  for (std::int64_t at = grid.first; at <= grid.last; at += grid.step)
    out.push_back({static_cast<double>(at), 1});
  return out;
}

double UnseenPosterior::mean() const {
  double sum = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) sum += mass[i] * nodes[i].middle();
  return sum;
}

double UnseenPosterior::quantile(double p) const {
  double below = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (below + mass[i] < p && i + 1 < nodes.size()) {
      below += mass[i];
      continue;
    }
    const double share = mass[i] > 0 ? std::clamp((p - below) / mass[i], 0.0, 1.0) : 0;
    return nodes[i].first + std::max(0.0, std::ceil(share * nodes[i].count) - 1);
  }
  return 0;
}

}  // namespace attest::estimate::impl
