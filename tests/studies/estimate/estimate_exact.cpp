// Samplers of the latent-class model beside a posterior that is not sampled: tiny tables, two
// classes, every allocation gone through. The engine's two samplers and the plain Gibbs sampler of
// the studies, which shares no code with them, must agree with it within four standard errors.

#include <fmt/format.h>

#include <cmath>

#include "estimate/diagnostics.hpp"
#include "estimate/impl/tempering.hpp"
#include "exact_posterior.hpp"
#include "plain_gibbs.hpp"

using namespace attest::estimate;

namespace {

constexpr double kMaxRatio = 4;
int failures = 0;

// The mean of N and the chance that N is at most its exact median.
void compare(const std::string& name, const std::vector<std::vector<double>>& draws,
             const std::vector<double>& exact, double seen) {
  double mean = 0, below = 0;
  std::size_t median = 0;
  for (std::size_t u = 0; u < exact.size(); ++u) mean += exact[u] * (seen + static_cast<double>(u));
  for (; below + exact[median] < 0.5; ++median) below += exact[median];
  below += exact[median];
  auto inside = draws;
  for (auto& chain : inside)
    for (double& n : chain) n = n <= seen + static_cast<double>(median) ? 1 : 0;
  const auto pull = [](const std::vector<std::vector<double>>& x, double truth) {
    const auto all = pooled(x);
    double m = 0, v = 0;
    for (const double y : all) m += y / static_cast<double>(all.size());
    for (const double y : all) v += (y - m) * (y - m) / static_cast<double>(all.size());
    return (m - truth) / std::sqrt(v / ess_mean(x));
  };
  const double of_mean = pull(draws, mean), of_median = pull(inside, below);
  const bool good = std::abs(of_mean) < 4 && std::abs(of_median) < 4;
  failures += good ? 0 : 1;
  fmt::print("{} {:<30} exact mean {:.2f}   {:+.1f} standard errors; P(N <= {}) {:.3f}   {:+.1f}\n",
             good ? "  " : "X ", name, mean, of_mean, seen + static_cast<double>(median), below,
             of_median);
}

void tiny(const std::vector<std::int64_t>& counts) {
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < counts.size(); ++i) cells.push_back({Pattern{i + 1}, counts[i]});
  const Table table({"A", "B", "C"}, cells);
  const auto seen = static_cast<double>(table.documented());
  const auto exact = studies::exact_unseen(table, static_cast<int>(kMaxRatio * seen));
  LatentClassOptions options;
  options.classes = 2;
  options.max_ratio = kMaxRatio;
  const impl::Problem problem = impl::make_problem(table, options);
  auto& silent = attest::base::silent_reporter();

  impl::PackSampler pack(problem, 11, 0);
  pack.scout(400, silent);
  pack.warm_up(1000, silent);
  pack.run(6000, silent);
  compare("Hamiltonian and Gibbs", pack.draws(), exact, seen);

  std::vector<std::vector<double>> tempered, plain;
  for (std::uint64_t c = 0; c < 4; ++c) {
    impl::TemperedChain chain(problem, 12, c << 18U);
    chain.warm_up(500, silent);
    chain.run(2500, silent);
    tempered.push_back(chain.draws());
    studies::PlainRun run;
    run.classes = 2;
    run.max_ratio = kMaxRatio;
    run.chain = c;
    plain.push_back(studies::plain_gibbs(table, run));
  }
  compare("tempered", tempered, exact, seen);
  compare("plain Gibbs", plain, exact, seen);
}

}  // namespace

int main() {
  tiny({3, 2, 1, 4, 1, 2, 3});  // two classes, or one
  tiny({6, 5, 0, 4, 0, 0, 9});  // two classes: all lists, or one list
  tiny({4, 4, 1, 5, 1, 1, 0});  // one class, few of many
  return failures == 0 ? 0 : 1;
}
