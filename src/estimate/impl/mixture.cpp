#include "estimate/impl/mixture.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <numeric>

namespace attest::estimate::impl {
namespace {

constexpr double kFullStick = 690;  // beyond this exp(−r) is nothing

int parent_of(const std::vector<Pattern>& patterns, std::size_t i) {
  int best = -1, size = 0;
  for (std::size_t other = 0; other < i; ++other) {
    const bool inside = (patterns[other] & ~patterns[i]) == 0;
    if (!inside || std::popcount(patterns[other]) <= size) continue;
    best = static_cast<int>(other);
    size = std::popcount(patterns[other]);
  }
  return best;
}

// Sticks from (e, s): rate r, exp(−r), weights.
ATTEST_INLINE void break_sticks(const Problem& m, const Lanes* q, Workspace& room) {
  const int last = m.classes - 1;
  Lanes rest = all(1);
  for (int k = 0; k < last; ++k) {
    const Lanes r = least(exp(q[m.e_at(k)] - q[m.s_at()]), all(kFullStick));
    const Lanes left = exp(-r);
    const Lanes taken = choose(r < all(1e-5), r * (all(1) - all(0.5) * r), all(1) - left);
    room.rate[static_cast<std::size_t>(k)] = r;
    room.left[static_cast<std::size_t>(k)] = left;
    room.weight[static_cast<std::size_t>(k)] = rest * taken;
    rest = rest * left;
  }
  room.weight[static_cast<std::size_t>(last)] = rest;
}

// Forward: chances of all patterns in all classes, and their sums.
ATTEST_INLINE void chances(const Problem& m, const Lanes* q, Workspace& room) {
  const int patterns = static_cast<int>(m.counts.size());
  break_sticks(m, q, room);
  for (int d = 0; d < m.lists * m.classes; ++d) {
    const Lanes o = exp(least(most(q[d], all(-40)), all(40)));
    room.odds[static_cast<std::size_t>(d)] = o;
    room.miss[static_cast<std::size_t>(d)] = all(1) / (all(1) + o);
  }
  Lanes missed = all(0);
  for (int i = 0; i < patterns; ++i) room.seen[static_cast<std::size_t>(i)] = all(1e-300);
  for (int k = 0; k < m.classes; ++k) {
    Lanes base = room.weight[static_cast<std::size_t>(k)];
    for (int j = 0; j < m.lists; ++j)
      base = base * room.miss[static_cast<std::size_t>(j * m.classes + k)];
    room.unseen[static_cast<std::size_t>(k)] = base;
    missed = missed + base;
    Lanes* chance = &room.chance[static_cast<std::size_t>(k * patterns)];
    for (int i = 0; i < patterns; ++i) {
      const int parent = m.parent[static_cast<std::size_t>(i)];
      Lanes c = parent < 0 ? base : chance[parent];
      for (const int j : m.beyond[static_cast<std::size_t>(i)])
        c = c * room.odds[static_cast<std::size_t>(j * m.classes + k)];
      chance[i] = c;
      room.seen[static_cast<std::size_t>(i)] = room.seen[static_cast<std::size_t>(i)] + c;
    }
  }
  room.missed = missed;
}

ATTEST_INLINE Lanes beyond_missed(const Workspace& room) {
  return most(all(1) - room.missed, all(1e-13));
}

// Backward: the gradient of temperature · log likelihood + log prior.
ATTEST_INLINE void gradient(const Problem& m, const Lanes* q, const Lanes& temperature,
                            Workspace& room, Lanes* g) {
  const int patterns = static_cast<int>(m.counts.size());
  const Lanes hidden = temperature * all(m.documented) / beyond_missed(room);
  for (int i = 0; i < patterns; ++i)
    room.seen[static_cast<std::size_t>(i)] = temperature *
                                             all(m.counts[static_cast<std::size_t>(i)]) /
                                             room.seen[static_cast<std::size_t>(i)];
  Lanes after = all(0), slope = all(0);
  for (int k = m.classes - 1; k >= 0; --k) {
    const Lanes* chance = &room.chance[static_cast<std::size_t>(k * patterns)];
    Lanes* mass = room.mass.data();
    Lanes total = hidden * room.unseen[static_cast<std::size_t>(k)];
    for (int i = 0; i < patterns; ++i) mass[i] = room.seen[static_cast<std::size_t>(i)] * chance[i];
    for (int j = 0; j < m.lists; ++j) g[j * m.classes + k] = all(m.capture_a);
    for (int i = patterns - 1; i >= 0; --i) {
      for (const int j : m.beyond[static_cast<std::size_t>(i)])
        g[j * m.classes + k] = g[j * m.classes + k] + mass[i];
      const int parent = m.parent[static_cast<std::size_t>(i)];
      if (parent < 0)
        total = total + mass[i];
      else
        mass[parent] = mass[parent] + mass[i];
    }
    for (int j = 0; j < m.lists; ++j) {
      const std::size_t d = static_cast<std::size_t>(j * m.classes + k);
      const Lanes lambda = room.odds[d] * room.miss[d];
      g[d] = g[d] - lambda * (total + all(m.capture_a + m.capture_b));
    }
    if (k + 1 < m.classes) {
      const Lanes r = room.rate[static_cast<std::size_t>(k)],
                  left = room.left[static_cast<std::size_t>(k)];
      // r / (e^r − 1), which is 1 − r/2 near 0
      const Lanes ratio = choose(r < all(1e-5), all(1) - all(0.5) * r, r * left / (all(1) - left));
      const Lanes moved = total * ratio - r * after;
      g[m.e_at(k)] = moved + all(1) - exp(q[m.e_at(k)]);
      slope = slope - moved;
    }
    after = after + total;
  }
  g[m.s_at()] = slope + all(m.alpha_shape) - all(m.alpha_rate) * exp(q[m.s_at()]);
}

ATTEST_INLINE Lanes log_likelihood(const Problem& m, const Workspace& room) {
  Lanes sum = all(-m.documented) * log(beyond_missed(room));
  for (std::size_t i = 0; i < m.counts.size(); ++i)
    sum = sum + all(m.counts[i]) * log(room.seen[i]);
  return sum;
}

ATTEST_INLINE Lanes log_prior(const Problem& m, const Lanes* q, const Workspace& room) {
  Lanes sum = all(m.alpha_shape) * q[m.s_at()] - all(m.alpha_rate) * exp(q[m.s_at()]);
  for (int k = 0; k + 1 < m.classes; ++k) sum = sum + q[m.e_at(k)] - exp(q[m.e_at(k)]);
  Lanes product = all(1);
  for (int d = 0; d < m.lists * m.classes; ++d) {
    sum = sum + all(m.capture_a) * q[d];
    product = product * room.miss[static_cast<std::size_t>(d)];
    if (d % 8 == 7) {  // a few factors a logarithm; more could underflow
      sum = sum + all(m.capture_a + m.capture_b) * log(product);
      product = all(1);
    }
  }
  return sum + all(m.capture_a + m.capture_b) * log(product);
}

ATTEST_INLINE void evaluate_here(const Problem& m, Pack& pack, Workspace& room) {
  chances(m, pack.q.data(), room);
  pack.likelihood = log_likelihood(m, room);
  pack.prior = log_prior(m, pack.q.data(), room);
  gradient(m, pack.q.data(), pack.temperature, room, pack.g.data());
}

ATTEST_INLINE Lanes kinetic(const Pack& pack) {
  Lanes sum = all(0);
  for (const Lanes& p : pack.p) sum = sum + p * p;
  return all(0.5) * sum;
}

ATTEST_INLINE void refresh(Pack& pack) {
  Lanes spare;
  for (std::size_t d = 0; d < pack.p.size(); d += 2)
    pack.random.normals(pack.p[d], d + 1 < pack.p.size() ? pack.p[d + 1] : spare);
}

ATTEST_INLINE void leap(const Problem& m, Pack& pack, Workspace& room, int steps) {
  const std::size_t size = pack.q.size();
  const Lanes half = all(0.5) * pack.step;
  for (std::size_t d = 0; d < size; ++d) pack.p[d] = pack.p[d] + half * pack.scale[d] * pack.g[d];
  for (int t = 1; t <= steps; ++t) {
    for (std::size_t d = 0; d < size; ++d)
      pack.q[d] = pack.q[d] + pack.step * pack.scale[d] * pack.p[d];
    chances(m, pack.q.data(), room);
    if (t == steps) {
      pack.likelihood = log_likelihood(m, room);
      pack.prior = log_prior(m, pack.q.data(), room);
    }
    gradient(m, pack.q.data(), pack.temperature, room, pack.g.data());
    const Lanes length = t == steps ? half : pack.step;
    for (std::size_t d = 0; d < size; ++d)
      pack.p[d] = pack.p[d] + length * pack.scale[d] * pack.g[d];
  }
}

// The limit's part of the target; lanes one by one, since it is rarely felt.
Lanes limit_part(const Problem& m, const Lanes& missed) {
  Lanes out = all(0);
  for (int c = 0; c < kLanes; ++c) out[c] = log_within_limit(m, missed[c]);
  return out;
}

struct Before {
  LaneVector q, g;
  ATTEST_ALIGNED Lanes likelihood;
  ATTEST_ALIGNED Lanes prior;
  ATTEST_ALIGNED Lanes missed;
};

ATTEST_CLONES void evaluate_kernel(const Problem& m, Pack& pack, Workspace& room) {
  evaluate_here(m, pack, room);
}

ATTEST_CLONES void move_kernel(const Problem& m, Pack& pack, Workspace& room, int steps,
                               Lanes& start, Lanes& end) {
  refresh(pack);
  start = kinetic(pack);
  leap(m, pack, room, steps);
  end = kinetic(pack);
}

ATTEST_CLONES void decide_kernel(Pack& pack, const Before& before, const Lanes& gain,
                                 Lanes& accepted) {
  const Lanes certain = least(gain, all(0));
  const LaneBits sane = gain == gain;
  accepted = choose(sane, exp(certain), all(0));
  const LaneBits yes = (log(pack.random.uniform()) < certain) & sane;
  for (std::size_t d = 0; d < pack.q.size(); ++d) {
    pack.q[d] = choose(yes, pack.q[d], before.q[d]);
    pack.g[d] = choose(yes, pack.g[d], before.g[d]);
  }
  pack.likelihood = choose(yes, pack.likelihood, before.likelihood);
  pack.prior = choose(yes, pack.prior, before.prior);
  pack.missed = choose(yes, pack.missed, before.missed);
}

// What a proposal adds to the log target.
Lanes gained(const Problem& m, const Pack& pack, const Before& before) {
  Lanes gain = pack.temperature * (pack.likelihood - before.likelihood) + pack.prior - before.prior;
  if (m.most_unseen > 0)
    gain = gain + pack.temperature * (limit_part(m, pack.missed) - limit_part(m, before.missed));
  return gain;
}

ATTEST_CLONES void propose_kernel(Pack& pack, std::size_t dimension, double size) {
  Lanes step, spare;
  pack.random.normals(step, spare);
  pack.q[dimension] = pack.q[dimension] + all(size) * step;
}

}  // namespace

Problem make_problem(const Table& table, const LatentClassOptions& options) {
  Problem out;
  out.lists = table.list_count();
  out.classes = options.classes;
  out.documented = static_cast<double>(table.documented());
  out.capture_a = options.capture_a;
  out.capture_b = options.capture_b;
  out.alpha_shape = options.alpha_shape;
  out.alpha_rate = options.alpha_rate;
  if (options.max_ratio) out.most_unseen = std::floor(*options.max_ratio * out.documented);
  std::vector<Cell> cells = table.cells();
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
    return std::popcount(a.pattern) < std::popcount(b.pattern);
  });
  for (const Cell& cell : cells) {
    out.patterns.push_back(cell.pattern);
    out.counts.push_back(static_cast<double>(cell.count));
  }
  for (std::size_t i = 0; i < out.patterns.size(); ++i) {
    const int parent = parent_of(out.patterns, i);
    const Pattern rest =
        out.patterns[i] &
        ~(parent < 0 ? Pattern{0} : out.patterns[static_cast<std::size_t>(parent)]);
    std::vector<int> lists;
    for (int j = 0; j < out.lists; ++j)
      if ((rest >> static_cast<unsigned>(j) & 1U) != 0) lists.push_back(j);
    out.parent.push_back(parent);
    out.beyond.push_back(std::move(lists));
  }
  return out;
}

Workspace::Workspace(const Problem& problem) {
  const auto classes = static_cast<std::size_t>(problem.classes);
  const std::size_t cells = static_cast<std::size_t>(problem.lists) * classes;
  odds.resize(cells);
  miss.resize(cells);
  chance.resize(problem.counts.size() * classes);
  seen.resize(problem.counts.size());
  mass.resize(problem.counts.size());
  unseen.resize(classes);
  weight.resize(classes);
  left.resize(classes);
  rate.resize(classes);
  missed = all(0);
}

Pack::Pack(const Problem& problem) {
  const auto size = static_cast<std::size_t>(problem.size());
  q.assign(size, all(0));
  p = g = q;
  scale.assign(size, all(1));
  likelihood = prior = missed = all(0);
  temperature = all(1);
  step = all(0.1);
}

void evaluate(const Problem& problem, Pack& pack, Workspace& room) {
  evaluate_kernel(problem, pack, room);
  pack.missed = room.missed;
}

void trajectory(const Problem& problem, Pack& pack, Workspace& room, int steps, Lanes& accepted) {
  const Before before{pack.q, pack.g, pack.likelihood, pack.prior, pack.missed};
  ATTEST_ALIGNED Lanes start;
  ATTEST_ALIGNED Lanes end;
  move_kernel(problem, pack, room, steps, start, end);
  pack.missed = room.missed;
  ATTEST_ALIGNED const Lanes gain = gained(problem, pack, before) + start - end;
  decide_kernel(pack, before, gain, accepted);
}

void jump(const Problem& problem, Pack& pack, Workspace& room, int dimension, double size) {
  const Before before{pack.q, pack.g, pack.likelihood, pack.prior, pack.missed};
  propose_kernel(pack, static_cast<std::size_t>(dimension), size);
  evaluate(problem, pack, room);
  ATTEST_ALIGNED const Lanes gain = gained(problem, pack, before);
  ATTEST_ALIGNED Lanes accepted;
  decide_kernel(pack, before, gain, accepted);
}

double log_within_limit(const Problem& problem, double missed) {
  if (problem.most_unseen <= 0) return 0;
  const double n = problem.documented, seen = std::max(1 - missed, 1e-13);
  const double mean = n * missed / seen, deviation = std::sqrt(mean / seen);
  if (mean + 9 * deviation + 9 < problem.most_unseen) return 0;
  const double inside = boost::math::ibeta(n, problem.most_unseen + 1, seen);
  return inside > 0 ? std::log(inside) : -1e6;
}

}  // namespace attest::estimate::impl
