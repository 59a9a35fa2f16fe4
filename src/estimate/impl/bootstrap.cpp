#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "base/parallel.hpp"
#include "base/random.hpp"
#include "estimate/impl/search.hpp"

namespace attest::estimate::impl {
namespace {

// The estimate of whichever model is best for this table; NaN if none exists.
double choose(const Table& table, const std::vector<Generators>& models) {
  LogLinearFit best;
  for (const Generators& model : models) {
    LogLinearFit fit = fit_loglinear(table, model);
    if (fit.exists && (!best.exists || fit.bic < best.bic)) best = std::move(fit);
  }
  return best.estimate;
}

// As many people as before, drawn from the seen cells.
Table resample(const Table& table, base::Stream& stream) {
  auto left = static_cast<std::uint64_t>(table.documented());
  auto weight = static_cast<double>(table.documented());
  std::vector<Cell> cells;
  for (const Cell& cell : table.cells()) {
    const auto share = std::min(1.0, static_cast<double>(cell.count) / weight);
    const std::uint64_t drawn = stream.binomial(left, share);
    cells.push_back({cell.pattern, static_cast<std::int64_t>(drawn)});
    left -= drawn;
    weight -= static_cast<double>(cell.count);
  }
  return {table.lists(), std::move(cells)};
}

// Skewness of the estimate from leaving out one person at a time.
double acceleration(const Table& table, const std::vector<Generators>& models) {
  std::vector<std::pair<double, double>>
      left_out;  // how many people, the estimate without one of them
  double mean = 0;
  for (std::size_t k = 0; k < table.cells().size(); ++k) {
    auto cells = table.cells();
    const auto people = static_cast<double>(cells[k].count);
    cells[k].count -= 1;
    const double estimate = choose({table.lists(), std::move(cells)}, models);
    if (std::isnan(estimate)) return 0;
    left_out.emplace_back(people, estimate);
    mean += people * estimate / static_cast<double>(table.documented());
  }
  double second = 0, third = 0;
  for (const auto& [people, estimate] : left_out) {
    second += people * std::pow(mean - estimate, 2);
    third += people * std::pow(mean - estimate, 3);
  }
  return second > 0 ? third / (6 * std::pow(second, 1.5)) : 0;
}

double adjusted(double probability, double bias, double acceleration) {
  const boost::math::normal normal;
  const double z = bias + boost::math::quantile(normal, probability);
  return boost::math::cdf(normal, bias + z / (1 - acceleration * z));
}

}  // namespace

Summary bootstrap(const Table& table, const std::vector<Generators>& models, double estimate,
                  const LogLinearOptions& options, base::Reporter& reporter) {
  std::vector<double> estimates(options.bootstraps);
  base::parallel_for(estimates.size(), options.threads, [&](std::size_t b) {
    base::check_stop(reporter);
    base::Stream stream(options.seed, options.lane + b);
    estimates[b] = choose(resample(table, stream), models);
  });
  std::erase_if(estimates, [](double e) { return std::isnan(e); });
  if (estimates.size() < std::max<std::size_t>(20, options.bootstraps / 2)) return {};
  std::sort(estimates.begin(), estimates.end());
  const auto count = static_cast<double>(estimates.size());
  double below = 0;
  for (const double e : estimates) below += e < estimate ? 1.0 : (e == estimate ? 0.5 : 0.0);
  const boost::math::normal normal;
  const double bias =
      boost::math::quantile(normal, std::clamp(below / count, 0.5 / count, 1 - 0.5 / count));
  const double skew = acceleration(table, models);
  const double tail = (1 - options.level) / 2;
  return {estimate, quantile(estimates, 0.5), quantile(estimates, adjusted(tail, bias, skew)),
          quantile(estimates, adjusted(1 - tail, bias, skew))};
}

}  // namespace attest::estimate::impl
