#include "casework/estimate_table.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numeric>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "casework/estimate_plan.hpp"
#include "casework/overlap_rows.hpp"
#include "casework/version.hpp"

namespace attest::casework {
namespace {

using estimate::Analysis;
using estimate::Combination;
using estimate::Draws;
using estimate::Result;
using estimate::Status;

constexpr std::size_t kTotalDraws = 4000;
constexpr std::int64_t kThin = 50;  // documented people below which strata borrow from one another
constexpr double kEffortOfMany = 0.3;  // of the longest run, where there are many tables
constexpr std::size_t kMostSizes = 5;  // strata needed before they can lend
constexpr double kUnlike = 0.25;       // total against unstratified

double cpu_seconds(clockid_t clock) {
  timespec at{};
  clock_gettime(clock, &at);
  return static_cast<double>(at.tv_sec) + 1e-9 * static_cast<double>(at.tv_nsec);
}

/// Notes and stops pass; progress of many tables is told by the one that runs them.
class Quiet final : public base::Reporter {
 public:
  explicit Quiet(base::Reporter& to) : to_(to) {}
  void progress(std::string_view, std::uint64_t, std::uint64_t) override {}
  void note(std::string_view) override {}
  bool stop_requested() const override { return to_.stop_requested(); }

 private:
  base::Reporter& to_;
};

// The largest tables first, so that no thread is left with one at the end.
std::vector<std::size_t> by_work(const std::vector<EstimateJob>& jobs) {
  std::vector<std::size_t> order(jobs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return jobs[a].table.cells().size() > jobs[b].table.cells().size();
  });
  return order;
}

std::vector<Analysis> analyse_all(const EstimatePlan& plan, const EstimateRequest& request,
                                  base::Reporter& reporter) {
  std::vector<Analysis> out(plan.jobs.size());
  const bool alone = plan.jobs.size() == 1;
  const auto order = by_work(plan.jobs);
  std::atomic<std::uint64_t> done = 0;
  Quiet quiet(reporter);
  base::parallel_for(order.size(), alone ? 1 : request.threads, [&](std::size_t k) {
    const EstimateJob& job = plan.jobs[order[k]];
    auto options = options_of(request, drop_empty_lists(job.table).list_count());
    options.lane = static_cast<std::uint64_t>(order[k]) << 32U;
    options.thorough = alone;
    if (!alone) options.latent_class.effort *= kEffortOfMany;
    // Beside strata the whole is a comparison: it is not worth jumping between modes.
    if (job.stratum == kEverybody && !plan.strata.empty()) options.latent_class.tempering = false;
    options.threads = alone ? request.threads : 1;
    const clockid_t clock = alone ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_THREAD_CPUTIME_ID;
    options.meter = [clock] { return cpu_seconds(clock); };
    out[order[k]] = estimate::analyse(job.table, options, alone ? reporter : quiet);
    reporter.progress("tables", ++done, order.size());
  });
  return out;
}

const Result* find(const Analysis& analysis, const std::string& model) {
  for (const Result& r : analysis.results)
    if (r.model == model) return &r;
  return nullptr;
}

bool answers(const Result* result) {
  return result != nullptr && result->status == Status::kOk && !result->draws.empty();
}

// One result from those of all replicates: pooled draws; diagnostics are the worst of any.
Result merged(const std::vector<const Result*>& each, const Combination& combination) {
  Result out = *each[0];
  out.summary = combination.pooled;
  out.variants = {{"published_rule", combination.published,
                   fmt::format("t interval of log(N-n), {:.1f} degrees of freedom",
                               combination.degrees_of_freedom)}};
  out.candidates.clear();
  out.fit.clear();
  out.modes.clear();
  out.draws.clear();
  out.cpu_seconds = 0;
  for (const Result* r : each) {
    out.cpu_seconds += r->cpu_seconds;
    out.draws.push_back(estimate::pooled(r->draws));
    out.diagnostics.rhat = std::fmax(out.diagnostics.rhat, r->diagnostics.rhat);
    out.diagnostics.ess_bulk = std::fmin(out.diagnostics.ess_bulk, r->diagnostics.ess_bulk);
    out.diagnostics.ess_tail = std::fmin(out.diagnostics.ess_tail, r->diagnostics.ess_tail);
  }
  return out;
}

void add_combined(const EstimatePlan& plan, const std::vector<std::size_t>& which,
                  const std::vector<const Analysis*>& analyses, const std::string& model,
                  double level, EstimateOfPeople& out) {
  std::vector<const Result*> each;
  std::vector<estimate::Replicate> replicates;
  for (std::size_t v = 0; v < analyses.size(); ++v) {
    const Result* r = find(*analyses[v], model);
    if (!answers(r)) continue;
    each.push_back(r);
    replicates.push_back({plan.replicates[which[v]], static_cast<double>(analyses[v]->documented),
                          estimate::pooled(r->draws)});
  }
  out.answered.push_back(static_cast<int>(each.size()));
  if (each.empty()) {
    const Result* first = find(*analyses[0], model);
    Result none = first != nullptr
                      ? *first
                      : estimate::refused(model, estimate::Kind::kPosterior,
                                          analyses[0]->refusal.value_or(estimate::Refusal{}));
    if (none.status == Status::kOk) {
      none = estimate::refused(
          model, none.kind,
          {"no_draws", "This model has no draws that replicates could be combined by.",
           "Another model."});
    }
    out.results.push_back(std::move(none));
    out.combinations.emplace_back();
    return;
  }
  out.combinations.emplace_back(estimate::combine(replicates, plan.levels, level));
  out.results.push_back(merged(each, *out.combinations.back()));
}

void add_warnings(const std::vector<estimate::Warning>& from, EstimateOfPeople& out) {
  for (const auto& warning : from) {
    const bool known = std::any_of(out.warnings.begin(), out.warnings.end(), [&](const auto& w) {
      return w.code == warning.code && w.text == warning.text;
    });
    if (!known) out.warnings.push_back(warning);
  }
}

EstimateOfPeople single(const Analysis& analysis) {
  EstimateOfPeople out;
  out.documented = static_cast<double>(analysis.documented);
  out.lists = analysis.lists;
  out.refusal = analysis.refusal;
  out.results = analysis.results;
  out.combinations.resize(out.results.size());
  out.answered.assign(out.results.size(), 1);
  out.agreement = analysis.agreement;
  out.sensitivity = analysis.sensitivity;
  out.second_prior = analysis.second_prior;
  out.warnings = analysis.warnings;
  return out;
}

// What replicates say together about the same people. Refused where no replicate answers.
EstimateOfPeople together(const EstimatePlan& plan, const std::vector<std::size_t>& which,
                          const std::vector<const Analysis*>& analyses, double level) {
  EstimateOfPeople out;
  std::vector<std::string> models;
  int refused = 0;
  for (const Analysis* a : analyses) {
    out.documented += static_cast<double>(a->documented) / static_cast<double>(analyses.size());
    refused += a->refusal ? 1 : 0;
    for (const Result& r : a->results)
      if (std::find(models.begin(), models.end(), r.model) == models.end())
        models.push_back(r.model);
    if (a == analyses[0]) add_warnings(a->warnings, out);
  }
  out.lists = analyses[0]->lists;
  for (const std::string& model : models) add_combined(plan, which, analyses, model, level, out);
  if (refused == static_cast<int>(analyses.size())) out.refusal = analyses[0]->refusal;
  if (refused > 0)
    out.warnings.push_back(
        {"replicates_refused", fmt::format("{} of {} replicates gave no answer and are left out.",
                                           refused, analyses.size())});
  if (analyses.size() < 10)
    out.warnings.push_back(
        {"few_replicates",
         fmt::format("Only {} replicates: the share of variance between them is itself uncertain.",
                     analyses.size())});
  for (std::size_t k = 0; k < out.results.size(); ++k)
    if (out.combinations[k] && out.combinations[k]->shares[0].share < 0.5)
      out.warnings.push_back(
          {"between_dominates", fmt::format("By {} more than half of the variance comes from the "
                                            "replicates, not from the model.",
                                            out.results[k].model)});
  out.agreement = estimate::agreement(out.results);
  return out;
}

struct Bundle {
  std::vector<std::size_t> replicates;
  std::vector<const Analysis*> analyses;
};

Bundle bundle(const EstimatePlan& plan, const std::vector<Analysis>& all, std::size_t stratum) {
  Bundle out;
  for (std::size_t j = 0; j < plan.jobs.size(); ++j)
    if (plan.jobs[j].stratum == stratum) {
      out.replicates.push_back(plan.jobs[j].replicate);
      out.analyses.push_back(&all[j]);
    }
  return out;
}

EstimateOfPeople people(const EstimatePlan& plan, const std::vector<Analysis>& all,
                        std::size_t stratum, double level) {
  const Bundle b = bundle(plan, all, stratum);
  return plan.levels.empty() ? single(*b.analyses[0])
                             : together(plan, b.replicates, b.analyses, level);
}

// Draws of every stratum of one replicate that answers; the others enter by their documented
// number.
struct Stack {
  std::vector<Draws> draws;
  std::vector<double> documented;
  double documented_only = 0, documented_all = 0;
  int strata = 0, refused = 0;
};

Stack stack(const EstimatePlan& plan, const std::vector<Analysis>& all, std::size_t replicate,
            const std::string& model) {
  Stack out;
  out.documented_only = plan.documented_only[replicate];
  out.documented_all = out.documented_only;
  for (std::size_t j = 0; j < plan.jobs.size(); ++j) {
    if (plan.jobs[j].replicate != replicate || plan.jobs[j].stratum == kEverybody) continue;
    const auto documented = static_cast<double>(all[j].documented);
    const Result* result = find(all[j], model);
    ++out.strata;
    out.documented_all += documented;
    if (answers(result)) {
      out.draws.push_back(estimate::pooled(result->draws));
      out.documented.push_back(documented);
    } else {
      ++out.refused;
      out.documented_only += documented;
    }
  }
  return out;
}

bool thin(const Stack& s) {
  return s.draws.size() >= kMostSizes &&
         std::any_of(s.documented.begin(), s.documented.end(),
                     [](double n) { return n < static_cast<double>(kThin); });
}

EstimateTotal::Model total_of(const EstimatePlan& plan, const std::vector<Analysis>& all,
                              const std::string& model, const EstimateRequest& request) {
  EstimateTotal::Model out;
  out.model = model;
  std::vector<estimate::Replicate> replicates;
  for (std::size_t v = 0; v < plan.replicates.size(); ++v) {
    const Stack s = stack(plan, all, v, model);
    out.complete = out.complete && s.refused == 0 && plan.documented_only[v] == 0;
    out.strata = s.strata;
    out.refused = std::max(out.refused, s.refused);
    if (s.draws.empty()) continue;
    const std::uint64_t lane = (2ULL << 60U) + (static_cast<std::uint64_t>(v) << 32U);
    replicates.push_back(
        {plan.replicates[v], s.documented_all,
         estimate::add_strata(s.draws, s.documented_only, kTotalDraws, request.seed, lane)});
    if (plan.levels.empty() && thin(s)) {
      const auto lent =
          estimate::pool_strata(s.draws, s.documented, request.seed, lane + (1U << 20U));
      out.partially_pooled =
          estimate::summarise(estimate::add_strata(lent, s.documented_only, kTotalDraws,
                                                   request.seed, lane + (2U << 20U)),
                              request.level);
    }
  }
  if (replicates.empty()) return out;
  if (plan.levels.empty()) {
    out.summary = estimate::summarise(replicates[0].draws, request.level);
  } else {
    out.combination = estimate::combine(replicates, plan.levels, request.level);
    out.summary = out.combination->pooled;
  }
  return out;
}

EstimateTotal total(const EstimatePlan& plan, const std::vector<Analysis>& all,
                    const EstimateRequest& request) {
  EstimateTotal out;
  for (std::size_t v = 0; v < plan.replicates.size(); ++v) {
    const double share = 1 / static_cast<double>(plan.replicates.size());
    const Stack s = stack(plan, all, v, "");
    out.documented += share * s.documented_all;
    out.documented_only += share * plan.documented_only[v];
  }
  for (const std::string& model : estimate::model_names()) {
    EstimateTotal::Model sum = total_of(plan, all, model, request);
    if (!std::isnan(sum.summary.mean)) out.models.push_back(std::move(sum));
  }
  return out;
}

// Lends among thin strata; what a stratum would say then stands beside its own answer.
void add_partial_pooling(const EstimatePlan& plan, const std::vector<Analysis>& all,
                         const EstimateRequest& request, std::vector<EstimateOfPeople>& strata) {
  if (!plan.levels.empty()) return;
  for (const std::string& model : estimate::model_names()) {
    const Stack s = stack(plan, all, 0, model);
    if (!thin(s)) continue;
    const auto lent =
        estimate::pool_strata(s.draws, s.documented, request.seed, (2ULL << 60U) + (1U << 20U));
    std::size_t next = 0;
    for (EstimateOfPeople& stratum : strata)
      for (Result& r : stratum.results)
        if (r.model == model && answers(&r))
          r.variants.push_back(
              {"partially_pooled", estimate::summarise(lent[next++], request.level),
               "strata lend to one another: log(unseen/seen) normal around a common mean"});
  }
}

void compare_total(const EstimateTotal& total, EstimateOfPeople& everybody) {
  for (const auto& sum : total.models)
    for (const Result& r : everybody.results) {
      if (r.model != sum.model || r.status != Status::kOk) continue;
      if (std::abs(sum.summary.median / r.summary.median - 1) <= kUnlike) continue;
      everybody.warnings.push_back(
          {"total_differs", fmt::format("By {} the strata add up to {:.0f}; without strata the "
                                        "answer is {:.0f}. Chances of being "
                                        "recorded differ between strata.",
                                        r.model, sum.summary.median, r.summary.median)});
    }
}

void warn_of_small(std::vector<EstimateOfPeople>& strata) {
  for (EstimateOfPeople& s : strata)
    if (s.documented < 10)
      s.warnings.push_back({"small_stratum",
                            "Fewer than 10 documented people: do not publish this stratum unless "
                            "it is public already."});
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += c;
    out += c;
  }
  out += '"';
  return out;
}

std::string label_of(const EstimateOfPeople::Labels& labels) {
  std::string out;
  for (const auto& [column, value] : labels) {
    if (!out.empty()) out += '/';
    out += value;
  }
  return out;
}

// model,stratum,replicate,chain,draw,N
void write_draws(const std::string& path, const EstimatePlan& plan,
                 const std::vector<Analysis>& all) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"),
                                                             std::fclose);
  if (!file)
    throw base::Error(base::Code::kUnwritable, "the draws cannot be written", path,
                      "Name a file in a folder that may be written.");
  fmt::print(file.get(), "model,stratum,replicate,chain,draw,N\n");
  for (std::size_t j = 0; j < plan.jobs.size(); ++j) {
    const EstimateJob& job = plan.jobs[j];
    if (job.stratum == kEverybody && !plan.strata.empty()) continue;
    const std::string stratum =
        job.stratum == kEverybody ? "" : quoted(label_of(plan.strata[job.stratum]));
    const std::string replicate =
        quoted(fmt::format("{}", fmt::join(plan.replicates[job.replicate], "/")));
    for (const Result& r : all[j].results) {
      if (r.status != Status::kOk) continue;
      for (std::size_t c = 0; c < r.draws.size(); ++c)
        for (std::size_t d = 0; d < r.draws[c].size(); ++d)
          fmt::print(file.get(), "{},{},{},{},{},{:.1f}\n", r.model, stratum, replicate, c + 1,
                     d + 1, r.draws[c][d]);
    }
  }
  if (std::fflush(file.get()) != 0 || std::ferror(file.get()) != 0)
    throw base::Error(base::Code::kUnwritable, "the draws cannot be written to their end", path,
                      "Free some room.");
}

bool gives_number(const EstimateOfPeople& people) {
  return !people.refusal && std::any_of(people.results.begin(), people.results.end(),
                                        [](const Result& r) { return r.status == Status::kOk; });
}

}  // namespace

bool EstimateAnswer::refused() const {
  if (everybody.refusal && strata.empty()) return true;
  if (strata.empty()) return !gives_number(everybody);
  return std::none_of(strata.begin(), strata.end(), gives_number);
}

EstimateAnswer estimate_table(const EstimateRequest& request, base::Reporter& reporter) {
  options_of(request, 3);  // what makes no sense is said before a file is opened
  const OverlapRows rows = read_overlap_rows(request.table, columns_of(request), reporter);
  const EstimatePlan what = plan(request, rows);
  EstimateAnswer out;
  out.program = program_name();
  out.data_sha256 = rows.sha256;
  out.request = request;
  out.levels = what.levels;
  if (!what.levels.empty())
    for (const auto& labels : what.replicates)
      out.replicates.push_back(fmt::format("{}", fmt::join(labels, "/")));
  if (what.refusal) {
    out.everybody.refusal = what.refusal;
    out.everybody.lists = rows.lists;
    out.everybody.documented = static_cast<double>(what.jobs[0].table.documented());
    return out;
  }
  const auto analyses = analyse_all(what, request, reporter);
  out.everybody = people(what, analyses, kEverybody, request.level);
  add_warnings(what.warnings, out.everybody);
  for (std::size_t s = 0; s < what.strata.size(); ++s) {
    out.strata.push_back(people(what, analyses, s, request.level));
    out.strata.back().labels = what.strata[s];
  }
  if (!what.strata.empty()) {
    add_partial_pooling(what, analyses, request, out.strata);
    warn_of_small(out.strata);
    out.total = total(what, analyses, request);
    compare_total(*out.total, out.everybody);
  }
  if (!request.draws.empty()) write_draws(request.draws, what, analyses);
  return out;
}

}  // namespace attest::casework
