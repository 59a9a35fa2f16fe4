#include "estimate/impl/poisson.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "estimate/impl/log_gamma.hpp"

namespace attest::estimate::impl {
namespace {

using Terms = std::vector<std::uint32_t>;

constexpr double kHighestLogMean = 60;

Lattice means(const Lattice& theta) {
  Lattice eta = theta;
  subset_sums(eta);
  for (double& e : eta) e = std::exp(std::min(e, kHighestLogMean));
  return eta;
}

double log_likelihood(const Lattice& counts, const std::vector<char>& used, const Lattice& mean) {
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (used[i] == 0) continue;
    if (counts[i] > 0) sum += counts[i] * std::log(mean[i]) - log_gamma(counts[i] + 1);
    sum -= mean[i];
  }
  return sum;
}

// Solves X'WX step = X'r for weights w and residuals r given by cell.
Eigen::VectorXd solve(Lattice weight, Lattice residual, const Terms& terms) {
  superset_sums(weight);
  superset_sums(residual);
  const auto p = static_cast<Eigen::Index>(terms.size());
  Eigen::MatrixXd gram(p, p);
  Eigen::VectorXd right(p);
  for (Eigen::Index a = 0; a < p; ++a) {
    const std::uint32_t term = terms[static_cast<std::size_t>(a)];
    right[a] = residual[term];
    for (Eigen::Index b = 0; b <= a; ++b)
      gram(a, b) = weight[term | terms[static_cast<std::size_t>(b)]];
  }
  return gram.selfadjointView<Eigen::Lower>().ldlt().solve(right);
}

Lattice masked(Lattice f, const std::vector<char>& used) {
  for (std::size_t i = 0; i < f.size(); ++i)
    if (used[i] == 0) f[i] = 0;
  return f;
}

// The first step of iterated weighted least squares, from the counts themselves.
Lattice start_from_counts(const Lattice& counts, const std::vector<char>& used,
                          const Terms& terms) {
  Lattice weight(counts.size()), working(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    weight[i] = counts[i] + 0.5;
    working[i] = weight[i] * std::log(weight[i]) - 0.5;
  }
  const Eigen::VectorXd solution = solve(masked(weight, used), masked(working, used), terms);
  Lattice theta(counts.size(), 0.0);
  for (std::size_t t = 0; t < terms.size(); ++t)
    theta[terms[t]] = solution[static_cast<Eigen::Index>(t)];
  return theta;
}

Lattice moved(const Lattice& theta, const Terms& terms, const Eigen::VectorXd& step,
              double length) {
  Lattice out = theta;
  for (std::size_t t = 0; t < terms.size(); ++t)
    out[terms[t]] += length * step[static_cast<Eigen::Index>(t)];
  return out;
}

Lattice residuals(const Lattice& counts, const Lattice& mean, const std::vector<char>& used) {
  Lattice out(counts.size(), 0.0);
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (used[i] != 0) out[i] = counts[i] - mean[i];
  return out;
}

}  // namespace

PoissonFit fit_poisson(const Lattice& counts, const std::vector<char>& used, const Terms& terms,
                       const Lattice& start) {
  PoissonFit fit;
  fit.theta = start.empty() ? start_from_counts(counts, used, terms) : start;
  fit.mean = means(fit.theta);
  fit.log_likelihood = log_likelihood(counts, used, fit.mean);
  for (int round = 0; round < 100 && !fit.converged; ++round) {
    const Eigen::VectorXd step =
        solve(masked(fit.mean, used), residuals(counts, fit.mean, used), terms);
    if (!step.allFinite()) return fit;
    double length = 1;
    for (int halving = 0; halving < 40; ++halving, length /= 2) {
      Lattice theta = moved(fit.theta, terms, step, length);
      Lattice mean = means(theta);
      const double value = log_likelihood(counts, used, mean);
      if (!(value >= fit.log_likelihood - 1e-9 * (1 + std::abs(fit.log_likelihood)))) continue;
      fit.theta = std::move(theta);
      fit.mean = std::move(mean);
      fit.log_likelihood = value;
      break;
    }
    fit.converged = length * step.lpNorm<Eigen::Infinity>() < 1e-8;
  }
  return fit;
}

}  // namespace attest::estimate::impl
