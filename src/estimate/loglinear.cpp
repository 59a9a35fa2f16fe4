#include "estimate/loglinear.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "base/random.hpp"
#include "estimate/impl/search.hpp"

namespace attest::estimate {
namespace {

constexpr int kMostLists = 12;    // 4096 cells
constexpr double kBicWindow = 6;  // models farther from the best weigh nothing
constexpr std::size_t kMostCandidates = 60;
constexpr std::size_t kQuantiles = 400;
constexpr std::size_t kBootstrapModels = 20;

struct Search {
  std::vector<LogLinearFit> fits;  // lowest BIC first
  std::string how;
};

Search search(const Table& table, const LogLinearOptions& options, base::Reporter& reporter) {
  const int lists = table.list_count();
  if (lists > 5) return {impl::search_pairs(table, reporter), "steps over pairs by BIC"};
  const int order = std::min(lists - 1, options.max_order.value_or(lists <= 4 ? lists - 1 : 2));
  return {
      impl::fit_all(table, hierarchical_models(lists, order), options.threads, reporter),
      fmt::format("all hierarchical models with interactions of at most {} lists, by BIC", order)};
}

// Models within the window of the best, with weights that sum to 1.
std::vector<double> weights(const std::vector<LogLinearFit>& fits) {
  std::vector<double> out;
  double sum = 0;
  for (const LogLinearFit& fit : fits) {
    if (fit.bic > fits[0].bic + kBicWindow || out.size() == kMostCandidates) break;
    out.push_back(std::exp(-(fit.bic - fits[0].bic) / 2));
    sum += out.back();
  }
  for (double& w : out) w /= sum;
  return out;
}

// Draws from the mixture of the models' confidence distributions: quantiles in proportion to
// weight, in a random order.
std::vector<double> mix(const std::vector<Profile>& profiles, const std::vector<double>& weight,
                        const LogLinearOptions& options) {
  base::Stream stream(options.seed, options.lane + 1'000'000);
  std::vector<double> out;
  double carried = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    if (profiles[k].quantiles.empty()) continue;
    carried += weight[k] * static_cast<double>(options.draws);
    const auto size = static_cast<std::size_t>(std::lround(carried));
    carried -= static_cast<double>(size);
    for (std::size_t i = 0; i < size; ++i) {
      const double p = (static_cast<double>(i) + stream.uniform_open()) / static_cast<double>(size);
      out.push_back(quantile(profiles[k].quantiles, p));
    }
  }
  for (std::size_t i = out.size(); i > 1; --i) std::swap(out[i - 1], out[stream.below(i)]);
  return out;
}

void add_candidates(const Table& table, const Search& found, const LogLinearOptions& options,
                    Result& result) {
  const auto weight = weights(found.fits);
  std::vector<Profile> profiles;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const LogLinearFit& fit = found.fits[k];
    profiles.push_back(profile_interval(table, fit, options.level, kQuantiles));
    result.candidates.push_back({describe_model(fit.generators), fit.estimate, profiles[k].low,
                                 profiles[k].high, fit.bic, weight[k], ""});
  }
  result.summary = {found.fits[0].estimate, found.fits[0].estimate, profiles[0].low,
                    profiles[0].high};
  result.draws = {mix({profiles[0]}, {1}, options)};
  result.variants.push_back(
      {"averaged", summarise(mix(profiles, weight, options), options.level),
       fmt::format("{} models within 6 BIC of the best, weighted by exp(-BIC/2)", weight.size())});
}

void add_other_searches(const Table& table, const LogLinearOptions& options,
                        base::Reporter& reporter, Result& result) {
  const LogLinearFit pairs = stepwise_pairs(table);
  if (pairs.exists) {
    const Profile profile = profile_interval(table, pairs, options.level);
    result.variants.push_back(
        {"pairs_only",
         {pairs.estimate, pairs.estimate, profile.low, profile.high},
         "stepwise over pairs, p < 0.02: " + describe_model(pairs.generators)});
  }
  if (table.list_count() != 5 || options.max_order) return;
  const auto all = impl::fit_all(table, hierarchical_models(5, 4), options.threads, reporter);
  if (all.empty()) return;
  const Profile profile = profile_interval(table, all[0], options.level);
  result.variants.push_back(
      {"all_orders",
       {all[0].estimate, all[0].estimate, profile.low, profile.high},
       "lowest BIC of all hierarchical models: " + describe_model(all[0].generators)});
}

void add_bootstrap(const Table& table, const Search& found, const LogLinearOptions& options,
                   base::Reporter& reporter, Result& result) {
  if (options.bootstraps == 0 || table.list_count() > 8) return;
  std::vector<Generators> models;
  for (const LogLinearFit& fit : found.fits) {
    if (models.size() == kBootstrapModels) break;
    models.push_back(fit.generators);
  }
  const Summary limits = impl::bootstrap(table, models, found.fits[0].estimate, options, reporter);
  if (std::isnan(limits.low)) return;
  result.variants.push_back(
      {"bootstrap", limits,
       fmt::format("{} resamples of the seen people, the best of {} models chosen anew in each; "
                   "bias-corrected and accelerated limits",
                   options.bootstraps, models.size())});
}

void add_fit(const Table& table, const LogLinearFit& fit, Result& result) {
  const int cells = (1 << table.list_count()) - 1;
  const int freedom = cells - fit.parameters;
  FitCheck check{"deviance of the best model", fit.deviance, static_cast<double>(freedom), kNone};
  if (freedom > 0)
    check.p = cdf(complement(boost::math::chi_squared(freedom), std::max(0.0, fit.deviance)));
  result.fit.push_back(check);
}

}  // namespace

Result loglinear(const Table& table, const LogLinearOptions& options, base::Reporter& reporter) {
  const int lists = table.list_count();
  if (lists > kMostLists)
    return refused(
        "loglinear", Kind::kLikelihood,
        {"too_many_lists",
         fmt::format("{} lists make {:.0f} cells; log-linear models are fitted for 3 to {}.", lists,
                     std::exp2(lists) - 1, kMostLists),
         "Merge lists of the same origin (--merge a+b), or choose lists (--lists)."});
  const Search found = search(table, options, reporter);
  if (found.fits.empty())
    return refused(
        "loglinear", Kind::kLikelihood,
        {"no_model_exists",
         "No log-linear model has a finite estimate here: overlaps that they need are empty.",
         "More people who are on several lists."});
  Result result;
  result.model = "loglinear";
  result.kind = Kind::kLikelihood;
  result.level = options.level;
  add_candidates(table, found, options, result);
  if (std::isnan(result.summary.high)) {
    Result none =
        refused("loglinear", Kind::kLikelihood,
                {"no_upper_limit", "The likelihood of the best model sets no upper limit on N.",
                 "More people who are on several lists."});
    none.candidates = result.candidates;
    return none;
  }
  add_bootstrap(table, found, options, reporter, result);
  add_other_searches(table, options, reporter, result);
  add_fit(table, found.fits[0], result);
  result.settings = {{"search", found.how},
                     {"model", describe_model(found.fits[0].generators)},
                     {"interval", "profile likelihood"},
                     {"bootstraps", std::to_string(options.bootstraps)}};
  result.assumptions = {
      "Everybody has the same chances of being on each list, apart from what the interactions "
      "hold.",
      fmt::format("The interaction of all {} lists is 0.", lists),
      "No list avoids or copies another beyond the interactions of the model."};
  return result;
}

}  // namespace attest::estimate
