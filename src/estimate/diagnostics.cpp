#include "estimate/diagnostics.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>

namespace attest::estimate {
namespace {

using Chains = std::vector<std::vector<double>>;

double mean_of(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double variance_of(const std::vector<double>& x) {
  const double mean = mean_of(x);
  double sum = 0;
  for (const double v : x) sum += (v - mean) * (v - mean);
  return sum / static_cast<double>(x.size() - 1);
}

// Halves of every chain as chains of their own; the middle draw of an odd number leaves.
Chains split(const Chains& draws) {
  Chains out;
  for (const auto& chain : draws) {
    const auto half = static_cast<std::ptrdiff_t>(chain.size() / 2);
    out.emplace_back(chain.begin(), chain.begin() + half);
    out.emplace_back(chain.end() - half, chain.end());
  }
  return out;
}

// Normal scores of average ranks (Blom), over all chains together.
Chains normal_scores(const Chains& draws) {
  struct Place {
    double value;
    std::size_t chain, at;
  };
  std::vector<Place> places;
  for (std::size_t c = 0; c < draws.size(); ++c)
    for (std::size_t i = 0; i < draws[c].size(); ++i) places.push_back({draws[c][i], c, i});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.value != b.value ? a.value < b.value
                              : (a.chain != b.chain ? a.chain < b.chain : a.at < b.at);
  });
  const boost::math::normal normal;
  const auto total = static_cast<double>(places.size());
  Chains out = draws;
  for (std::size_t i = 0; i < places.size();) {
    std::size_t end = i;
    while (end < places.size() && places[end].value == places[i].value) ++end;
    const double rank = (static_cast<double>(i + 1) + static_cast<double>(end)) / 2;
    const double score = boost::math::quantile(normal, (rank - 0.375) / (total + 0.25));
    for (; i < end; ++i) out[places[i].chain][places[i].at] = score;
  }
  return out;
}

Chains mapped(Chains draws, double (*f)(double, double), double argument) {
  for (auto& chain : draws)
    for (double& x : chain) x = f(x, argument);
  return draws;
}

double plain_rhat(const Chains& chains) {
  const auto n = static_cast<double>(chains[0].size());
  std::vector<double> means, variances;
  for (const auto& chain : chains) {
    means.push_back(mean_of(chain));
    variances.push_back(variance_of(chain));
  }
  const double within = mean_of(variances);
  const double between = variance_of(means);  // already divided by n
  if (within <= 0) return between <= 0 ? 1 : std::numeric_limits<double>::infinity();
  return std::sqrt((n - 1) / n + between / within);
}

// Autocovariances of one chain up to `lags`, divided by n.
std::vector<double> autocovariance(const std::vector<double>& x, std::size_t lags) {
  const double mean = mean_of(x);
  std::vector<double> centred(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) centred[i] = x[i] - mean;
  std::vector<double> out;
  for (std::size_t lag = 0; lag < lags; ++lag) {
    double sum = 0;
    for (std::size_t i = lag; i < x.size(); ++i) sum += centred[i] * centred[i - lag];
    out.push_back(sum / static_cast<double>(x.size()));
  }
  return out;
}

// Effective size with Geyer's initial monotone sequence, as the paper's section 3.2 has it.
// Autocovariances are made as far as they are needed.
double effective_size(const Chains& chains) {
  const std::size_t n = chains[0].size();
  const auto m = static_cast<double>(chains.size());
  const double total = m * static_cast<double>(n);
  std::vector<double> means, variances;
  for (const auto& chain : chains) {
    means.push_back(mean_of(chain));
    variances.push_back(variance_of(chain));
  }
  const double within = mean_of(variances);
  const double all = within * static_cast<double>(n - 1) / static_cast<double>(n) +
                     (chains.size() > 1 ? variance_of(means) : 0.0);
  if (all <= 0) return total;
  std::size_t known = std::min<std::size_t>(n, 64);
  std::vector<std::vector<double>> gamma;
  for (const auto& chain : chains) gamma.push_back(autocovariance(chain, known));
  const auto rho = [&](std::size_t lag) {
    if (lag >= known) {
      known = std::min(n, 2 * known);
      for (std::size_t c = 0; c < chains.size(); ++c) gamma[c] = autocovariance(chains[c], known);
    }
    double sum = 0;
    for (const auto& g : gamma) sum += g[lag] * static_cast<double>(n) / static_cast<double>(n - 1);
    return 1 - (within - sum / m) / all;
  };
  double sum = 0, last = std::numeric_limits<double>::infinity();
  for (std::size_t lag = 0; lag + 1 < n; lag += 2) {
    double pair = (lag == 0 ? 1 : rho(lag)) + rho(lag + 1);
    if (pair < 0) break;
    pair = std::min(pair, last);
    last = pair;
    sum += pair;
  }
  const double tau = std::max(2 * sum - 1, 1 / std::log10(total));
  return total / tau;
}

double below(double x, double limit) {
  return x <= limit ? 1.0 : 0.0;
}
double away(double x, double centre) {
  return std::abs(x - centre);
}

bool constant(const Chains& draws) {
  for (const auto& chain : draws)
    for (const double x : chain)
      if (x != draws[0][0]) return false;
  return true;
}

double size_of(const Chains& draws) {
  return static_cast<double>(draws.size()) * static_cast<double>(draws[0].size());
}

std::vector<double> sorted(const Chains& draws) {
  std::vector<double> all = pooled(draws);
  std::sort(all.begin(), all.end());
  return all;
}

// Spectral density at 0 of an autoregression whose order Akaike's criterion chooses (Yule-Walker by
// Levinson's recursion).
double spectrum_at_zero(const std::vector<double>& x) {
  const auto n = static_cast<double>(x.size());
  const auto most = static_cast<std::size_t>(std::min(n - 1, std::floor(10 * std::log10(n))));
  const auto gamma = autocovariance(x, most + 1);
  std::vector<double> phi, best;
  double error = gamma[0], best_error = gamma[0];
  double lowest = n * std::log(error) + 2;
  for (std::size_t order = 1; order <= most && error > 0; ++order) {
    double reflect = gamma[order];
    for (std::size_t i = 0; i < phi.size(); ++i) reflect -= phi[i] * gamma[order - 1 - i];
    reflect /= error;
    std::vector<double> next(phi);
    for (std::size_t i = 0; i < phi.size(); ++i) next[i] -= reflect * phi[phi.size() - 1 - i];
    next.push_back(reflect);
    phi = std::move(next);
    error *= 1 - reflect * reflect;
    const double aic = n * std::log(error) + 2 * static_cast<double>(order) + 2;
    if (aic >= lowest) continue;
    lowest = aic;
    best = phi;
    best_error = error * n / (n - static_cast<double>(order) - 1);
  }
  const double sum = std::accumulate(best.begin(), best.end(), 0.0);
  return best_error / ((1 - sum) * (1 - sum));
}

// Monte-Carlo error of a quantile: half the width of a one-sigma interval for it (Vehtari et al.,
// section 4.4).
double quantile_error(const std::vector<double>& all, double p, double ess) {
  if (!(ess > 1)) return kNone;
  const boost::math::beta_distribution<> beta(ess * p + 1, ess * (1 - p) + 1);
  const auto at = [&](double tail) {
    const double place = boost::math::quantile(beta, tail) * static_cast<double>(all.size() - 1);
    return all[static_cast<std::size_t>(std::lround(place))];
  };
  return (at(0.8413447460685429) - at(0.1586552539314571)) / 2;
}

}  // namespace

double split_rhat(const Chains& draws) {
  if (constant(draws)) return 1;
  const Chains halves = split(draws);
  const double median = quantile(sorted(halves), 0.5);
  return std::max(plain_rhat(normal_scores(halves)),
                  plain_rhat(normal_scores(mapped(halves, away, median))));
}

double ess_bulk(const Chains& draws) {
  return constant(draws) ? size_of(draws) : effective_size(normal_scores(split(draws)));
}

double ess_mean(const Chains& draws) {
  return constant(draws) ? size_of(draws) : effective_size(split(draws));
}

double ess_quantile(const Chains& draws, double p) {
  if (constant(draws)) return size_of(draws);
  const Chains inside = mapped(draws, below, quantile(sorted(draws), p));
  return constant(inside) ? size_of(draws) : effective_size(split(inside));
}

double ess_tail(const Chains& draws) {
  return std::min(ess_quantile(draws, 0.05), ess_quantile(draws, 0.95));
}

double ess_coda(const Chains& draws) {
  double sum = 0;
  for (const auto& chain : draws) {
    const double variance = variance_of(chain);
    sum += variance > 0 ? static_cast<double>(chain.size()) * variance / spectrum_at_zero(chain)
                        : static_cast<double>(chain.size());
  }
  return sum;
}

Diagnostics diagnose(const Chains& draws, double level) {
  Diagnostics out;
  out.rhat = split_rhat(draws);
  out.ess_bulk = ess_bulk(draws);
  out.ess_tail = ess_tail(draws);
  out.ess_coda = ess_coda(draws);
  const auto all = sorted(draws);
  const double tail = (1 - level) / 2;
  out.mcse.mean = std::sqrt(variance_of(all) / ess_mean(draws));
  out.mcse.median = quantile_error(all, 0.5, ess_quantile(draws, 0.5));
  out.mcse.low = quantile_error(all, tail, ess_quantile(draws, tail));
  out.mcse.high = quantile_error(all, 1 - tail, ess_quantile(draws, 1 - tail));
  return out;
}

}  // namespace attest::estimate
