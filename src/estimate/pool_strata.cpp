#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"
#include "estimate/combine.hpp"

namespace attest::estimate {
namespace {

constexpr std::size_t kSweeps = 4000, kWarmUp = 1000;

// log of unseen over seen; the half keeps an unseen of 0 finite.
double log_ratio(double n, double documented) {
  return std::log((n - documented + 0.5) / documented);
}

// One stratum's own posterior: a normal fit to it is the prior that the second stage divides out.
struct Stage {
  Draws ratio;
  double mean = 0, variance = 0;
};

Stage first_stage(const Draws& draws, double documented) {
  Stage out;
  for (const double n : draws) out.ratio.push_back(log_ratio(n, documented));
  const auto size = static_cast<double>(out.ratio.size());
  out.mean = std::accumulate(out.ratio.begin(), out.ratio.end(), 0.0) / size;
  for (const double r : out.ratio) out.variance += (r - out.mean) * (r - out.mean) / size;
  return out;
}

double log_normal(double x, double mean, double variance) {
  return -0.5 * (std::log(variance) + (x - mean) * (x - mean) / variance);
}

}  // namespace

// Lunn et al.: sweep over (mu, tau², which draw each stratum stands at); a stratum proposes one of
// its own draws, so that only the ratio of the common prior at the new and the old value decides.
// The first stage's prior of the log ratio is flat here, as 1/N is on that scale.
std::vector<Draws> pool_strata(const std::vector<Draws>& strata,
                               const std::vector<double>& documented, std::uint64_t seed,
                               std::uint64_t lane) {
  base::ensure(strata.size() == documented.size(), "every stratum has its documented number");
  std::vector<Stage> stages;
  for (std::size_t s = 0; s < strata.size(); ++s)
    stages.push_back(first_stage(strata[s], documented[s]));
  const auto count = static_cast<double>(stages.size());
  base::Stream stream(seed, lane);
  std::vector<std::size_t> at(stages.size(), 0);
  std::vector<Draws> kept(stages.size());
  double mu = 0, spread = 1;
  for (const Stage& stage : stages) mu += stage.mean / count;
  for (std::size_t sweep = 0; sweep < kWarmUp + kSweeps; ++sweep) {
    for (std::size_t s = 0; s < stages.size(); ++s) {
      const auto& ratio = stages[s].ratio;
      const std::size_t next = stream.below(ratio.size());
      const double gain =
          log_normal(ratio[next], mu, spread) - log_normal(ratio[at[s]], mu, spread);
      if (std::log(stream.uniform_open()) < gain) at[s] = next;
      if (sweep >= kWarmUp) kept[s].push_back(strata[s][at[s]]);
    }
    double mean = 0, squares = 0;
    for (std::size_t s = 0; s < stages.size(); ++s) mean += stages[s].ratio[at[s]] / count;
    mu = mean + std::sqrt(spread / count) * stream.normal();
    for (std::size_t s = 0; s < stages.size(); ++s)
      squares += std::pow(stages[s].ratio[at[s]] - mu, 2);
    // tau² ~ inverse gamma(½, 0.05): wide, and never exactly 0.
    spread = (0.05 + squares / 2) / stream.gamma(0.5 + count / 2);
  }
  for (std::size_t s = 0; s < strata.size(); ++s) {
    Draws out;
    for (std::size_t i = 0; i < strata[s].size(); ++i)
      out.push_back(kept[s][i * kept[s].size() / strata[s].size()]);
    kept[s] = std::move(out);
  }
  return kept;
}

}  // namespace attest::estimate
