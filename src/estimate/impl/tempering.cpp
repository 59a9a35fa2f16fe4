#include "estimate/impl/tempering.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "estimate/impl/gibbs.hpp"
#include "estimate/impl/sampler.hpp"

namespace attest::estimate::impl {
namespace {

constexpr double kTarget = 0.75;
constexpr double kLongestStep = 0.25;
constexpr int kSteps = 16;
constexpr int kSweeps = 4;  // of the replica at power 1, an iteration: cheap beside 24 trajectories

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

TemperedChain::TemperedChain(const Problem& problem, std::uint64_t seed, std::uint64_t lane)
    : problem_(problem), room_(problem), swaps_(seed, lane + 4096), fit_(problem) {
  for (int p = 0; p < kPacks; ++p) {
    packs_.emplace_back(problem);
    packs_.back().random = lane_random(seed, lane + static_cast<std::uint64_t>(p * kLanes));
  }
  const double lowest = std::min(0.2, 8 / problem.documented);
  for (int t = 0; t < kPowers; ++t) {
    streams_.emplace_back(seed, lane + 1024 + static_cast<std::uint64_t>(t));
    powers_.push_back(std::pow(lowest, static_cast<double>(t) / (kPowers - 1)));
    start_lane(problem, pack_of(t).q, t % kLanes, -2.0 + 4.0 * t / kPowers, streams_.back());
  }
  replica_at_.resize(kPowers);
  std::iota(replica_at_.begin(), replica_at_.end(), 0);
  for (auto& steps : log_step_) steps.assign(kPowers, std::log(0.06));
  swapped_.assign(kPowers, 0.0);
  tried_.assign(kPowers, 0.0);
}

void TemperedChain::adopt(const Standing& place) {
  for (Pack& pack : packs_)
    for (std::size_t d = 0; d < pack.q.size(); ++d) pack.q[d] = all(place.q[d]);
}

void TemperedChain::set_powers() {
  for (int t = 0; t < kPowers; ++t) {
    const int r = replica_at_[at(t)];
    pack_of(r).temperature[r % kLanes] = powers_[at(t)];
  }
  for (Pack& pack : packs_) evaluate(problem_, pack, room_);
}

void TemperedChain::iterate(int iteration, bool tune) {
  const int kind = iteration % 2;
  for (int t = 0; t < kPowers; ++t) {
    const int r = replica_at_[at(t)];
    pack_of(r).step[r % kLanes] =
        std::exp(log_step_[kind][at(t)]) * (0.6 + 0.7 * streams_[at(r)].uniform());
  }
  ATTEST_ALIGNED Lanes accepted[kPacks];
  for (int p = 0; p < kPacks; ++p) {
    packs_[at(p)].scale[at(problem_.s_at())] = all(kind);
    trajectory(problem_, packs_[at(p)], room_, kSteps, accepted[p]);
  }
  for (int t = 0; t < kPowers && tune; ++t) {
    const int r = replica_at_[at(t)];
    const double gain = 1.5 / std::pow(10.0 + static_cast<double>(moves_), 0.6);
    log_step_[kind][at(t)] =
        std::clamp(log_step_[kind][at(t)] + gain * (accepted[r / kLanes][r % kLanes] - kTarget),
                   std::log(1e-3), std::log(kLongestStep));
  }
  moves_ += tune ? 1 : 0;
  for (int r = 0; r < kPowers; ++r)
    redraw_alpha(problem_, pack_of(r).q, r % kLanes, streams_[at(r)]);
  const int cold = replica_at_[0];
  for (int sweep = 0; sweep < kSweeps; ++sweep)
    gibbs_sweep(problem_, pack_of(cold).q, cold % kLanes, streams_[at(cold)]);
  for (Pack& pack : packs_) evaluate(problem_, pack, room_);
  exchange(iteration, tune);
  set_powers();
}

void TemperedChain::exchange(int iteration, bool tune) {
  for (int t = iteration / 2 % 2; t + 1 < kPowers; t += 2) {
    const int a = replica_at_[at(t)], b = replica_at_[at(t + 1)];
    const auto whole = [&](int r) {
      const Pack& pack = pack_of(r);
      return pack.likelihood[r % kLanes] + log_within_limit(problem_, pack.missed[r % kLanes]);
    };
    const double gain = (powers_[at(t)] - powers_[at(t + 1)]) * (whole(b) - whole(a));
    const double chance = std::exp(std::min(0.0, gain));
    if (tune) {
      swapped_[at(t)] += chance;
      tried_[at(t)] += 1;
    }
    if (swaps_.uniform() < chance) std::swap(replica_at_[at(t)], replica_at_[at(t + 1)]);
  }
}

// Wider gaps where exchanges are easy, narrower where they are rare; the ends stay.
void TemperedChain::respace() {
  std::vector<double> gap;
  double sum = 0;
  for (int t = 0; t + 1 < kPowers; ++t) {
    const double rate = tried_[at(t)] > 0 ? swapped_[at(t)] / tried_[at(t)] : 0.3;
    gap.push_back(std::log(powers_[at(t)] / powers_[at(t + 1)]) * std::clamp(0.4 + rate, 0.5, 1.3));
    sum += gap.back();
  }
  const double whole = std::log(powers_.front() / powers_.back());
  double here = 0;
  for (int t = 0; t + 2 < kPowers; ++t) {
    here += gap[at(t)] * whole / sum;
    powers_[at(t + 1)] = std::exp(-here);
  }
  swapped_.assign(kPowers, 0.0);
  tried_.assign(kPowers, 0.0);
}

void TemperedChain::warm_up(int iterations, const base::Reporter& reporter) {
  set_powers();
  for (int i = 0; i < iterations; ++i) {
    if (i % 16 == 0) base::check_stop(reporter);
    iterate(i, true);
    if (i % 100 == 99 && i + 100 < iterations) respace();
  }
}

void TemperedChain::run(int iterations, const base::Reporter& reporter) {
  for (int i = 0; i < iterations; ++i) {
    if (i % 16 == 0) base::check_stop(reporter);
    iterate(i, false);
    const int r = replica_at_[0];
    const double unseen = draw_unseen(problem_, pack_of(r).missed[r % kLanes], streams_[at(r)]);
    draws_.push_back(problem_.documented + (unseen < 0 ? problem_.most_unseen : unseen));
    if (i % 20 == 0) fit_.add(pack_of(r).q, r % kLanes, streams_[at(r)]);
  }
}

}  // namespace attest::estimate::impl
