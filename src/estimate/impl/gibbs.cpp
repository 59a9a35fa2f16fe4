#include "estimate/impl/gibbs.hpp"

#include <algorithm>
#include <cmath>

namespace attest::estimate::impl {
namespace {

constexpr int kMostTries = 2000;  // to meet the limit on the unseen

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

// The logarithm of a gamma variate; shapes near 0 do not underflow.
double log_gamma(double shape, base::Stream& stream) {
  if (shape >= 1) return std::log(stream.gamma(shape));
  return std::log(stream.gamma(shape + 1)) + std::log(stream.uniform_open()) / shape;
}

// One lane's parameters as plain numbers.
struct Parameters {
  std::vector<double> weight, odds, miss;  // by class; by list and class
};

Parameters read(const Problem& m, const LaneVector& q, int lane) {
  Parameters out;
  double rest = 1;
  for (int k = 0; k + 1 < m.classes; ++k) {
    const double r = std::exp(std::min(q[at(m.e_at(k))][lane] - q[at(m.s_at())][lane], 690.0));
    out.weight.push_back(rest * -std::expm1(-r));
    rest *= std::exp(-r);
  }
  out.weight.push_back(rest);
  for (int d = 0; d < m.lists * m.classes; ++d) {
    const double o = std::exp(std::clamp(q[at(d)][lane], -40.0, 40.0));
    out.odds.push_back(o);
    out.miss.push_back(1 / (1 + o));
  }
  return out;
}

// `people` over classes in proportion to `chance`, added to `into`.
void allocate(double people, const std::vector<double>& chance, base::Stream& stream,
              std::vector<double>& into) {
  double sum = 0;
  for (const double c : chance) sum += c;
  auto left = static_cast<std::uint64_t>(people);
  for (std::size_t k = 0; k < chance.size() && left > 0; ++k) {
    std::uint64_t drawn = left;
    if (k + 1 < chance.size()) {
      if (chance[k] <= 0) continue;
      drawn = chance[k] >= sum ? left : stream.binomial(left, chance[k] / sum);
    }
    into[k] += static_cast<double>(drawn);
    left -= drawn;
    sum -= chance[k];
  }
}

// How many people are in each class, and on each list in each class.
struct Members {
  std::vector<double> all, on;
};

std::vector<double> missed_by(const Problem& m, const Parameters& now) {
  std::vector<double> out = now.weight;
  for (int k = 0; k < m.classes; ++k)
    for (int j = 0; j < m.lists; ++j) out[at(k)] *= now.miss[at(j * m.classes + k)];
  return out;
}

Members classify(const Problem& m, const Parameters& now, const std::vector<double>& base,
                 double unseen, base::Stream& stream) {
  Members out{std::vector<double>(at(m.classes), 0.0), std::vector<double>(now.odds.size(), 0.0)};
  allocate(unseen, base, stream, out.all);
  std::vector<double> chance(at(m.classes)), members(at(m.classes));
  for (std::size_t i = 0; i < m.counts.size(); ++i) {
    chance = base;
    std::fill(members.begin(), members.end(), 0.0);
    for (int j = 0; j < m.lists; ++j)
      if ((m.patterns[i] >> static_cast<unsigned>(j) & 1U) != 0)
        for (int k = 0; k < m.classes; ++k) chance[at(k)] *= now.odds[at(j * m.classes + k)];
    allocate(m.counts[i], chance, stream, members);
    for (int k = 0; k < m.classes; ++k) {
      out.all[at(k)] += members[at(k)];
      if (members[at(k)] == 0) continue;
      for (int j = 0; j < m.lists; ++j)
        if ((m.patterns[i] >> static_cast<unsigned>(j) & 1U) != 0)
          out.on[at(j * m.classes + k)] += members[at(k)];
    }
  }
  return out;
}

void redraw_captures(const Problem& m, const Members& members, LaneVector& q, int lane,
                     base::Stream& stream) {
  for (int j = 0; j < m.lists; ++j)
    for (int k = 0; k < m.classes; ++k) {
      const int d = j * m.classes + k;
      const double on = log_gamma(m.capture_a + members.on[at(d)], stream);
      const double off = log_gamma(m.capture_b + members.all[at(k)] - members.on[at(d)], stream);
      q[at(d)][lane] = on - off;
    }
}

// 1 − V = g2 / (g1 + g2): r = log(1 + g1/g2), whose logarithm is wanted.
void redraw_sticks(const Problem& m, const Members& members, LaneVector& q, int lane,
                   base::Stream& stream) {
  const double s = q[at(m.s_at())][lane], alpha = std::exp(s);
  double after = 0;
  for (int k = m.classes - 1; k >= 0; --k) {
    if (k + 1 < m.classes) {
      const double log_ratio =
          log_gamma(1 + members.all[at(k)], stream) - log_gamma(alpha + after, stream);
      const double log_r = log_ratio > 30    ? std::log(log_ratio)
                           : log_ratio < -30 ? log_ratio
                                             : std::log(std::log1p(std::exp(log_ratio)));
      q[at(m.e_at(k))][lane] = s + log_r;
    }
    after += members.all[at(k)];
  }
}

// Classes k and k + 1 change places, weights and all; the sticks follow. Accepted by the ratio of
// what is left after the first (Papaspiliopoulos & Roberts 2008, in the coordinates of weights).
void swap_neighbours(const Problem& m, LaneVector& q, int lane, base::Stream& stream) {
  if (m.classes < 3) return;
  const int k = static_cast<int>(stream.below(static_cast<std::uint64_t>(m.classes - 2)));
  const double s = q[at(m.s_at())][lane];
  const double r = std::exp(std::min(q[at(m.e_at(k))][lane] - s, 690.0));
  const double next = std::exp(std::min(q[at(m.e_at(k + 1))][lane] - s, 690.0));
  const double first = -std::expm1(-r), second = std::exp(-r) * -std::expm1(-next);
  const double chance = (1 - first) / (1 - second);
  if (!(second > 1e-14) || !(first < 1 - 1e-14) || stream.uniform() >= chance) return;
  const double swapped = -std::log1p(-second);
  const double swapped_next = r + next - swapped;
  if (!(swapped > 0) || !(swapped_next > 0)) return;
  q[at(m.e_at(k))][lane] = s + std::log(swapped);
  q[at(m.e_at(k + 1))][lane] = s + std::log(swapped_next);
  for (int j = 0; j < m.lists; ++j) {
    const double held = q[at(j * m.classes + k)][lane];
    q[at(j * m.classes + k)][lane] = q[at(j * m.classes + k + 1)][lane];
    q[at(j * m.classes + k + 1)][lane] = held;
  }
}

}  // namespace

double draw_unseen(const Problem& problem, double missed, base::Stream& stream) {
  const double odds = missed / std::max(1 - missed, 1e-13);
  for (int tries = 0; tries < kMostTries; ++tries) {
    const double mean = std::min(stream.gamma(problem.documented) * odds, 1e15);
    const auto unseen = static_cast<double>(stream.poisson(mean));
    if (problem.most_unseen <= 0 || unseen <= problem.most_unseen) return unseen;
  }
  return -1;
}

void redraw_alpha(const Problem& problem, LaneVector& q, int lane, base::Stream& stream) {
  const double s = q[at(problem.s_at())][lane];
  double sum = 0;
  for (int k = 0; k + 1 < problem.classes; ++k)
    sum += std::exp(std::min(q[at(problem.e_at(k))][lane] - s, 700.0));
  const double shape = problem.alpha_shape + problem.classes - 1;
  const double now = log_gamma(shape, stream) - std::log(problem.alpha_rate + sum);
  for (int k = 0; k + 1 < problem.classes; ++k) q[at(problem.e_at(k))][lane] += now - s;
  q[at(problem.s_at())][lane] = now;
}

Occupancy gibbs_sweep(const Problem& problem, LaneVector& q, int lane, base::Stream& stream) {
  const Parameters now = read(problem, q, lane);
  const auto base = missed_by(problem, now);
  double missed = 0;
  for (const double b : base) missed += b;
  Occupancy out;
  out.unseen = draw_unseen(problem, missed, stream);
  if (out.unseen < 0 || out.unseen > 1e12) return {};
  const Members members = classify(problem, now, base, out.unseen, stream);
  for (const double people : members.all) out.classes += people > 0 ? 1 : 0;
  redraw_captures(problem, members, q, lane, stream);
  redraw_sticks(problem, members, q, lane, stream);
  redraw_alpha(problem, q, lane, stream);
  swap_neighbours(problem, q, lane, stream);
  return out;
}

}  // namespace attest::estimate::impl
