#include <fmt/format.h>

#include <bit>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "estimate/baselines.hpp"
#include "estimate/impl/regression.hpp"

namespace attest::estimate {
namespace {

constexpr int kWholeLattice = 12;  // with more lists only people on one or two lists are used

struct Design {
  Eigen::MatrixXd x;  // intercept, one column a list, then one a number of captures from 3 on
  Eigen::VectorXd y;
  int tails = 0;
};

// Lists that somebody is on who is on at most one other list.
std::vector<unsigned> lists_used(const Table& table) {
  std::vector<unsigned> out;
  for (unsigned j = 0; j < static_cast<unsigned>(table.list_count()); ++j)
    for (const Cell& cell : table.cells())
      if ((cell.pattern >> j & 1U) != 0 && std::popcount(cell.pattern) <= 2) {
        out.push_back(j);
        break;
      }
  return out;
}

std::vector<Pattern> cells_used(const Table& table) {
  const int lists = table.list_count();
  std::vector<Pattern> out;
  if (lists <= kWholeLattice) {
    for (Pattern p = 1; p < Pattern{1} << static_cast<unsigned>(lists); ++p) out.push_back(p);
    return out;
  }
  const auto used = lists_used(table);
  for (const unsigned a : used) {
    out.push_back(Pattern{1} << a);
    for (const unsigned b : used)
      if (b > a) out.push_back(Pattern{1} << a | Pattern{1} << b);
  }
  return out;
}

void drop_column(Eigen::MatrixXd& x, Eigen::Index column) {
  const Eigen::Index after = x.cols() - column - 1;
  x.middleCols(column, after) = x.rightCols(after).eval();
  x.conservativeResize(Eigen::NoChange, x.cols() - 1);
}

Design design_of(const Table& table) {
  const int lists = table.list_count();
  const auto cells = cells_used(table);
  Design out;
  out.tails = lists <= kWholeLattice ? lists - 2 : 0;
  out.x.setZero(static_cast<Eigen::Index>(cells.size()), 1 + lists + out.tails);
  out.y.resize(static_cast<Eigen::Index>(cells.size()));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    const int captures = std::popcount(cells[i]);
    out.y[row] = static_cast<double>(table.count(cells[i]));
    out.x(row, 0) = 1;
    for (int j = 0; j < lists; ++j)
      out.x(row, 1 + j) = static_cast<double>(cells[i] >> static_cast<unsigned>(j) & 1U);
    for (int k = 0; k < out.tails; ++k) out.x(row, 1 + lists + k) = std::max(0, captures - 2 - k);
  }
  for (Eigen::Index c = lists; c >= 1; --c)
    if (out.x.col(c).isZero()) drop_column(out.x, c);
  return out;
}

// Heterogeneity makes the tail convex: a negative tail effect is noise, or a number of captures
// that nobody has (its effect runs off to minus infinity), and leaves.
impl::Regression fit_convex(Design& design, Eigen::Index fixed) {
  while (true) {
    const impl::Regression fit = impl::poisson_regression(design.x, design.y);
    if (!fit.beta.allFinite()) return fit;
    Eigen::Index negative = fixed;
    while (negative < fit.beta.size() && fit.beta[negative] >= 0) ++negative;
    if (negative == fit.beta.size()) return fit;
    drop_column(design.x, negative);
  }
}

}  // namespace

Result chao(const Table& table, double level) {
  Design design = design_of(table);
  const auto fit = fit_convex(design, design.x.cols() - design.tails);
  if (!fit.converged || !std::isfinite(fit.covariance(0, 0)) || fit.beta[0] > 50)
    return refused("chao", Kind::kLowerBound,
                   {"no_bound", "Too few people are on two lists: the bound has no finite value.",
                    "People who are on two lists or more."});
  const auto documented = static_cast<double>(table.documented());
  const double unseen = std::exp(fit.beta[0]);
  const double error = std::sqrt(unseen + unseen * unseen * fit.covariance(0, 0));
  const double z = quantile(boost::math::normal(), (1 + level) / 2);
  const double factor = std::exp(z * std::sqrt(std::log1p(error * error / (unseen * unseen))));
  Result result;
  result.model = "chao";
  result.kind = Kind::kLowerBound;
  result.level = level;
  result.summary = {documented + unseen, documented + unseen, documented + unseen / factor,
                    documented + unseen * factor};
  result.settings = {
      {"standard error", fmt::format("{:.1f}", error)},
      {"cells", table.list_count() <= kWholeLattice ? "all" : "people on one or two lists"}};
  result.assumptions = {
      "A floor, not an estimate: people differ in how often they are recorded, and that only adds "
      "to the unseen.",
      "Lists do not avoid one another; where they do, even the floor is too high."};
  return result;
}

TwoLists two_lists(std::int64_t first, std::int64_t second, std::int64_t both) {
  const auto a = static_cast<double>(first), b = static_cast<double>(second);
  const auto m = static_cast<double>(both);
  TwoLists out;
  if (both > 0) out.lincoln_petersen = a * b / m;
  out.chapman = (a + 1) * (b + 1) / (m + 1) - 1;
  const double variance = (a + 1) * (b + 1) * (a - m) * (b - m) / ((m + 1) * (m + 1) * (m + 2));
  const double seen = a + b - m, unseen = out.chapman - seen;
  const double factor =
      unseen > 0 ? std::exp(1.959963984540054 * std::sqrt(std::log1p(variance / (unseen * unseen))))
                 : 1;
  out.chapman_low = seen + unseen / factor;
  out.chapman_high = seen + unseen * factor;
  return out;
}

}  // namespace attest::estimate
