#pragma once

#include <Eigen/Dense>

namespace attest::estimate::impl {

/// Over all directions d with 0 ≤ A d ≤ 1: the A d whose entries sum to the most (all 0 if no
/// direction raises anything without lowering something). Simplex method with Bland's rule, which
/// cannot cycle.
Eigen::VectorXd largest_common_rise(const Eigen::MatrixXd& a);

}  // namespace attest::estimate::impl
