#include <fmt/format.h>

#include <cmath>

#include "casework/estimate_table.hpp"

namespace attest::casework {
namespace {

using base::Json;
using estimate::Result;
using estimate::Status;
using estimate::Summary;

// Rounded: the last bits differ between processors, and nobody needs them.
Json decimal(double value, int places) {
  if (!std::isfinite(value)) return {};
  std::string digits = fmt::format("{:.{}f}", value, places);
  if (digits.find_first_not_of("-0.") == std::string::npos && digits[0] == '-') digits.erase(0, 1);
  return Json::number(std::move(digits));
}

Json people(double value) {
  return decimal(value, 1);
}

Json strings(const std::vector<std::string>& list) {
  Json out = Json::array();
  for (const std::string& s : list) out.push(Json::string(s));
  return out;
}

Json whole(std::size_t value) {
  return Json::number(static_cast<std::int64_t>(value));
}

Json summary(const Summary& s, int places = 1) {
  return Json::object({{"mean", decimal(s.mean, places)},
                       {"median", decimal(s.median, places)},
                       {"low", decimal(s.low, places)},
                       {"high", decimal(s.high, places)}});
}

Json refusal(const std::optional<estimate::Refusal>& r) {
  if (!r) return {};
  return Json::object({{"code", Json::string(r->code)},
                       {"reason", Json::string(r->reason)},
                       {"needed", Json::string(r->needed)}});
}

Json warnings(const std::vector<estimate::Warning>& list) {
  Json out = Json::array();
  for (const auto& w : list)
    out.push(Json::object({{"code", Json::string(w.code)}, {"text", Json::string(w.text)}}));
  return out;
}

Json settings(const Result& r) {
  Json out = Json::object();
  for (const auto& [name, value] : r.settings) out.set(name, Json::string(value));
  return out;
}

Json modes(const Result& r) {
  Json out = Json::array();
  for (const auto& m : r.modes)
    out.push(Json::object({{"weight", decimal(m.weight, 3)},
                           {"median", people(m.median)},
                           {"low", people(m.low)},
                           {"high", people(m.high)}}));
  return out;
}

Json fit(const Result& r) {
  Json out = Json::array();
  for (const auto& f : r.fit)
    out.push(Json::object({{"what", Json::string(f.what)},
                           {"observed", decimal(f.observed, 1)},
                           {"expected", decimal(f.expected, 1)},
                           {"p", decimal(f.p, 4)}}));
  return out;
}

Json candidates(const Result& r) {
  Json out = Json::array();
  for (const auto& c : r.candidates)
    out.push(Json::object({{"model", Json::string(c.model)},
                           {"estimate", people(c.estimate)},
                           {"low", people(c.low)},
                           {"high", people(c.high)},
                           {"bic", decimal(c.bic, 3)},
                           {"weight", decimal(c.weight, 4)}}));
  return out;
}

Json variants(const Result& r) {
  Json out = Json::object();
  for (const auto& v : r.variants) {
    Json one = summary(v.summary);
    one.set("note", Json::string(v.note));
    out.set(v.name, std::move(one));
  }
  return out;
}

Json shares(const estimate::Combination& c) {
  Json out = Json::object();
  for (const auto& s : c.shares) out.set(s.source, decimal(s.share, 4));
  return out;
}

void add_combination(const estimate::Combination& c, Json& out) {
  out.set("pooled", summary(c.pooled));
  Json rule = summary(c.published, 2);
  rule.set("degrees_of_freedom", decimal(c.degrees_of_freedom, 2));
  out.set("published_rule", std::move(rule));
  out.set("variance_shares", shares(c));
}

Json result(const EstimateOfPeople& of, std::size_t k, bool show_refused) {
  const Result& r = of.results[k];
  const bool ok = r.status == Status::kOk;
  const Summary shown = ok ? r.summary : Summary{};
  const bool converged = ok || (r.status == Status::kRefused && r.diagnostics.rhat < 1.01);
  Json out = Json::object(
      {{"model", Json::string(r.model)},
       {"kind", Json::string(std::string(word(r.kind)))},
       {"status", Json::string(std::string(word(r.status)))},
       {"code", ok ? Json() : Json::string(r.refusal.code)},
       {"reason", ok ? Json() : Json::string(r.refusal.reason)},
       {"needed", ok ? Json() : Json::string(r.refusal.needed)},
       {"mean", people(shown.mean)},
       {"median", people(shown.median)},
       {"low", people(shown.low)},
       {"high", people(shown.high)},
       {"level", decimal(r.level, 3)},
       {"converged", Json::boolean(converged)},
       {"rhat", decimal(r.diagnostics.rhat, 4)},
       {"ess_bulk", decimal(r.diagnostics.ess_bulk, 0)},
       {"ess_tail", decimal(r.diagnostics.ess_tail, 0)},
       {"ess_coda", decimal(r.diagnostics.ess_coda, 0)},
       {"mcse", summary(r.diagnostics.mcse, 2)},
       {"cpu_seconds", decimal(r.cpu_seconds, 3)},
       {"assumptions", strings(r.assumptions)},
       {"settings", settings(r)},
       {"prior_ratio", summary(r.prior_ratio, 4)},
       {"posterior_ratio", summary({shown.mean / of.documented, shown.median / of.documented,
                                    shown.low / of.documented, shown.high / of.documented},
                                   4)},
       {"share_at_limit", decimal(r.share_at_limit, 4)},
       {"fit", fit(r)},
       {"modes", modes(r)},
       {"candidates", candidates(r)},
       {"variants", variants(r)}});
  if (!ok && show_refused) out.set("not_a_result", summary(r.summary));
  if (of.combinations[k]) {
    add_combination(*of.combinations[k], out);
    out.set("replicates_used", Json::number(static_cast<std::int64_t>(of.answered[k])));
  }
  return out;
}

Json agreement(const estimate::Agreement& a) {
  return Json::object({{"lowest", people(a.lowest)},
                       {"highest", people(a.highest)},
                       {"ratio", decimal(a.ratio, 4)},
                       {"verdict", Json::string(a.verdict)},
                       {"models", strings(a.models)},
                       {"shared_assumption", Json::string(a.shared_assumption)}});
}

Json sensitivity(const estimate::Sensitivity& s) {
  if (s.points.empty()) return {};
  Json points = Json::array();
  for (const auto& p : s.points)
    points.push(Json::object({{"odds", decimal(p.odds, 4)},
                              {"log_odds", decimal(p.log_odds, 4)},
                              {"estimate", people(p.estimate)},
                              {"low", people(p.low)},
                              {"high", people(p.high)}}));
  return Json::object({{"assumption", Json::string(s.assumption)},
                       {"model", Json::string(s.model)},
                       {"points", std::move(points)}});
}

Json second_prior(const std::optional<Result>& r, double documented) {
  if (!r || r->status != Status::kOk) return {};
  Json out = summary(r->summary);
  out.set("prior_ratio", summary(r->prior_ratio, 4));
  out.set("settings", settings(*r));
  out.set("posterior_ratio", decimal(r->summary.median / documented, 4));
  return out;
}

void add_people(const EstimateOfPeople& of, bool show_refused, Json& out) {
  const bool mean = of.documented != std::floor(of.documented);
  out.set("documented", decimal(of.documented, mean ? 1 : 0));
  out.set("lists", strings(of.lists));
  Json results = Json::array();
  for (std::size_t k = 0; k < of.results.size(); ++k) results.push(result(of, k, show_refused));
  out.set("results", std::move(results));
  out.set("agreement", agreement(of.agreement));
  out.set("sensitivity", sensitivity(of.sensitivity));
  out.set("second_prior", second_prior(of.second_prior, of.documented));
  out.set("warnings", warnings(of.warnings));
  out.set("refusal", refusal(of.refusal));
}

Json stratum(const EstimateOfPeople& of, bool show_refused) {
  Json labels = Json::object();
  for (const auto& [column, value] : of.labels) labels.set(column, Json::string(value));
  Json out = Json::object({{"labels", std::move(labels)}});
  add_people(of, show_refused, out);
  return out;
}

Json total(const EstimateTotal& t) {
  Json results = Json::array();
  bool complete = !t.models.empty();
  for (const auto& m : t.models) {
    Json one = Json::object(
        {{"model", Json::string(m.model)},
         {"mean", people(m.summary.mean)},
         {"median", people(m.summary.median)},
         {"low", people(m.summary.low)},
         {"high", people(m.summary.high)},
         {"complete", Json::boolean(m.complete)},
         {"at_least", Json::boolean(!m.complete)},
         {"strata", Json::number(static_cast<std::int64_t>(m.strata))},
         {"strata_documented_only", Json::number(static_cast<std::int64_t>(m.refused))}});
    if (m.partially_pooled) one.set("partially_pooled", summary(*m.partially_pooled));
    if (m.combination) add_combination(*m.combination, one);
    complete = complete && m.complete;
    results.push(std::move(one));
  }
  return Json::object({{"documented", people(t.documented)},
                       {"documented_only", people(t.documented_only)},
                       {"complete", Json::boolean(complete)},
                       {"results", std::move(results)}});
}

}  // namespace

Json to_json(const EstimateAnswer& answer) {
  const bool show = answer.request.show_refused;
  Json out = Json::object({{"version", Json::string(answer.program)},
                           {"seed", Json::number(std::to_string(answer.request.seed))},
                           {"data_sha256", Json::string(answer.data_sha256)}});
  add_people(answer.everybody, show, out);
  if (!answer.levels.empty())
    out.set("replicates", Json::object({{"levels", strings(answer.levels)},
                                        {"count", whole(answer.replicates.size())},
                                        {"labels", strings(answer.replicates)}}));
  if (!answer.total) return out;
  Json strata = Json::array();
  for (const EstimateOfPeople& s : answer.strata) strata.push(stratum(s, show));
  out.set("strata", std::move(strata));
  out.set("total", total(*answer.total));
  return out;
}

}  // namespace attest::casework
