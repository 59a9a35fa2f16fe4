#pragma once

#include <Eigen/Dense>

namespace attest::estimate::impl {

/// Poisson regression with a log link by Newton's method, for small dense designs.
struct Regression {
  Eigen::VectorXd beta;
  Eigen::MatrixXd covariance;  ///< inverse of the Fisher information
  bool converged = false;
};
Regression poisson_regression(const Eigen::MatrixXd& x, const Eigen::VectorXd& y);

}  // namespace attest::estimate::impl
