#include "estimate/impl/regression.hpp"

#include <algorithm>
#include <cmath>

namespace attest::estimate::impl {
namespace {

double log_likelihood(const Eigen::VectorXd& y, const Eigen::VectorXd& eta) {
  return (y.array() * eta.array() - eta.array().min(60).exp()).sum();
}

}  // namespace

Regression poisson_regression(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  Regression out;
  const Eigen::VectorXd start = (y.array() + 0.5).matrix();
  const Eigen::MatrixXd weighted = start.asDiagonal() * x;
  const Eigen::VectorXd working = (start.array() * start.array().log() - 0.5).matrix();
  out.beta = (x.transpose() * weighted).ldlt().solve(x.transpose() * working);
  for (int round = 0; round < 50 && !out.converged; ++round) {
    const Eigen::VectorXd eta = x * out.beta;
    const Eigen::VectorXd mean = eta.array().min(60).exp();
    const Eigen::MatrixXd information = x.transpose() * mean.asDiagonal() * x;
    Eigen::VectorXd step = information.ldlt().solve(x.transpose() * (y - mean));
    if (!step.allFinite()) return out;
    const double now = log_likelihood(y, eta);
    for (int halving = 0; halving < 40; ++halving, step /= 2)
      if (log_likelihood(y, x * (out.beta + step)) >= now - 1e-9 * (1 + std::abs(now))) break;
    out.beta += step;
    out.converged = step.lpNorm<Eigen::Infinity>() < 1e-8;
    out.covariance = information.inverse();
  }
  return out;
}

}  // namespace attest::estimate::impl
