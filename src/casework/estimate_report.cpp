#include "casework/estimate_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "casework/estimate_plan.hpp"
#include "casework/overlap_rows.hpp"
#include "casework/write_file.hpp"
#include "model/quantity.hpp"

namespace attest::casework {
namespace {
using base::Json;
using publish::EstimatePage;

constexpr const char* kPopulation =
    "People whom at least one list could have recorded. Nobody is counted here who could be on no "
    "list at all: "
    "no model sees them. An estimate has no names and says nothing of who is responsible.";

double real(const Json& value) {
  return value.as_double().value_or(0);
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list.items()) out.push_back(item.text());
  return out;
}

std::string label(const std::string& model) {
  static const std::map<std::string, std::string> labels{
      {"latent_class", "Latent classes"},
      {"decomposable", "Decomposable graphs, averaged"},
      {"loglinear", "Log-linear, best by BIC"},
      {"chao", "Chao's lower bound"},
      {"coverage", "Sample coverage"}};
  const auto found = labels.find(model);
  return found == labels.end() ? model : found->second;
}

std::vector<std::string> diagnostics(const Json& result) {
  std::vector<std::string> words;
  if (result["rhat"].as_double())
    words.push_back(
        fmt::format("Chains started far apart {} (R-hat {:.3f}, {:.0f} independent draws)",
                    real(result["rhat"]) < 1.01 ? "agree" : "do not agree", real(result["rhat"]),
                    real(result["ess_bulk"])));
  for (const Json& check : result["fit"].items())
    words.push_back(fmt::format("{}: seen {}, expected under the model {} (p {:.2f})",
                                check["what"].text(), check["observed"].text(),
                                check["expected"].text(), real(check["p"])));
  for (const Json& mode : result["modes"].items())
    words.push_back(fmt::format("A mode near {:.0f} holds {:.0f} % of the draws",
                                real(mode["median"]), real(mode["weight"]) * 100));
  return words;
}

EstimatePage::Model make_model(const Json& result, const EstimateEvidence& evidence) {
  EstimatePage::Model model;
  model.name = result["model"].text();
  model.label = label(model.name);
  model.status = result["status"].text();
  model.reason = result["reason"].text();
  model.lower_bound = result["kind"].text() == "lower_bound";
  model.median = real(result["median"]);
  model.low = real(result["low"]);
  model.high = real(result["high"]);
  model.level = real(result["level"]);
  model.diagnostics = diagnostics(result);
  model.assumptions = texts(result["assumptions"]);
  const auto draws = evidence.draws.find(model.name);
  if (draws != evidence.draws.end() && model.status == "ok") model.draws = draws->second;
  return model;
}

std::string agreement(const Json& answer) {
  const std::string verdict = answer["verdict"].text();
  if (verdict.empty() || verdict == "none") return {};
  if (verdict == "single") return "Only one model gives an answer.";
  return fmt::format("Models {}: from {:.0f} to {:.0f}, medians {:.2f} times apart. {}", verdict,
                     real(answer["lowest"]), real(answer["highest"]), real(answer["ratio"]),
                     answer["shared_assumption"].text());
}

void add_sensitivity(const Json& sensitivity, EstimatePage& page) {
  page.sensitivity_model = label(sensitivity["model"].text());
  page.sensitivity_assumption = sensitivity["assumption"].text();
  for (const Json& point : sensitivity["points"].items())
    page.sensitivity.push_back(
        {real(point["odds"]), real(point["estimate"]), real(point["low"]), real(point["high"])});
}

void add_variance(const Json& results, EstimatePage& page) {
  for (const Json& result : results.items()) {
    for (const auto& [source, share] : result["variance_shares"].members())
      page.variance.push_back({source, real(share)});
    if (!page.variance.empty()) return;
  }
}

std::string stratum(const Json& labels) {
  std::string text;
  for (const auto& [column, value] : labels.members())
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", column, value.text());
  return text;
}

EstimatePage make_page(const Json& of, const Json& answer, const EstimateEvidence& evidence,
                       const std::string& title) {
  EstimatePage page;
  page.title = title;
  page.stratum = stratum(of["labels"]);
  page.population = kPopulation;
  page.documented = static_cast<std::int64_t>(real(of["documented"]));
  page.lists = texts(of["lists"]);
  for (const Json& result : of["results"].items())
    page.models.push_back(make_model(result, evidence));
  page.agreement = agreement(of["agreement"]);
  add_sensitivity(of["sensitivity"], page);
  for (const Json& warning : of["warnings"].items())
    page.warnings.push_back(warning["text"].text());
  page.refusal = of["refusal"]["reason"].text();
  page.needed = of["refusal"]["needed"].text();
  add_variance(of["results"], page);
  page.made_with = fmt::format("{}, seed {}, table {}", answer["version"].text(),
                               answer["seed"].text(), answer["data_sha256"].text().substr(0, 16));
  return page;
}

std::vector<bool> in_lists(estimate::Pattern pattern, std::size_t lists) {
  std::vector<bool> in(lists);
  for (std::size_t j = 0; j < lists; ++j) in[j] = (pattern >> j & 1) != 0;
  return in;
}
}  // namespace

EstimateEvidence evidence(const EstimateRequest& request, const EstimateAnswer& answer,
                          base::Reporter& reporter) {
  EstimateEvidence out;
  const OverlapRows rows = read_overlap_rows(request.table, columns_of(request), reporter);
  const EstimatePlan planned = plan(request, rows);
  for (const EstimateJob& job : planned.jobs) {
    if (job.replicate != 0 || job.stratum != kEverybody) continue;
    for (const estimate::Cell& cell : job.table.cells())
      out.overlaps.push_back({in_lists(cell.pattern, job.table.lists().size()), cell.count, {}});
  }
  for (const estimate::Result& result : answer.everybody.results) {
    const std::vector<double> all = estimate::pooled(result.draws);
    const std::size_t step = std::max<std::size_t>(1, all.size() / kMostDraws);
    for (std::size_t i = 0; i < all.size(); i += step) out.draws[result.model].push_back(all[i]);
  }
  return out;
}

Json to_json(const EstimateEvidence& evidence) {
  Json overlaps = Json::array();
  for (const publish::Overlap& overlap : evidence.overlaps) {
    std::string in;
    for (const bool on : overlap.in) in += on ? '1' : '0';
    overlaps.push(Json::object({{"in", Json::string(in)}, {"count", Json::number(overlap.count)}}));
  }
  Json draws = Json::object();
  for (const auto& [model, values] : evidence.draws) {
    Json list = Json::array();
    for (const double value : values) list.push(Json::number(fmt::format("{:.1f}", value)));
    draws.set(model, list);
  }
  return Json::object({{"overlaps", overlaps}, {"draws", draws}});
}

EstimateEvidence evidence_from_json(const Json& json) {
  EstimateEvidence out;
  for (const Json& overlap : json["overlaps"].items()) {
    publish::Overlap one;
    for (const char on : overlap["in"].text()) one.in.push_back(on == '1');
    one.count = overlap["count"].as_integer().value_or(0);
    out.overlaps.push_back(std::move(one));
  }
  for (const auto& [model, list] : json["draws"].members())
    for (const Json& value : list.items()) out.draws[model].push_back(real(value));
  return out;
}

std::vector<EstimatePage> estimate_pages(const Json& answer, const EstimateEvidence& evidence,
                                         const std::string& title) {
  std::vector<EstimatePage> pages{make_page(answer, answer, evidence, title)};
  pages.front().overlaps = evidence.overlaps;
  for (const Json& one : answer["strata"].items()) {
    // Fewer people than this could be told apart by who is among them.
    constexpr double kFewestShown = 10;
    if (real(one["documented"]) >= kFewestShown) pages.push_back(make_page(one, answer, {}, title));
  }
  return pages;
}

void write_estimate_report(const std::string& folder, const EstimateRequest& request,
                           const EstimateAnswer& answer, base::Reporter& reporter) {
  const std::filesystem::path out(folder);
  std::error_code error;
  std::filesystem::create_directories(out, error);
  const auto name = std::filesystem::path(request.table).filename().string();
  auto pages = estimate_pages(to_json(answer), evidence(request, answer, reporter), name);
  write_file((out / "draws.csv").string(), publish::draws_csv(pages.front()));
  pages.front().draws_href = "draws.csv";
  for (std::size_t i = 0; i < pages.size(); ++i)
    write_file((out / (i == 0 ? "estimate.html" : fmt::format("stratum-{}.html", i))).string(),
               publish::estimate_page(pages[i]));
}

}  // namespace attest::casework
