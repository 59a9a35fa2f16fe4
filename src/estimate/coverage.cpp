#include <fmt/format.h>

#include <bit>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <optional>

#include "base/random.hpp"
#include "estimate/baselines.hpp"

namespace attest::estimate {
namespace {

constexpr int kMostLists = 15;
constexpr double kEnoughCoverage = 0.55;

// Everything the three estimators are made of; Chao & Tsay (1998), equations 14, 15, 20, and the
// one-step estimator of Chao et al. (1996), written for any number of lists.
struct Parts {
  double lists = 0, people = 0;
  std::vector<double> on, sole;         // by list
  std::vector<double> overlap, spread;  // by pair: on both; sole a + sole b + 2 · exactly both
  std::vector<double> product;          // by pair: on a · on b
  double twice = 0;                     // people on exactly two lists

  explicit Parts(const Table& table)
      : lists(table.list_count()), people(static_cast<double>(table.documented())) {
    const int count = table.list_count();
    for (int j = 0; j < count; ++j) {
      on.push_back(static_cast<double>(table.on_list(j)));
      sole.push_back(static_cast<double>(table.count(bit(j))));
    }
    for (int a = 0; a < count; ++a)
      for (int b = a + 1; b < count; ++b) {
        const auto exactly = static_cast<double>(table.count(bit(a) | bit(b)));
        twice += exactly;
        overlap.push_back(static_cast<double>(table.on_all(bit(a) | bit(b))));
        spread.push_back(sole[at(a)] + sole[at(b)] + 2 * exactly);
        product.push_back(on[at(a)] * on[at(b)]);
      }
  }

  double sole_sum() const {
    double sum = 0;
    for (const double s : sole) sum += s;
    return sum;
  }
  double coverage() const {
    double sum = 0;
    for (std::size_t j = 0; j < on.size(); ++j) sum += on[j] > 0 ? sole[j] / on[j] : 1;
    return 1 - sum / lists;
  }
  double independent() const { return (people - sole_sum() / lists) / coverage(); }
  // The independent estimate corrected by the coefficients of covariation at population size n.
  double corrected(double n) const {
    double sum = 0;
    for (std::size_t k = 0; k < product.size(); ++k)
      if (product[k] > 0) sum += spread[k] * (n * overlap[k] / product[k] - 1);
    return independent() + sum / (lists * coverage());
  }
  double one_step() const { return corrected(corrected(independent())); }
  double full() const {
    double shrink = 0;
    for (std::size_t k = 0; k < product.size(); ++k)
      if (product[k] > 0) shrink += spread[k] * overlap[k] / product[k];
    const double left = lists * coverage() - shrink;
    const double n = (lists * people - lists * sole_sum() - 2 * twice) / left;
    return left < 1e-4 || n < people ? people : n;
  }

 private:
  static Pattern bit(int j) { return Pattern{1} << static_cast<unsigned>(j); }
  static std::size_t at(int j) { return static_cast<std::size_t>(j); }
};

enum class Estimator { kIndependent, kFull, kOneStep };

double estimate(const Table& table, Estimator which) {
  const Parts parts(table);
  if (which == Estimator::kIndependent) return parts.independent();
  return which == Estimator::kFull ? parts.full() : parts.one_step();
}

// A table of the same size from the seen cells and the estimated unseen.
Table resample(const Table& table, double n, base::Stream& stream) {
  auto left = static_cast<std::uint64_t>(std::llround(n));
  double weight = std::round(n);
  std::vector<Cell> cells;
  for (const Cell& cell : table.cells()) {
    const auto count = static_cast<double>(cell.count);
    const std::uint64_t drawn = stream.binomial(left, std::min(1.0, count / weight));
    cells.push_back({cell.pattern, static_cast<std::int64_t>(drawn)});
    left -= drawn;
    weight -= count;
  }
  return {table.lists(), std::move(cells)};
}

Summary with_interval(const Table& table, Estimator which, const CoverageOptions& options,
                      std::uint64_t lane) {
  const double n = estimate(table, which);
  const auto people = static_cast<double>(table.documented());
  if (!std::isfinite(n) || n <= people) return {n, n, kNone, kNone};
  base::Stream stream(options.seed, lane);
  double sum = 0, squares = 0, kept = 0;
  for (std::size_t b = 0; b < options.bootstraps; ++b) {
    const double again = estimate(resample(table, n, stream), which);
    if (!std::isfinite(again)) continue;
    kept += 1;
    sum += again - n;
    squares += (again - n) * (again - n);
  }
  const double variance = (squares - sum * sum / kept) / (kept - 1);
  const double z = quantile(boost::math::normal(), (1 + options.level) / 2);
  const double unseen = n - people;
  const double factor = std::exp(z * std::sqrt(std::log1p(variance / (unseen * unseen))));
  return {n, n, people + unseen / factor, people + unseen * factor};
}

}  // namespace

Result coverage(const Table& table, const CoverageOptions& options) {
  const int lists = table.list_count();
  if (lists < 3 || lists > kMostLists)
    return refused(
        "coverage", Kind::kMoment,
        {lists < 3 ? "too_few_lists" : "too_many_lists",
         fmt::format("Sample coverage takes 3 to {} lists, here are {}.", kMostLists, lists),
         "Merge lists of the same origin (--merge a+b), or choose lists (--lists)."});
  const double covered = Parts(table).coverage();
  const Summary independent = with_interval(table, Estimator::kIndependent, options, options.lane);
  const Summary full = with_interval(table, Estimator::kFull, options, options.lane + 1);
  const Summary one_step = with_interval(table, Estimator::kOneStep, options, options.lane + 2);
  Result result;
  result.model = "coverage";
  result.kind = Kind::kMoment;
  result.level = options.level;
  result.summary = covered >= kEnoughCoverage ? full : one_step;
  result.variants = {{"n_hat_0", independent, "lists independent"},
                     {"n_hat", full, "for coverage of 55 % and more"},
                     {"n_hat_1", one_step, "one step, for lower coverage"}};
  result.settings = {{"sample coverage", fmt::format("{:.3f}", covered)},
                     {"estimator", covered >= kEnoughCoverage ? "n_hat" : "n_hat_1"},
                     {"bootstraps", std::to_string(options.bootstraps)}};
  result.assumptions = {
      "Dependence of lists beyond pairs is weak enough to be carried by their coverage.",
      "The lists together cover about half of the population or more."};
  if (std::isfinite(result.summary.low)) return result;
  Result none =
      refused("coverage", Kind::kMoment,
              {"no_estimate",
               "The overlaps are too few: the estimator has no value above the documented number.",
               "More people who are on several lists."});
  none.variants = result.variants;
  return none;
}

}  // namespace attest::estimate
