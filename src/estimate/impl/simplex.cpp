#include "estimate/impl/simplex.hpp"

#include <vector>

#include "base/error.hpp"

namespace attest::estimate::impl {
namespace {

constexpr double kTiny = 1e-10;

// Condensed tableau of: maximise c x, B x ≤ b, x ≥ 0, b ≥ 0. Row m is the objective, column n the
// right side.
class Tableau {
 public:
  Tableau(const Eigen::MatrixXd& rows, const Eigen::VectorXd& right, const Eigen::VectorXd& gain)
      : t_(rows.rows() + 1, rows.cols() + 1) {
    t_.topLeftCorner(rows.rows(), rows.cols()) = rows;
    t_.topRightCorner(rows.rows(), 1) = right;
    t_.bottomLeftCorner(1, rows.cols()) = -gain.transpose();
    t_(rows.rows(), rows.cols()) = 0;
    for (Eigen::Index j = 0; j < rows.cols(); ++j) outside_.push_back(j);
    for (Eigen::Index i = 0; i < rows.rows(); ++i) inside_.push_back(rows.cols() + i);
  }

  void solve() {
    const Eigen::Index limit = 200 * (t_.rows() + t_.cols());
    for (Eigen::Index step = 0; step < limit; ++step) {
      const Eigen::Index column = entering();
      if (column < 0) return;
      const Eigen::Index row = leaving(column);
      base::ensure(row >= 0, "the existence check's linear programme is bounded");
      pivot(row, column);
    }
    base::ensure(false, "the existence check's linear programme ends");
  }

  double value(Eigen::Index variable) const {
    for (std::size_t i = 0; i < inside_.size(); ++i)
      if (inside_[i] == variable) return t_(static_cast<Eigen::Index>(i), t_.cols() - 1);
    return 0;
  }

 private:
  Eigen::Index entering() const {
    Eigen::Index best = -1;
    for (Eigen::Index j = 0; j + 1 < t_.cols(); ++j)
      if (t_(t_.rows() - 1, j) < -kTiny &&
          (best < 0 ||
           outside_[static_cast<std::size_t>(j)] < outside_[static_cast<std::size_t>(best)]))
        best = j;
    return best;
  }

  Eigen::Index leaving(Eigen::Index column) const {
    Eigen::Index best = -1;
    double least = 0;
    for (Eigen::Index i = 0; i + 1 < t_.rows(); ++i) {
      if (t_(i, column) <= kTiny) continue;
      const double ratio = t_(i, t_.cols() - 1) / t_(i, column);
      const bool tie =
          best >= 0 && ratio <= least + kTiny &&
          inside_[static_cast<std::size_t>(i)] < inside_[static_cast<std::size_t>(best)];
      if (best < 0 || ratio < least - kTiny || tie) {
        best = i;
        least = ratio;
      }
    }
    return best;
  }

  void pivot(Eigen::Index row, Eigen::Index column) {
    const double p = t_(row, column);
    const Eigen::VectorXd old_column = t_.col(column);
    t_.col(column).setZero();
    t_(row, column) = 1;
    t_.row(row) /= p;
    for (Eigen::Index i = 0; i < t_.rows(); ++i)
      if (i != row && old_column[i] != 0) t_.row(i) -= old_column[i] * t_.row(row);
    std::swap(inside_[static_cast<std::size_t>(row)], outside_[static_cast<std::size_t>(column)]);
  }

  Eigen::MatrixXd t_;
  std::vector<Eigen::Index> inside_, outside_;
};

}  // namespace

Eigen::VectorXd largest_common_rise(const Eigen::MatrixXd& a) {
  const Eigen::Index m = a.rows(), d = a.cols();
  Eigen::MatrixXd rows(2 * m, 2 * d);  // directions are free: x = plus − minus
  rows << a, -a, -a, a;
  Eigen::VectorXd right(2 * m);
  right << Eigen::VectorXd::Ones(m), Eigen::VectorXd::Zero(m);
  Eigen::VectorXd gain(2 * d);
  gain << a.colwise().sum().transpose(), -a.colwise().sum().transpose();
  Tableau tableau(rows, right, gain);
  tableau.solve();
  Eigen::VectorXd x(d);
  for (Eigen::Index j = 0; j < d; ++j) x[j] = tableau.value(j) - tableau.value(d + j);
  return a * x;
}

}  // namespace attest::estimate::impl
