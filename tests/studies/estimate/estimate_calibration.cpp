// Simulation-based calibration of latent classes (Talts et al. 2018): tables drawn from the prior,
// and the rank of the true N among the draws of the posterior, which is uniform if the sampler is
// right. p(N) ∝ 1/N cannot be simulated, but given n everything else can: the parameters from their
// priors, n people from the patterns given being seen, and N − n, which is then negative binomial.
//   estimate_calibration [tables] [seed]
// Fails where chi-square over the bins has a p below 0.001.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <cstdlib>

#include "base/random.hpp"
#include "estimate/latent_class.hpp"

using namespace attest::estimate;
using attest::base::Stream;

namespace {

constexpr int kLists = 4, kBins = 10, kPeople = 150;
constexpr std::size_t kRanked = 99;  // draws, so that a rank is one of 100

struct Simulated {
  Table table;
  double n = 0;
};

// Chances of all patterns under parameters from the priors.
std::vector<double> patterns_from_prior(const LatentClassOptions& options, Stream& s) {
  std::vector<double> out(1U << kLists, 0.0);
  const double alpha = std::max(s.gamma(options.alpha_shape) / options.alpha_rate, 1e-300);
  double left = 1;
  for (int k = 0; k < options.classes; ++k) {
    const double rest = k + 1 < options.classes ? std::pow(s.uniform_open(), 1 / alpha) : 0;
    double capture[kLists];
    for (double& p : capture) p = s.uniform();
    for (std::size_t pattern = 0; pattern < out.size(); ++pattern) {
      double chance = left * (1 - rest);
      for (int j = 0; j < kLists; ++j)
        chance *= (pattern >> j & 1U) != 0 ? capture[j] : 1 - capture[j];
      out[pattern] += chance;
    }
    left *= rest;
  }
  return out;
}

Simulated simulate(const LatentClassOptions& options, Stream& s) {
  const std::vector<double> chance = patterns_from_prior(options, s);
  std::vector<Cell> cells;
  for (int person = 0; person < kPeople; ++person) {
    double u = s.uniform() * (1 - chance[0]);
    std::size_t pattern = 1;
    while (pattern + 1 < chance.size() && u >= chance[pattern]) u -= chance[pattern++];
    cells.push_back({Pattern{pattern}, 1});
  }
  const double unseen =
      static_cast<double>(s.poisson(s.gamma(kPeople) * chance[0] / (1 - chance[0])));
  return {Table({"A", "B", "C", "D"}, std::move(cells)), kPeople + unseen};
}

// How many of 99 spread-out draws lie below, ties decided by chance.
int rank_of(double truth, const std::vector<double>& draws, Stream& s) {
  int below = 0, equal = 0;
  for (std::size_t i = 0; i < kRanked; ++i) {
    const double n = draws[i * draws.size() / kRanked];
    below += n < truth ? 1 : 0;
    equal += n == truth ? 1 : 0;
  }
  return below + static_cast<int>(s.below(static_cast<std::uint64_t>(equal) + 1));
}

}  // namespace

int main(int argc, char** argv) {
  const int tables = argc > 1 ? std::atoi(argv[1]) : 500;
  const auto seed = static_cast<std::uint64_t>(argc > 2 ? std::atoll(argv[2]) : 1);
  std::vector<int> bins(kBins, 0);
  int judged = 0, unconverged = 0;
  for (int t = 0; t < tables; ++t) {
    Stream stream(seed, static_cast<std::uint64_t>(t));
    LatentClassOptions options;
    options.target_ess = 400;
    options.lane = static_cast<std::uint64_t>(t) << 32U;
    const Simulated one = simulate(options, stream);
    const Result r = latent_class(one.table, options, attest::base::silent_reporter());
    unconverged += r.status == Status::kOk ? 0 : 1;
    ++bins[static_cast<std::size_t>(rank_of(one.n, pooled(r.draws), stream) * kBins / 100)];
    ++judged;
  }
  double chi = 0;
  const double expected = static_cast<double>(judged) / kBins;
  for (const int count : bins) chi += (count - expected) * (count - expected) / expected;
  const double p = boost::math::cdf(
      boost::math::complement(boost::math::chi_squared_distribution<>(kBins - 1), chi));
  fmt::print(
      "latent_class: {} tables of {} people on {} lists, {} not converged (their ranks count), "
      "seed "
      "{}\nranks of N in tenths: {}\nchi-square {:.1f} on {} degrees of freedom, p {:.3f}\n",
      judged, kPeople, kLists, unconverged, seed, fmt::join(bins, " "), chi, kBins - 1, p);
  return p < 0.001 ? 1 : 0;
}
