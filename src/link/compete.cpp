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
  Propagation(std::span<const Rival> rivals, std::size_t lefts, std::size_t rights,
              std::span<const Allies> allies)
      : rivals_(rivals),
        allies_(allies),
        spared_(rivals.size()),
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
    spare(from_right_, [this](const Allies& pair) {
      return rivals_[pair.first].left == rivals_[pair.second].left;
    });
    for (std::size_t e = 0; e < rivals_.size(); ++e) {
      const double others = left_sum_[rivals_[e].left] - odds_[e] * from_right_[e] - spared_[e];
      from_left_[e] = 1 / (1 + std::max(0.0, others));
    }
    std::fill(right_sum_.begin(), right_sum_.end(), 0);
    for (std::size_t e = 0; e < rivals_.size(); ++e)
      right_sum_[rivals_[e].right] += odds_[e] * from_left_[e];
    spare(from_left_, [this](const Allies& pair) {
      return rivals_[pair.first].right == rivals_[pair.second].right;
    });
    double moved = 0;
    for (std::size_t e = 0; e < rivals_.size(); ++e) {
      const double others = right_sum_[rivals_[e].right] - odds_[e] * from_left_[e] - spared_[e];
      const double next = 1 / (1 + std::max(0.0, others));
      moved = std::max(moved, std::abs(next - from_right_[e]));
      from_right_[e] = 0.5 * (next + from_right_[e]);
    }
    return moved;
  }

  /// By rival: the part of the others' claims that its allies at one end make.
  template <typename SharesEnd>
  void spare(const std::vector<double>& from_other_end, SharesEnd shares_end) {
    std::fill(spared_.begin(), spared_.end(), 0);
    for (const Allies& pair : allies_) {
      if (!shares_end(pair)) continue;
      spared_[pair.first] += pair.same * odds_[pair.second] * from_other_end[pair.second];
      spared_[pair.second] += pair.same * odds_[pair.first] * from_other_end[pair.first];
    }
  }

  std::span<const Rival> rivals_;
  std::span<const Allies> allies_;
  std::vector<double> spared_;
  std::vector<double> odds_, from_left_, from_right_, left_sum_, right_sum_;
};

}  // namespace

std::vector<double> link_chances(std::span<const Rival> rivals, std::size_t lefts,
                                 std::size_t rights, std::span<const Allies> allies) {
  return Propagation(rivals, lefts, rights, allies).run();
}

}  // namespace attest::link
