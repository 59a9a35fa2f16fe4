#include "estimate/impl/sampler.hpp"

#include <algorithm>
#include <cmath>

namespace attest::estimate::impl {
namespace {

constexpr double kTarget = 0.8;        // acceptance that steps are tuned to
constexpr double kLongestStep = 0.12;  // classes that are empty now need small steps once they fill
// Ordinary Gibbs sweeps in 16 iterations. They fill and empty classes, where gradients seldom do;
// that one class may hold everybody is a question of small tables, and there they are cheap.
constexpr int kSweepPeriod = 16, kSweepsSmall = 16, kSweepsLarge = 1, kMostSweeps = 128;
constexpr double kSmallTable = 2000;  // documented people
constexpr int kFitEvery = 20;
constexpr double kAlphaJump = 3;  // in log alpha

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

LaneRandom lane_random(std::uint64_t seed, std::uint64_t lane) {
  LaneRandom out;
  for (int c = 0; c < kLanes; ++c) {
    base::Stream stream(seed, lane + static_cast<std::uint64_t>(c));
    out.s0[c] = stream.next64();
    out.s1[c] = stream.next64();
    out.s2[c] = stream.next64();
    out.s3[c] = stream.next64() | 1U;
  }
  return out;
}

void start_lane(const Problem& problem, LaneVector& q, int lane, double log_alpha,
                base::Stream& stream) {
  for (int d = 0; d < problem.lists * problem.classes; ++d) {
    const double u = 0.02 + 0.96 * stream.uniform();
    q[at(d)][lane] = std::log(u / (1 - u));
  }
  for (int k = 0; k + 1 < problem.classes; ++k)
    q[at(problem.e_at(k))][lane] = std::log(stream.exponential() + 1e-12);
  q[at(problem.s_at())][lane] = log_alpha;
}

int steps_for(const Lanes& log_step) {
  std::vector<double> steps;
  for (int c = 0; c < kLanes; ++c) steps.push_back(std::exp(log_step[c]));
  std::sort(steps.begin(), steps.end());
  return static_cast<int>(std::clamp(1.2 / steps[kLanes / 2], 12.0, 28.0));
}

PackSampler::PackSampler(const Problem& problem, std::uint64_t seed, std::uint64_t lane)
    : problem_(problem),
      pack_(problem),
      room_(problem),
      draws_(kLanes),
      fit_(problem),
      sweeps_(problem.documented < kSmallTable ? kSweepsSmall : kSweepsLarge) {
  pack_.random = lane_random(seed, lane);
  for (int c = 0; c < kLanes; ++c)
    streams_.emplace_back(seed, lane + static_cast<std::uint64_t>(kLanes + c));
  log_step_[0] = log_step_[1] = all(std::log(0.05));
}

void PackSampler::move(Alpha alpha, bool tune) {
  Lanes& log_step = log_step_[static_cast<int>(alpha)];
  for (int c = 0; c < kLanes; ++c)
    pack_.step[c] = std::exp(log_step[c]) * (0.6 + 0.7 * streams_[at(c)].uniform());
  pack_.scale[at(problem_.s_at())] = all(alpha == Alpha::kMoves ? 1 : 0);
  ATTEST_ALIGNED Lanes accepted;
  trajectory(problem_, pack_, room_, steps_[static_cast<int>(alpha)], accepted);
  if (!tune) return;
  const double gain = 1.5 / std::pow(10.0 + static_cast<double>(moves_), 0.6);
  for (int c = 0; c < kLanes; ++c)
    log_step[c] = std::clamp(log_step[c] + gain * (accepted[c] - kTarget), std::log(1e-3),
                             std::log(kLongestStep));
  ++moves_;
}

void PackSampler::iterate(int iteration, bool tune) {
  move(iteration % 2 == 0 ? Alpha::kHeld : Alpha::kMoves, tune);
  for (int c = 0; c < kLanes; ++c) redraw_alpha(problem_, pack_.q, c, streams_[at(c)]);
  const int due = (iteration + 1) * sweeps_ / kSweepPeriod - iteration * sweeps_ / kSweepPeriod;
  for (int sweep = 0; sweep < due; ++sweep) sweep_all();
  evaluate(problem_, pack_, room_);
  // Where one class holds everybody alpha may wander far towards 0; long steps bring it back.
  jump(problem_, pack_, room_, problem_.s_at(), kAlphaJump);
}

void PackSampler::sweep_all() {
  for (int c = 0; c < kLanes; ++c) {
    if (pack_.temperature[c] != 1) continue;
    held_sum_ += gibbs_sweep(problem_, pack_.q, c, streams_[at(c)]).classes;
    ++held_count_;
  }
}

void PackSampler::sweep_more() {
  sweeps_ = std::min(2 * sweeps_, kMostSweeps);
}

void PackSampler::scout(int iterations, const base::Reporter& reporter) {
  for (int c = 0; c < kLanes; ++c)
    start_lane(problem_, pack_.q, c, -2.0 + 0.5 * c, streams_[at(c)]);
  const int rising = iterations / 2;
  for (int i = 0; i < rising; ++i) {
    if (i % 64 == 0) base::check_stop(reporter);
    const double power =
        std::pow(10 / (10 + problem_.documented), 1 - static_cast<double>(i) / rising);
    for (int c = 0; c < kLanes; ++c) pack_.temperature[c] = c % 2 == 0 ? power : 1;
    evaluate(problem_, pack_, room_);
    tuned_iteration(i);
  }
  warm_up(iterations - rising, reporter);
}

void PackSampler::adopt(const std::vector<const Standing*>& places) {
  for (int c = 0; c < kLanes; ++c)
    for (std::size_t d = 0; d < pack_.q.size(); ++d) pack_.q[d][c] = places[at(c)]->q[d];
}

void PackSampler::warm_up(int iterations, const base::Reporter& reporter) {
  pack_.temperature = all(1);
  evaluate(problem_, pack_, room_);
  for (int i = 0; i < iterations; ++i) {
    if (i % 64 == 0) base::check_stop(reporter);
    tuned_iteration(i);
  }
  held_sum_ = 0;
  held_count_ = 0;
}

void PackSampler::tuned_iteration(int i) {
  iterate(i, true);
  if (i % 32 == 31)
    for (int kind = 0; kind < 2; ++kind) steps_[kind] = steps_for(log_step_[kind]);
}

std::vector<Standing> PackSampler::standings() const {
  std::vector<Standing> out(kLanes);
  for (int c = 0; c < kLanes; ++c) {
    for (const Lanes& x : pack_.q) out[at(c)].q.push_back(x[c]);
    out[at(c)].missed = pack_.missed[c];
  }
  return out;
}

void PackSampler::record(int iteration) {
  for (int c = 0; c < kLanes; ++c) {
    const double unseen = draw_unseen(problem_, pack_.missed[c], streams_[at(c)]);
    draws_[at(c)].push_back(problem_.documented + (unseen < 0 ? problem_.most_unseen : unseen));
  }
  if (iteration % kFitEvery == 0) {
    const int c = (iteration / kFitEvery) % kLanes;
    fit_.add(pack_.q, c, streams_[at(c)]);
  }
}

void PackSampler::run(int iterations, const base::Reporter& reporter) {
  for (int i = 0; i < iterations; ++i) {
    if (i % 64 == 0) base::check_stop(reporter);
    iterate(i, false);
    record(i);
  }
}

void PackSampler::forget() {
  for (auto& chain : draws_) chain.clear();
}

double PackSampler::classes_held() const {
  return held_count_ > 0 ? held_sum_ / static_cast<double>(held_count_) : 0;
}

}  // namespace attest::estimate::impl
