#include "estimate/analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "estimate/prior.hpp"

namespace attest::estimate {
namespace {

constexpr double kPriorDecides =
    0.10;  // an end of the interval may move by this under the second prior
constexpr std::uint64_t kLaneStep = 1ULL << 24U;

// Options of each model with the seed, level and threads of the whole.
AnalysisOptions spread(AnalysisOptions options) {
  options.latent_class.level = options.decomposable.level = options.loglinear.level =
      options.coverage.level = options.level;
  options.latent_class.seed = options.decomposable.seed = options.loglinear.seed =
      options.coverage.seed = options.seed;
  options.latent_class.lane = options.lane;
  options.decomposable.lane = options.lane + kLaneStep;
  options.loglinear.lane = options.lane + 2 * kLaneStep;
  options.coverage.lane = options.lane + 3 * kLaneStep;
  options.latent_class.threads = options.loglinear.threads = options.threads;
  return options;
}

Result run_one(const std::string& model, const Table& table, const AnalysisOptions& options,
               base::Reporter& reporter) {
  if (model == "latent_class") return latent_class(table, options.latent_class, reporter);
  if (model == "decomposable") return decomposable(table, options.decomposable, reporter);
  if (model == "loglinear") return loglinear(table, options.loglinear, reporter);
  if (model == "chao") return chao(table, options.level);
  return coverage(table, options.coverage);
}

Result timed(const std::string& model, const Table& table, const AnalysisOptions& options,
             base::Reporter& reporter) {
  const double before = options.meter ? options.meter() : 0;
  Result result = run_one(model, table, options, reporter);
  result.cpu_seconds = options.meter ? options.meter() - before : 0;
  return result;
}

bool wanted(const AnalysisOptions& options, const std::string& model) {
  return options.models.empty() ||
         std::find(options.models.begin(), options.models.end(), model) != options.models.end();
}

// What the models say on the lists of the main group alone, where a few people stand apart from it.
void add_main_group(const Table& table, const AnalysisOptions& options, base::Reporter& reporter,
                    std::vector<Result>& results) {
  const auto groups = overlap_groups(table);
  if (groups.size() < 2 || groups[0].size() < 3) return;
  auto lists = groups[0];
  std::sort(lists.begin(), lists.end());
  const Table main = keep_lists(table, lists);
  for (Result& result : results) {
    if (result.status != Status::kOk) continue;
    const Result again = run_one(result.model, main, options, reporter);
    if (again.status != Status::kOk) continue;
    result.variants.push_back(
        {"main_group_only", again.summary,
         fmt::format("without lists that share nobody with the others ({} documented people)",
                     table.documented() - main.documented())});
  }
}

double moved(double a, double b) {
  return std::abs(b / a - 1);
}

void compare_priors(const Result& first, const Result& second, std::vector<Warning>& warnings) {
  if (second.status != Status::kOk) return;
  if (moved(first.summary.low, second.summary.low) <= kPriorDecides &&
      moved(first.summary.high, second.summary.high) <= kPriorDecides)
    return;
  warnings.push_back(
      {"prior_decides", fmt::format("Under another prior of N/n the interval is {:.0f} to {:.0f} "
                                    "instead of {:.0f} to {:.0f}: the "
                                    "prior decides part of this answer.",
                                    second.summary.low, second.summary.high, first.summary.low,
                                    first.summary.high)});
}

void add_second_prior(const Table& table, const AnalysisOptions& options, base::Reporter& reporter,
                      Analysis& out) {
  for (Result& result : out.results) {
    if (result.model != "latent_class" || result.status != Status::kOk) continue;
    const auto prior = capture_prior(table.list_count(), RatioBelief{});
    if (!prior) return;
    LatentClassOptions second = options.latent_class;
    second.capture_a = prior->a;
    second.capture_b = prior->b;
    second.lane += kLaneStep / 2;
    second.target_ess = std::min(second.target_ess, 400.0);
    second.tempering = false;
    second.effort *= 0.2;
    out.second_prior = latent_class(table, second, reporter);
    compare_priors(result, *out.second_prior, out.warnings);
  }
}

void warn_of_results(const Analysis& analysis, std::vector<Warning>& out) {
  const auto documented = static_cast<double>(analysis.documented);
  for (const Result& r : analysis.results) {
    out.insert(out.end(), r.warnings.begin(), r.warnings.end());
    if (r.status != Status::kOk) continue;
    const double ratio = r.summary.median / documented;
    if (ratio > 5)
      out.push_back(
          {"mostly_unseen",
           fmt::format("By {} {:.0f} of 100 people were never recorded: the answer stands on "
                       "few overlaps and on the model.",
                       r.model, 100 * (1 - 1 / ratio))});
    if (!std::isnan(r.prior_ratio.high) && r.prior_ratio.high < ratio)
      out.push_back(
          {"prior_too_low",
           fmt::format(
               "The prior of {} holds N/n below {:.3g} with 97.5 %, the posterior's median is "
               "{:.3g}: the prior pulls the answer down. Set one with --prior.",
               r.model, r.prior_ratio.high, ratio)});
    if (r.share_at_limit > 0.01)
      out.push_back(
          {"limit_binds",
           fmt::format("{:.1f} % of the draws of {} lie at the limit on N: the upper end is "
                       "the limit's, not the data's.",
                       100 * r.share_at_limit, r.model)});
  }
}

void refuse_all(const Refusal& refusal, std::vector<Result>& results) {
  for (Result& result : results) {
    if (result.status == Status::kRefused) continue;
    result.status = Status::kRefused;
    result.refusal = refusal;
  }
}

const Result* headline(const std::vector<Result>& results) {
  for (const Result& r : results)
    if (r.status == Status::kOk && r.kind != Kind::kLowerBound) return &r;
  return nullptr;
}

// Without a table that can answer: refused, or every model that was asked for is.
std::optional<Refusal> nothing_left(const std::vector<Result>& results) {
  if (headline(results) != nullptr) return std::nullopt;
  for (const Result& r : results)
    if (r.status == Status::kOk) return std::nullopt;
  for (const Result& r : results)
    if (r.status == Status::kUnresolved) return r.refusal;
  return results.empty() ? std::nullopt : std::optional(results[0].refusal);
}

}  // namespace

const std::vector<std::string>& model_names() {
  static const std::vector<std::string> names{"latent_class", "decomposable", "loglinear", "chao",
                                              "coverage"};
  return names;
}

Analysis analyse(const Table& table, const AnalysisOptions& asked, base::Reporter& reporter) {
  const AnalysisOptions options = spread(asked);
  const Table filled = drop_empty_lists(table);
  Analysis out;
  out.lists = filled.lists();
  out.documented = table.documented();
  out.refusal = refuse(table, options.derived);
  out.warnings = warnings(table);
  if (out.refusal && (!options.despite_refusal || filled.list_count() < 2)) return out;
  for (const std::string& model : model_names())
    if (wanted(options, model)) out.results.push_back(timed(model, filled, options, reporter));
  if (out.refusal) {
    refuse_all(*out.refusal, out.results);
    return out;
  }
  if (options.thorough) {
    add_main_group(filled, options, reporter, out.results);
    add_second_prior(filled, options, reporter, out);
  }
  out.refusal = nothing_left(out.results);
  out.agreement = agreement(out.results);
  warn_of_results(out, out.warnings);
  if (const Result* result = headline(out.results)) out.sensitivity = sensitivity(filled, *result);
  return out;
}

}  // namespace attest::estimate
