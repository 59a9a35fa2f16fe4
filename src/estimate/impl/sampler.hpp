#pragma once

#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "base/report.hpp"
#include "estimate/impl/fit_checks.hpp"
#include "estimate/impl/gibbs.hpp"
#include "estimate/impl/mixture.hpp"

namespace attest::estimate::impl {

/// Two kinds of trajectory take turns: with alpha held (the sticks move by themselves; good where
/// classes are well filled) and with alpha moving (the sticks follow; good where it is near 0).
enum class Alpha { kHeld, kMoves };

/// Where a chain stands.
struct Standing {
  std::vector<double> q;
  double missed = 0;  ///< P(on no list): what N hangs on
};

/// Eight chains in one pack.
class PackSampler {
 public:
  PackSampler(const Problem& problem, std::uint64_t seed, std::uint64_t lane);

  /// From the prior: in every second chain the likelihood is raised from a low power to 1, so that
  /// it finds the large modes; the others start at once and end up in small ones, too.
  void scout(int iterations, const base::Reporter& reporter);
  /// From eight given places.
  void adopt(const std::vector<const Standing*>& places);
  /// Tunes step sizes; draws are not kept.
  void warm_up(int iterations, const base::Reporter& reporter);
  /// `iterations` more; appends N of each chain to draws().
  void run(int iterations, const base::Reporter& reporter);

  /// Twice as many Gibbs sweeps from now on: for chains that disagree.
  void sweep_more();
  /// Drops the draws so far: they still remembered their starts.
  void forget();

  const std::vector<std::vector<double>>& draws() const { return draws_; }
  const FitChecks& fit() const { return fit_; }
  std::vector<Standing> standings() const;
  double classes_held() const;  ///< mean number of classes that hold somebody

 private:
  void iterate(int iteration, bool tune);
  void tuned_iteration(int iteration);
  void move(Alpha alpha, bool tune);
  void sweep_all();
  void record(int iteration);

  const Problem& problem_;
  Pack pack_;
  Workspace room_;
  std::vector<base::Stream> streams_;  // one a chain
  ATTEST_ALIGNED Lanes log_step_[2];
  int steps_[2] = {20, 20};
  long moves_ = 0;
  std::vector<std::vector<double>> draws_;
  FitChecks fit_;
  int sweeps_;  // in 16 iterations
  double held_sum_ = 0;
  long held_count_ = 0;
};

/// Lanes of a generator from eight streams.
LaneRandom lane_random(std::uint64_t seed, std::uint64_t lane);
/// A start from the prior, spread out in alpha.
void start_lane(const Problem& problem, LaneVector& q, int lane, double log_alpha,
                base::Stream& stream);
/// Leapfrog steps for a trajectory of about unit length.
int steps_for(const Lanes& log_step);

}  // namespace attest::estimate::impl
