#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <functional>

#include "estimate/impl/existence.hpp"
#include "estimate/impl/hierarchy.hpp"
#include "estimate/impl/log_gamma.hpp"
#include "estimate/impl/poisson.hpp"
#include "estimate/loglinear.hpp"

namespace attest::estimate {
namespace {

constexpr double kFarthest = 1e6;  // times the estimated unseen

// The multinomial log-likelihood of N, everything else at its best.
class ProfileLikelihood {
 public:
  ProfileLikelihood(const Table& table, const LogLinearFit& fit)
      : counts_(impl::counts_of(table)),
        support_(impl::support_of(counts_, impl::terms_of(fit.generators, table.list_count()))),
        documented_(static_cast<double>(table.documented())) {
    support_.used[0] = 1;
  }

  double operator()(double unseen) {
    counts_[0] = unseen;
    const auto fit = impl::fit_poisson(counts_, support_.used, support_.terms, start_);
    start_ = fit.theta;
    const double n = documented_ + unseen;
    double sum = log_gamma(n + 1) - log_gamma(unseen + 1);
    for (std::size_t i = 0; i < counts_.size(); ++i)
      if (support_.used[i] != 0 && counts_[i] > 0) sum += counts_[i] * std::log(fit.mean[i] / n);
    return sum;
  }

 private:
  impl::Lattice counts_;
  impl::Support support_;
  double documented_;
  impl::Lattice start_;
};

// The unseen that make a unimodal likelihood largest, by golden sections.
double highest(ProfileLikelihood& likelihood, double low, double high) {
  constexpr double kGolden = 0.6180339887498949;
  double a = high - kGolden * (high - low), b = low + kGolden * (high - low);
  double at_a = likelihood(a), at_b = likelihood(b);
  while (high - low > 1e-7 * (1 + high)) {
    if (at_a > at_b) {
      high = b;
      b = a, at_b = at_a;
      a = high - kGolden * (high - low);
      at_a = likelihood(a);
    } else {
      low = a;
      a = b, at_a = at_b;
      b = low + kGolden * (high - low);
      at_b = likelihood(b);
    }
  }
  return (low + high) / 2;
}

// Where the likelihood has fallen by `drop` from its top, between a point above and one below.
double crossing(ProfileLikelihood& likelihood, double level, double above, double below) {
  for (int i = 0; i < 60 && std::abs(above - below) > 1e-6 * (1 + std::abs(above)); ++i) {
    const double middle = (above + below) / 2;
    (likelihood(middle) > level ? above : below) = middle;
  }
  return (above + below) / 2;
}

struct Ends {
  double low = 0, high = kNone;
};

Ends ends(ProfileLikelihood& likelihood, double top, double best, double drop) {
  Ends out;
  const double level = best - drop;
  const double least = std::min(1e-3, top);
  out.low = likelihood(least) > level ? 0.0 : crossing(likelihood, level, top, least);
  double far = 2 * top + 2;
  while (likelihood(far) > level && far < kFarthest * (top + 1)) far *= 2;
  if (far < kFarthest * (top + 1)) out.high = crossing(likelihood, level, far / 2, far);
  return out;
}

// Signed roots of the likelihood ratio on a grid between the ends, read backwards.
std::vector<double> confidence_quantiles(ProfileLikelihood& likelihood, double top, double best,
                                         std::size_t count) {
  const Ends wide = ends(likelihood, top, best, 0.5 * 3.5 * 3.5);
  if (std::isnan(wide.high)) return {};
  std::vector<double> unseen, root;
  constexpr int kNodes = 60;
  const double first = std::log(wide.low + 0.5), last = std::log(wide.high + 0.5);
  for (int k = 0; k <= kNodes; ++k) {
    const double u = std::max(1e-3, std::exp(first + (last - first) * k / kNodes) - 0.5);
    const double r = std::sqrt(std::max(0.0, 2 * (best - likelihood(u))));
    if (!root.empty() && (u < top ? -r : r) <= root.back()) continue;
    unseen.push_back(u);
    root.push_back(u < top ? -r : r);
  }
  const boost::math::normal normal;
  std::vector<double> out;
  std::size_t k = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double z =
        boost::math::quantile(normal, (static_cast<double>(i) + 0.5) / static_cast<double>(count));
    while (k + 2 < root.size() && root[k + 1] < z) ++k;
    const double share = std::clamp((z - root[k]) / (root[k + 1] - root[k]), 0.0, 1.0);
    out.push_back(unseen[k] + share * (unseen[k + 1] - unseen[k]));
  }
  return out;
}

}  // namespace

Profile profile_interval(const Table& table, const LogLinearFit& fit, double level,
                         std::size_t quantiles) {
  Profile out;
  const auto documented = static_cast<double>(table.documented());
  ProfileLikelihood likelihood(table, fit);
  const double guess = fit.estimate - documented;
  const double top = highest(likelihood, std::min(1e-3, guess / 2), 1.5 * guess + 2);
  const double best = likelihood(top);
  const double drop = boost::math::quantile(boost::math::chi_squared(1), level) / 2;
  const Ends interval = ends(likelihood, top, best, drop);
  out.low = documented + interval.low;
  out.high = documented + interval.high;
  if (quantiles > 0) out.quantiles = confidence_quantiles(likelihood, top, best, quantiles);
  for (double& q : out.quantiles) q += documented;
  return out;
}

}  // namespace attest::estimate
