#include "estimate/prior.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>

#include "base/random.hpp"

namespace attest::estimate {
namespace {

// Solves increasing f(x) = target by bisection on the logarithm of x.
template <typename Function>
double solve(Function f, double target, double low, double high) {
  for (int i = 0; i < 100; ++i) {
    const double middle = std::sqrt(low * high);
    (f(middle) < target ? low : high) = middle;
  }
  return std::sqrt(low * high);
}

// −log P(missed by all lists) of one class is a sum of −log(1 − lambda), each with this mean and
// variance.
double mean_of(double a, double b) {
  return boost::math::digamma(a + b) - boost::math::digamma(b);
}
double variance_of(double a, double b) {
  return boost::math::trigamma(b) - boost::math::trigamma(a + b);
}

}  // namespace

std::optional<CapturePrior> capture_prior(int lists, const RatioBelief& belief) {
  if (!(belief.median > 1) || !(belief.high > belief.median)) return std::nullopt;
  // N/n = 1 / (1 − missed), and a high N/n is a small −log(missed).
  const double median = -std::log1p(-1 / belief.median), least = -std::log1p(-1 / belief.high);
  const auto quantile_of = [](double shape, double p) {
    return boost::math::quantile(boost::math::gamma_distribution<>(shape), p);
  };
  const auto ratio = [&](double shape) {
    return quantile_of(shape, 0.025) / quantile_of(shape, 0.5);
  };
  const double shape = solve(ratio, least / median, 0.02, 1e5);
  const double scale = median / quantile_of(shape, 0.5);
  const double mean = shape * scale / lists, variance = shape * scale * scale / lists;
  const auto a_for = [&](double b) {
    return solve([&](double a) { return mean_of(a, b); }, mean, 1e-6, 1e6);
  };
  // A larger b makes the same mean with less spread.
  const double b =
      solve([&](double at) { return -variance_of(a_for(at), at); }, -variance, 1e-3, 1e5);
  const CapturePrior out{a_for(b), b};
  const bool fits = std::abs(variance_of(out.a, out.b) / variance - 1) < 0.05 &&
                    std::abs(mean_of(out.a, out.b) / mean - 1) < 0.05;
  return fits ? std::optional(out) : std::nullopt;
}

Summary prior_ratio(int lists, const LatentClassOptions& options) {
  base::Stream stream(20160101, static_cast<std::uint64_t>(lists));
  std::vector<double> draws;
  for (int i = 0; i < 2000; ++i) {
    const double alpha = std::max(stream.gamma(options.alpha_shape) / options.alpha_rate, 1e-300);
    double left = 1, missed = 0;
    for (int k = 0; k < options.classes && left > 1e-10; ++k) {
      // Beta(1, alpha) by its distribution function; the last stick takes the rest.
      const double rest = k + 1 < options.classes ? std::pow(stream.uniform_open(), 1 / alpha) : 0;
      double chance = left * (1 - rest);
      left *= rest;
      for (int j = 0; j < lists; ++j)
        chance *= 1 - stream.beta(options.capture_a, options.capture_b);
      missed += chance;
    }
    draws.push_back(1 / std::max(1 - missed, 1e-12));
  }
  return summarise(std::move(draws), 0.95);
}

}  // namespace attest::estimate
