#include "estimate/impl/existence.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "estimate/impl/simplex.hpp"

namespace attest::estimate::impl {
namespace {

constexpr double kTiny = 1e-9;

using Terms = std::vector<std::uint32_t>;

double entry(std::uint32_t term, std::size_t cell) {
  return (term & ~cell) == 0 ? 1.0 : 0.0;
}

// A term that nobody's pattern contains lowers all cells that contain it.
void drop_empty_margins(const Lattice& counts, const Terms& terms, std::vector<char>& used) {
  Lattice margin = counts;
  superset_sums(margin);
  for (const std::uint32_t term : terms) {
    if (margin[term] > 0) continue;
    for (std::size_t cell = 1; cell < used.size(); ++cell)
      if ((term & ~cell) == 0) used[cell] = 0;
  }
}

// Columns (terms) independent on the given cells, tried in the order given.
Terms independent(const Terms& terms, const std::vector<std::size_t>& cells) {
  std::vector<Eigen::VectorXd> basis;
  Terms kept;
  for (const std::uint32_t term : terms) {
    Eigen::VectorXd column(static_cast<Eigen::Index>(cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i)
      column[static_cast<Eigen::Index>(i)] = entry(term, cells[i]);
    const double length = column.norm();
    for (int twice = 0; twice < 2; ++twice)
      for (const auto& b : basis) column -= b.dot(column) * b;
    if (column.norm() <= 1e-8 * std::max(1.0, length)) continue;
    basis.push_back(column.normalized());
    kept.push_back(term);
  }
  return kept;
}

// Directions of the parameters that move no cell of `cells`: a basis, one a column.
Eigen::MatrixXd null_space(const Terms& terms, const std::vector<std::size_t>& cells) {
  Eigen::MatrixXd x(static_cast<Eigen::Index>(cells.size()),
                    static_cast<Eigen::Index>(terms.size()));
  for (Eigen::Index i = 0; i < x.rows(); ++i)
    for (Eigen::Index t = 0; t < x.cols(); ++t)
      x(i, t) = entry(terms[static_cast<std::size_t>(t)], cells[static_cast<std::size_t>(i)]);
  Eigen::FullPivLU<Eigen::MatrixXd> lu(x);
  lu.setThreshold(1e-10);
  if (lu.rank() == x.cols()) return Eigen::MatrixXd(x.cols(), 0);
  return lu.kernel();
}

std::vector<std::size_t> cells_where(const std::vector<char>& used, const Lattice& counts,
                                     bool people) {
  std::vector<std::size_t> out;
  for (std::size_t cell = 1; cell < used.size(); ++cell)
    if (used[cell] != 0 && (counts[cell] > 0) == people) out.push_back(cell);
  return out;
}

// One round: a direction that moves no cell with people and only lowers others takes those with it.
bool drop_a_face(const Lattice& counts, const Terms& terms, std::vector<char>& used) {
  const auto zeros = cells_where(used, counts, false);
  if (zeros.empty()) return false;
  const Eigen::MatrixXd free = null_space(terms, cells_where(used, counts, true));
  if (free.cols() == 0) return false;
  Eigen::MatrixXd fall(static_cast<Eigen::Index>(zeros.size()), free.cols());
  for (std::size_t i = 0; i < zeros.size(); ++i)
    for (Eigen::Index d = 0; d < free.cols(); ++d) {
      double sum = 0;
      for (std::size_t t = 0; t < terms.size(); ++t)
        sum += entry(terms[t], zeros[i]) * free(static_cast<Eigen::Index>(t), d);
      fall(static_cast<Eigen::Index>(i), d) = std::abs(sum) < 1e-12 ? 0 : sum;
    }
  const Eigen::VectorXd lowered = largest_common_rise(fall);
  bool any = false;
  for (std::size_t i = 0; i < zeros.size(); ++i)
    if (lowered[static_cast<Eigen::Index>(i)] > kTiny) {
      used[zeros[i]] = 0;
      any = true;
    }
  return any;
}

}  // namespace

Support support_of(const Lattice& counts, const std::vector<std::uint32_t>& terms) {
  Support out;
  out.used.assign(counts.size(), 1);
  out.used[0] = 0;
  drop_empty_margins(counts, terms, out.used);
  std::vector<std::size_t> cells;
  while (true) {
    cells.clear();
    for (std::size_t cell = 1; cell < out.used.size(); ++cell)
      if (out.used[cell] != 0) cells.push_back(cell);
    // The intercept comes last: it is determined if the other columns do not reach it.
    Terms order(terms.begin() + 1, terms.end());
    order.push_back(0);
    out.terms = independent(order, cells);
    out.identified = !out.terms.empty() && out.terms.back() == 0;
    if (!drop_a_face(counts, out.terms, out.used)) break;
  }
  out.extended = cells.size() + 1 < counts.size();
  std::sort(out.terms.begin(), out.terms.end());
  return out;
}

}  // namespace attest::estimate::impl
