#include "link/compete.hpp"

#include <algorithm>
#include <cmath>

namespace attest::link {
namespace {

constexpr double kMostOdds = 1e10;  // beyond this, differences of sums lose their digits
constexpr int kMostRounds = 60;
constexpr double kStill = 1e-4;

class Propagation {
 public:
  Propagation(std::span<const Rival> rivals, std::size_t lefts, std::size_t rights)
      : rivals_(rivals),
        odds_(rivals.size()),
        from_left_(rivals.size(), 1.0),
        from_right_(rivals.size(), 1.0),
        left_sum_(lefts),
        right_sum_(rights) {
    for (std::size_t e = 0; e < rivals.size(); ++e) odds_[e] = std::min(rivals[e].odds, kMostOdds);
  }

  std::vector<double> run() {
    for (int round = 0; round < kMostRounds; ++round) {
      if (step() < kStill) break;
    }
    std::vector<double> chances(rivals_.size());
    for (std::size_t e = 0; e < rivals_.size(); ++e) {
      const double free = odds_[e] * from_left_[e] * from_right_[e];
      chances[e] = free / (1 + free);
    }
    return chances;
  }

 private:
  /// from_left[e]: the chance that e's left end is free but for e.
  double step() {
    std::fill(left_sum_.begin(), left_sum_.end(), 0);
    for (std::size_t e = 0; e < rivals_.size(); ++e)
      left_sum_[rivals_[e].left] += odds_[e] * from_right_[e];
    for (std::size_t e = 0; e < rivals_.size(); ++e) {
      from_left_[e] =
          1 / (1 + std::max(0.0, left_sum_[rivals_[e].left] - odds_[e] * from_right_[e]));
    }
    std::fill(right_sum_.begin(), right_sum_.end(), 0);
    for (std::size_t e = 0; e < rivals_.size(); ++e)
      right_sum_[rivals_[e].right] += odds_[e] * from_left_[e];
    double moved = 0;
    for (std::size_t e = 0; e < rivals_.size(); ++e) {
      const double next =
          1 / (1 + std::max(0.0, right_sum_[rivals_[e].right] - odds_[e] * from_left_[e]));
      moved = std::max(moved, std::abs(next - from_right_[e]));
      from_right_[e] = 0.5 * (next + from_right_[e]);
    }
    return moved;
  }

  std::span<const Rival> rivals_;
  std::vector<double> odds_, from_left_, from_right_, left_sum_, right_sum_;
};

}  // namespace

std::vector<double> link_chances(std::span<const Rival> rivals, std::size_t lefts,
                                 std::size_t rights) {
  return Propagation(rivals, lefts, rights).run();
}

}  // namespace attest::link
