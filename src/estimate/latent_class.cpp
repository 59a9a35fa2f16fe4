#include "estimate/latent_class.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/parallel.hpp"
#include "estimate/diagnostics.hpp"
#include "estimate/impl/modes.hpp"
#include "estimate/impl/sampler.hpp"
#include "estimate/impl/tempering.hpp"
#include "estimate/prior.hpp"

// The way of a run: packs of eight chains are tuned and sampled until R-hat and the effective size
// are good enough, each round as long as all before; where chains still disagreed, draws before the
// last round are dropped, since they remember their starts. Chains that still disagree when the
// budget is used up are replaced by four tempered ones, which can jump between modes. If those
// agree on one heap of draws, that is the answer; if they find several heaps, these are reported
// and no number is.

namespace attest::estimate {
namespace {

using impl::PackSampler;
using impl::Problem;
using impl::TemperedChain;

constexpr double kMixed = 1.01;
constexpr int kScoutPacks = 4, kScouting = 400;
constexpr int kWarmUp = 300, kFirstRound = 1000;
constexpr double kPlainWork = 4e6, kTemperedWork = 3e6;  // arithmetic allowed, in units of work_of
constexpr double kHopeless = 1.1;         // R-hat at which longer chains of a kind are no use
constexpr double kNearlyMixed = 1.03;     // tempered chains this close get as long again
constexpr std::size_t kKeptDraws = 1000;  // by chain
constexpr int kTemperedChains = 4;

// What one iteration costs, roughly in lane operations a leapfrog step.
double work_of(const Problem& problem) {
  return problem.classes *
         (6.0 * static_cast<double>(problem.counts.size()) + 30.0 * problem.lists + 40) / 10;
}

int iterations_for(double work, const Problem& problem, int least) {
  return std::max(least, static_cast<int>(work / work_of(problem)));
}

struct Sampled {
  std::vector<std::vector<double>> draws;
  Diagnostics diagnostics;
  impl::FitChecks fit;
  double classes = 0;
  bool tempered = false;
  int iterations = 0;
  std::vector<impl::Standing> ends;  // of plain chains, by their mean N
  bool mixed(double target) const {
    return diagnostics.rhat < kMixed && diagnostics.ess_bulk >= target &&
           diagnostics.ess_tail >= 0.4 * target;
  }
};

// Where the scouts end, by N.
std::vector<impl::Standing> scout(const Problem& problem, const LatentClassOptions& options,
                                  base::Reporter& reporter) {
  std::vector<std::vector<impl::Standing>> found(kScoutPacks);
  base::parallel_for(found.size(), options.threads, [&](std::size_t p) {
    PackSampler sampler(problem, options.seed, options.lane + (1U << 15U) + (p << 8U));
    sampler.scout(kScouting, reporter);
    found[p] = sampler.standings();
  });
  std::vector<impl::Standing> out;
  for (auto& pack : found) out.insert(out.end(), pack.begin(), pack.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.missed < b.missed; });
  return out;
}

// Eight places from the lowest N to the highest.
std::vector<const impl::Standing*> spread(const std::vector<impl::Standing>& places) {
  std::vector<const impl::Standing*> out;
  for (std::size_t c = 0; c < impl::kLanes; ++c)
    out.push_back(&places[c * (places.size() - 1) / (impl::kLanes - 1)]);
  return out;
}

double mean_of_late(const std::vector<double>& draws) {
  double sum = 0;
  for (std::size_t i = draws.size() / 2; i < draws.size(); ++i) sum += draws[i];
  return sum / static_cast<double>(draws.size() - draws.size() / 2);
}

std::vector<impl::Standing> ends_of(const std::vector<std::unique_ptr<PackSampler>>& samplers) {
  std::vector<std::pair<double, impl::Standing>> chains;
  for (const auto& sampler : samplers) {
    auto places = sampler->standings();
    for (std::size_t c = 0; c < places.size(); ++c)
      chains.emplace_back(mean_of_late(sampler->draws()[c]), std::move(places[c]));
  }
  std::stable_sort(chains.begin(), chains.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<impl::Standing> out;
  for (auto& [mean, place] : chains) out.push_back(std::move(place));
  return out;
}

Sampled sample_plain(const Problem& problem, const LatentClassOptions& options,
                     base::Reporter& reporter) {
  const int packs = (std::max(options.chains, 1) + impl::kLanes - 1) / impl::kLanes;
  const auto places = scout(problem, options, reporter);
  std::vector<std::unique_ptr<PackSampler>> samplers(static_cast<std::size_t>(packs));
  base::parallel_for(samplers.size(), options.threads, [&](std::size_t p) {
    samplers[p] = std::make_unique<PackSampler>(problem, options.seed, options.lane + (p << 8U));
    samplers[p]->adopt(spread(places));
    samplers[p]->warm_up(kWarmUp, reporter);
  });
  const int most = iterations_for(kPlainWork * options.effort, problem, 2 * kFirstRound);
  Sampled out{{}, {}, impl::FitChecks(problem)};
  for (int round = kFirstRound; out.iterations < most; round = out.iterations) {
    round = std::min(round, most - out.iterations);
    if (out.iterations > 0 && out.diagnostics.rhat >= kMixed)
      for (const auto& sampler : samplers) {
        sampler->forget();
        sampler->sweep_more();
      }
    base::parallel_for(samplers.size(), options.threads,
                       [&](std::size_t p) { samplers[p]->run(round, reporter); });
    out.iterations += round;
    out.draws.clear();
    for (const auto& sampler : samplers)
      out.draws.insert(out.draws.end(), sampler->draws().begin(), sampler->draws().end());
    out.diagnostics = diagnose(out.draws, options.level);
    reporter.progress("chains", static_cast<std::uint64_t>(out.iterations),
                      static_cast<std::uint64_t>(most));
    if (out.mixed(options.target_ess) ||
        (8 * out.iterations > most && out.iterations > kFirstRound &&
         out.diagnostics.rhat > kHopeless))
      break;
  }
  out.ends = ends_of(samplers);
  for (const auto& sampler : samplers) {
    out.fit.add(sampler->fit());
    out.classes += sampler->classes_held() / packs;
  }
  return out;
}

Sampled sample_tempered(const Problem& problem, const LatentClassOptions& options,
                        const std::vector<impl::Standing>& starts, base::Reporter& reporter) {
  std::vector<std::unique_ptr<TemperedChain>> chains(kTemperedChains);
  const int most = iterations_for(kTemperedWork * options.effort, problem, 1000);
  base::parallel_for(chains.size(), options.threads, [&](std::size_t c) {
    chains[c] = std::make_unique<TemperedChain>(problem, options.seed,
                                                options.lane + (1U << 16U) + (c << 18U));
    chains[c]->adopt(starts[c * (starts.size() - 1) / (kTemperedChains - 1)]);
    chains[c]->warm_up(std::max(400, most / 4), reporter);
  });
  Sampled out{{}, {}, impl::FitChecks(problem)};
  out.tempered = true;
  for (const int until : {most / 4, most / 2, most, 2 * most}) {
    base::parallel_for(chains.size(), options.threads,
                       [&](std::size_t c) { chains[c]->run(until - out.iterations, reporter); });
    out.iterations = until;
    out.draws.clear();
    for (const auto& chain : chains) out.draws.push_back(chain->draws());
    out.diagnostics = diagnose(out.draws, options.level);
    reporter.progress("tempered chains", static_cast<std::uint64_t>(until),
                      static_cast<std::uint64_t>(most));
    const double apart = out.diagnostics.rhat;
    if (out.mixed(std::min(options.target_ess, 400.0)) ||
        (until == most / 2 && apart > kHopeless) || (until == most && apart > kNearlyMixed))
      break;
  }
  for (const auto& chain : chains) out.fit.add(chain->fit());
  return out;
}

std::string number_or_none(const std::optional<double>& value) {
  return value ? fmt::format("{:g}", *value) : "none";
}

void describe_settings(const LatentClassOptions& options, const Sampled& sampled, Result& result) {
  result.settings = {
      {"classes", std::to_string(options.classes)},
      {"alpha", fmt::format("Gamma({:g}, {:g})", options.alpha_shape, options.alpha_rate)},
      {"capture probabilities",
       fmt::format("Beta({:.4g}, {:.4g})", options.capture_a, options.capture_b)},
      {"prior of N", "1/N"},
      {"limit on unseen over seen", number_or_none(options.max_ratio)},
      {"chains", std::to_string(sampled.draws.size())},
      {"iterations", std::to_string(sampled.iterations)},
      {"sampler", sampled.tempered ? "tempered: 24 powers a chain" : "Hamiltonian and Gibbs"}};
  if (!sampled.tempered)
    result.settings.emplace_back("classes that hold somebody",
                                 fmt::format("{:.1f}", sampled.classes));
  result.assumptions = {
      "People fall into classes; inside a class the lists are independent.",
      "Being on no list is explained by the same classes as being on some: nobody could not be "
      "recorded at all.",
      fmt::format(
          "Before the data, capture probabilities are Beta({:.4g}, {:.4g}) and p(N) is 1/N.",
          options.capture_a, options.capture_b)};
}

std::vector<std::vector<double>> thinned(const std::vector<std::vector<double>>& draws) {
  std::vector<std::vector<double>> out;
  for (const auto& chain : draws) {
    const std::size_t size = std::min(chain.size(), kKeptDraws);
    out.emplace_back();
    for (std::size_t i = 0; i < size; ++i) out.back().push_back(chain[i * chain.size() / size]);
  }
  return out;
}

bool of_all_patterns(const FitCheck& check) {
  return check.what.starts_with("all patterns");
}

// The few checks that tell most: the whole, then the worst.
std::vector<FitCheck> telling(std::vector<FitCheck> checks) {
  constexpr std::size_t kMost = 16;
  std::stable_sort(checks.begin(), checks.end(), [](const FitCheck& a, const FitCheck& b) {
    return of_all_patterns(a) != of_all_patterns(b) ? of_all_patterns(a) : a.p < b.p;
  });
  if (checks.size() > kMost) checks.resize(kMost);
  return checks;
}

void judge(const Sampled& sampled, const LatentClassOptions& options, double documented,
           Result& result) {
  result.modes = impl::find_modes(pooled(sampled.draws), documented, options.level);
  const double target = sampled.tempered ? std::min(options.target_ess, 400.0) : options.target_ess;
  const bool apart =
      sampled.diagnostics.rhat >= kMixed || sampled.diagnostics.ess_bulk < 0.25 * target;
  if (result.modes.size() > 1)
    result.warnings.push_back({"several_modes",
                               "The posterior has several modes far apart: an interval over all of "
                               "them holds numbers that no mode speaks for."});
  if (apart && sampled.tempered && result.modes.size() > 1) {
    result.status = Status::kUnresolved;
    result.refusal = {
        "unresolved",
        "The posterior has several modes far apart and chains do not settle their weights: one "
        "interval would hide that there are two answers.",
        "More overlap between lists, another list, or strata in which people are more alike."};
  } else if (apart) {
    result.status = Status::kNotConverged;
    result.refusal = {
        "not_converged",
        fmt::format("Chains from different starts disagree (R-hat {:.3f}, {:.0f} effective draws).",
                    sampled.diagnostics.rhat, sampled.diagnostics.ess_bulk),
        "A longer run (--effort 4), or more overlap between lists."};
  }
  if (result.modes.size() == 1) result.modes.clear();
}

}  // namespace

Result latent_class(const Table& table, const LatentClassOptions& options,
                    base::Reporter& reporter) {
  const Problem problem = impl::make_problem(table, options);
  Sampled sampled = sample_plain(problem, options, reporter);
  if (options.tempering && sampled.diagnostics.rhat >= kMixed)
    sampled = sample_tempered(problem, options, sampled.ends, reporter);
  Result result;
  result.model = "latent_class";
  result.level = options.level;
  result.summary = summarise(pooled(sampled.draws), options.level);
  result.diagnostics = sampled.diagnostics;
  judge(sampled, options, problem.documented, result);
  describe_settings(options, sampled, result);
  result.prior_ratio = prior_ratio(table.list_count(), options);
  result.fit = telling(sampled.fit.results(table.lists()));
  if (!result.fit.empty() && of_all_patterns(result.fit[0]) && result.fit[0].p < 0.01)
    result.warnings.push_back(
        {"poor_fit",
         "The latent-class model would hardly give the overlaps that are there (Freeman-Tukey, "
         "posterior predictive p below 0.01)."});
  if (options.max_ratio) {
    double near = 0;
    for (const auto& chain : sampled.draws)
      for (const double n : chain)
        near += n > 0.98 * (1 + *options.max_ratio) * problem.documented ? 1 : 0;
    result.share_at_limit = near / static_cast<double>(pooled(sampled.draws).size());
  }
  result.draws = thinned(sampled.draws);
  return result;
}

}  // namespace attest::estimate
