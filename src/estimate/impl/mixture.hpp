#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "estimate/impl/lanes.hpp"
#include "estimate/latent_class.hpp"
#include "estimate/table.hpp"

namespace attest::estimate::impl {

/// The latent-class posterior with N and the classes of people integrated out, on an unconstrained
/// space:
///
///   l[j·K + k] = logit of lambda_jk,  e[k] = log of an exponential variate, s = log alpha,
///   1 − V_k = exp(−r_k),  r_k = exp(e_k − s),  the last stick takes the rest.
///
/// A priori everything is independent (the sticks do not know alpha), so that alpha can run to 0
/// without narrow valleys. The likelihood is that of the seen patterns given being seen: Π (p_i /
/// (1 − p_0))^n_i, exact under p(N) ∝ 1/N.
struct Problem {
  int lists = 0, classes = 0;
  double documented = 0;
  double capture_a = 1, capture_b = 1, alpha_shape = 0.25, alpha_rate = 0.25;
  double most_unseen = 0;      ///< limit on N − n; 0: none
  std::vector<double> counts;  ///< by pattern, smaller patterns first
  std::vector<Pattern> patterns;
  std::vector<int> parent;               ///< a pattern inside this one, −1: the empty one
  std::vector<std::vector<int>> beyond;  ///< lists of a pattern that its parent lacks

  int size() const { return lists * classes + classes; }  ///< dimension
  int e_at(int k) const { return lists * classes + k; }
  int s_at() const { return lists * classes + classes - 1; }
};
Problem make_problem(const Table& table, const LatentClassOptions& options);

/// Room for one evaluation; one a thread.
struct Workspace {
  explicit Workspace(const Problem& problem);
  LaneVector odds, miss;        ///< exp(l), 1/(1 + exp(l))
  LaneVector chance;            ///< by pattern and class
  LaneVector unseen;            ///< by class: pi_k · P(on no list)
  LaneVector seen;              ///< by pattern: its probability
  LaneVector weight, left;      ///< sticks: pi_k, exp(−r_k)
  LaneVector rate;              ///< r_k
  LaneVector mass;              ///< adjoints, by pattern
  ATTEST_ALIGNED Lanes missed;  ///< P(on no list)
};

/// Position, momentum and gradient of eight chains, each dimension a vector of eight.
struct Pack {
  explicit Pack(const Problem& problem);
  LaneVector q, p, g, scale;
  ATTEST_ALIGNED Lanes likelihood;  ///< logarithm at q
  ATTEST_ALIGNED Lanes prior;
  ATTEST_ALIGNED Lanes missed;       ///< P(on no list) at q
  ATTEST_ALIGNED Lanes temperature;  ///< power of the likelihood, 1 is the posterior
  ATTEST_ALIGNED Lanes step;
  LaneRandom random;
};

/// Fills g, likelihood and prior for q.
void evaluate(const Problem& problem, Pack& pack, Workspace& room);

/// One Hamiltonian trajectory of `steps` leapfrog steps with fresh momenta; `accepted` gets each
/// lane's acceptance probability. q, g, likelihood and prior hold the next state afterwards.
void trajectory(const Problem& problem, Pack& pack, Workspace& room, int steps, Lanes& accepted);

/// A step of random-walk Metropolis in one dimension, normal with deviation `size`.
void jump(const Problem& problem, Pack& pack, Workspace& room, int dimension, double size);

/// log P(N − n ≤ limit | p_0), 0 without a limit.
double log_within_limit(const Problem& problem, double missed);

}  // namespace attest::estimate::impl
