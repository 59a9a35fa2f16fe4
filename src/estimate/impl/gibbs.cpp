#include "estimate/impl/gibbs.hpp"

#include <algorithm>
#include <cmath>

#include "estimate/impl/log_gamma.hpp"

namespace attest::estimate::impl {
namespace {

constexpr int kMostTries = 2000;         // to meet the limit on the unseen
constexpr double kWidestLogAlpha = 300;  // beyond, gamma functions overflow

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

// The logarithm of a gamma variate; shapes near 0 do not underflow.
double log_gamma_variate(double shape, base::Stream& stream) {
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

// The log-odds of a Beta(a, b) variate.
double log_odds_variate(double a, double b, base::Stream& stream) {
  if (a == 1 && b == 1) {
    const double u = stream.uniform_open();
    return std::log(u / (1 - u));
  }
  return log_gamma_variate(a, stream) - log_gamma_variate(b, stream);
}

// Two classes exchange people and numbers.
void exchange(const Problem& m, int one, int two, Members& members) {
  std::swap(members.all[at(one)], members.all[at(two)]);
  for (int j = 0; j < m.lists; ++j)
    std::swap(members.on[at(j * m.classes + one)], members.on[at(j * m.classes + two)]);
}

void redraw_captures(const Problem& m, const Members& members, LaneVector& q, int lane,
                     base::Stream& stream) {
  for (int j = 0; j < m.lists; ++j)
    for (int k = 0; k < m.classes; ++k) {
      const int d = j * m.classes + k;
      const double on = members.on[at(d)], off = members.all[at(k)] - on;
      q[at(d)][lane] = log_odds_variate(m.capture_a + on, m.capture_b + off, stream);
    }
}

// V is Beta(1 + here, alpha + after), r = −log(1 − V): with g1 and g2 gamma, log(1 + g1 / g2).
// Where nobody is in the class nor after it, e = alpha · r is as before the data.
void redraw_sticks(const Problem& m, const Members& members, LaneVector& q, int lane,
                   base::Stream& stream) {
  const double s = q[at(m.s_at())][lane], alpha = std::exp(s);
  double after = members.all.back();
  for (int k = m.classes - 2; k >= 0; --k) {
    const double here = members.all[at(k)];
    if (here + after == 0) {
      q[at(m.e_at(k))][lane] = std::log(stream.exponential());
      continue;
    }
    const double odds = log_odds_variate(1 + here, alpha + after, stream);
    const double log_r = odds > 30    ? std::log(odds)
                         : odds < -30 ? odds
                                      : std::log(std::log1p(std::exp(odds)));
    q[at(m.e_at(k))][lane] = s + log_r;
    after += here;
  }
}

// log ∫ V^here (1 − V)^after of a stick V ~ Beta(1, alpha), without log alpha.
double log_stick(double here, double after, double alpha) {
  return log_gamma(1 + here) + log_gamma(alpha + after) - log_gamma(1 + alpha + here + after);
}

// log P(neighbouring classes hold `one` and `two` people, `after` in later ones), up to what an
// exchange of the two leaves alone.
double log_order(double one, double two, double after, bool last, double alpha) {
  return log_stick(one, two + after, alpha) + (last ? 0 : log_stick(two, after, alpha));
}

// Neighbouring classes exchange their people, by the chance of either order. Without it the order
// of classes hardly ever changes, and alpha hangs on the order: chains stay apart for 100,000
// sweeps.
void exchange_neighbours(const Problem& m, double alpha, Members& members, base::Stream& stream) {
  double after = 0;
  for (int k = m.classes - 2; k >= 0; --k) {
    const double one = members.all[at(k)], two = members.all[at(k + 1)];
    const bool last = k + 2 == m.classes;
    const double gain = one == two ? 0
                                   : log_order(two, one, after, last, alpha) -
                                         log_order(one, two, after, last, alpha);
    if (one != two && std::log(stream.uniform_open()) < gain) exchange(m, k, k + 1, members);
    after += members.all[at(k + 1)];
  }
}

// log p(alpha, who is in which class), sticks integrated out, as a density of log alpha.
double log_alpha_density(const Problem& m, const Members& members, double s) {
  const double alpha = std::exp(s);
  double sum = m.alpha_shape * s - m.alpha_rate * alpha, after = 0;
  for (int k = m.classes - 1; k >= 0; --k) {
    const double here = members.all[at(k)];
    if (k + 1 < m.classes && here + after > 0)
      sum += s + (here == 0 ? -std::log(alpha + after) : log_stick(here, after, alpha));
    after += here;
  }
  return sum;
}

// Random walks of three lengths in log alpha: where one class holds everybody it wanders far
// towards 0. With the longest, any two classes exchange places: a large alpha goes with a large
// last class.
void walk_alpha(const Problem& m, double& s, Members& members, base::Stream& stream) {
  double now = log_alpha_density(m, members, s);
  for (const double length : {4.0, 4.0, 1.0, 0.3}) {
    const double proposed = s + length * stream.normal();
    if (std::abs(proposed) > kWidestLogAlpha) continue;
    const auto classes = static_cast<std::uint64_t>(m.classes);
    const int one = length < 4 ? 0 : static_cast<int>(stream.below(classes));
    const int two = length < 4 ? 0 : static_cast<int>(stream.below(classes));
    exchange(m, one, two, members);
    const double then = log_alpha_density(m, members, proposed);
    if (std::log(stream.uniform_open()) < then - now) {
      s = proposed;
      now = then;
    } else {
      exchange(m, one, two, members);
    }
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
  const double now = log_gamma_variate(shape, stream) - std::log(problem.alpha_rate + sum);
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
  Members members = classify(problem, now, base, out.unseen, stream);
  for (const double people : members.all) out.classes += people > 0 ? 1 : 0;
  double s = q[at(problem.s_at())][lane];
  exchange_neighbours(problem, std::exp(s), members, stream);
  walk_alpha(problem, s, members, stream);
  q[at(problem.s_at())][lane] = s;
  redraw_captures(problem, members, q, lane, stream);
  redraw_sticks(problem, members, q, lane, stream);
  return out;
}

}  // namespace attest::estimate::impl
