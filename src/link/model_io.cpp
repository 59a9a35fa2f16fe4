#include "link/model_io.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"

namespace attest::link {
namespace {

using base::Json;

constexpr std::array<std::string_view, 8> kSubjects = {"given", "forefathers", "family", "birth",
                                                       "age",   "sex",         "death",  "text"};

Json number(double value) {
  return Json::number(fmt::format("{:.10g}", value));
}

/// An SQL condition near ours, for use in Splink: exact, then falling likeness, then ELSE.
std::string condition(const std::string& name, std::size_t level, std::size_t levels) {
  const std::string l = "\"" + name + "_l\"", r = "\"" + name + "_r\"";
  if (level == 1) return l + " = " + r;
  if (level + 1 == levels) return "ELSE";
  return fmt::format("jaro_winkler_similarity({}, {}) >= {:.2f}", l, r,
                     0.92 - 0.06 * static_cast<double>(level - 2));
}

Json splink_comparison(const Model& model, std::size_t c,
                       const std::vector<LevelChances>& chances) {
  const auto& comparison = model.comparisons[c];
  Json json = Json::object();
  json.set("output_column_name", Json::string(comparison.name));
  json.set("comparison_description", Json::string(comparison.name));
  Json levels = Json::array();
  Json missing = Json::object();
  missing.set("sql_condition",
              Json::string(fmt::format("\"{0}_l\" IS NULL OR \"{0}_r\" IS NULL", comparison.name)));
  missing.set("label_for_charts", Json::string(comparison.name + " is NULL"));
  missing.set("is_null_level", Json::boolean(true));
  levels.push(std::move(missing));
  for (std::size_t level = 1; level < comparison.size(); ++level) {
    Json each = Json::object();
    each.set("sql_condition", Json::string(condition(comparison.name, level, comparison.size())));
    each.set("label_for_charts", Json::string(comparison.levels[level]));
    each.set("m_probability", number(chances[c].same[level]));
    each.set("u_probability", number(chances[c].unrelated[level]));
    levels.push(std::move(each));
  }
  json.set("comparison_levels", std::move(levels));
  return json;
}

Json numbers(const std::vector<double>& values) {
  Json all = Json::array();
  for (const double value : values) all.push(number(value));
  return all;
}

Json own_chances(const std::vector<LevelChances>& chances) {
  Json all = Json::array();
  for (const auto& each : chances) {
    Json json = Json::object();
    json.set("same", numbers(each.same));
    json.set("unrelated", numbers(each.unrelated));
    json.set("relatives", numbers(each.relatives));
    all.push(std::move(json));
  }
  return all;
}

Json own_form(const Model& model) {
  Json json = Json::object();
  json.set("format", Json::number(std::int64_t{1}));
  json.set("lists", Json::number(static_cast<std::int64_t>(model.lists)));
  json.set("alarm", Json::boolean(model.alarm));
  Json comparisons = Json::array();
  for (const auto& comparison : model.comparisons) {
    Json each = Json::object();
    each.set("name", Json::string(comparison.name));
    each.set("subject",
             Json::string(std::string(kSubjects[static_cast<std::size_t>(comparison.subject)])));
    each.set("shared_by_relatives", Json::boolean(comparison.bearing == Bearing::kFamily));
    Json labels = Json::array();
    for (const auto& label : comparison.levels) labels.push(Json::string(label));
    each.set("levels", std::move(labels));
    comparisons.push(std::move(each));
  }
  json.set("comparisons", std::move(comparisons));
  json.set("within", own_chances(model.within));
  json.set("across", own_chances(model.across));
  Json spaces = Json::array();
  for (const auto& space : model.spaces) {
    Json each = Json::object();
    each.set("list_a", Json::number(std::int64_t{space.list_a}));
    each.set("list_b", Json::number(std::int64_t{space.list_b}));
    each.set("pairs", number(space.pairs));
    each.set("same", number(space.same));
    each.set("prior_odds", number(space.prior_odds));
    each.set("relatives", number(space.relatives));
    spaces.push(std::move(each));
  }
  json.set("spaces", std::move(spaces));
  return json;
}

[[noreturn]] void fail(const std::string& what, const std::string& where) {
  throw base::Error(base::Code::kMalformed, "The model cannot be used: " + what, where,
                    "Use a model.json that attest link or Splink wrote.");
}

std::vector<double> read_numbers(const Json& json, std::size_t count, const std::string& where) {
  std::vector<double> values;
  for (const auto& item : json.items()) values.push_back(item.as_double().value_or(-1));
  const bool good =
      values.size() == count &&
      std::all_of(values.begin(), values.end(), [](double v) { return v >= 0 && v <= 1; });
  if (!good) fail("chances do not fit the levels", where);
  return values;
}

std::vector<LevelChances> read_chances(const Json& json, const Model& model,
                                       const std::string& where) {
  if (json.items().size() != model.comparisons.size()) fail("chances are missing", where);
  std::vector<LevelChances> all;
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const auto& each = json.items()[c];
    const std::size_t count = model.comparisons[c].size();
    all.push_back({read_numbers(each["same"], count, where),
                   read_numbers(each["unrelated"], count, where),
                   read_numbers(each["relatives"], count, where)});
  }
  return all;
}

Comparison read_comparison(const Json& json, const std::string& where) {
  Comparison comparison;
  comparison.name = json["name"].text();
  const auto subject = std::find(kSubjects.begin(), kSubjects.end(), json["subject"].text());
  if (subject == kSubjects.end()) fail("a comparison has no known subject", where);
  comparison.subject = static_cast<Subject>(subject - kSubjects.begin());
  comparison.bearing =
      json["shared_by_relatives"].as_boolean() ? Bearing::kFamily : Bearing::kPerson;
  for (const auto& label : json["levels"].items()) comparison.levels.push_back(label.text());
  if (comparison.size() < 2 || comparison.size() > 15) fail("a comparison has no levels", where);
  return comparison;
}

}  // namespace

Json model_json(const Model& model, const std::vector<RuleReport>& rules) {
  const bool across = model.lists > 1;
  double same = 0, pairs = 0;
  for (const auto& space : model.spaces) {
    same += space.same;
    pairs += space.pairs;
  }
  Json json = Json::object();
  json.set("link_type", Json::string(across ? "link_and_dedupe" : "dedupe_only"));
  json.set("probability_two_random_records_match",
           number(pairs > 0 ? std::clamp(same / pairs, 1e-12, 0.999) : 1e-4));
  json.set("retain_matching_columns", Json::boolean(true));
  json.set("retain_intermediate_calculation_columns", Json::boolean(false));
  json.set("additional_columns_to_retain", Json::array());
  json.set("sql_dialect", Json::string("duckdb"));
  json.set("linker_uid", Json::string("attest"));
  json.set("em_convergence", number(0.0001));
  json.set("max_iterations", Json::number(std::int64_t{25}));
  json.set("match_weight_column_prefix", Json::string("mw_"));
  json.set("term_frequency_adjustment_column_prefix", Json::string("tf_"));
  json.set("comparison_vector_value_column_prefix", Json::string("gamma_"));
  json.set("unique_id_column_name", Json::string("unique_id"));
  json.set("source_dataset_column_name", Json::string("source_dataset"));
  Json blocking = Json::array();
  for (const auto& comparison : model.comparisons) {
    Json rule = Json::object();
    rule.set("blocking_rule", Json::string(fmt::format("l.\"{0}\" = r.\"{0}\"", comparison.name)));
    rule.set("sql_dialect", Json::string("duckdb"));
    blocking.push(std::move(rule));
  }
  json.set("blocking_rules_to_generate_predictions", std::move(blocking));
  Json comparisons = Json::array();
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    comparisons.push(splink_comparison(model, c, across ? model.across : model.within));
  }
  json.set("comparisons", std::move(comparisons));
  Json own = own_form(model);
  Json used = Json::array();
  for (const auto& rule : rules) used.push(Json::string(rule.name));
  own.set("rules", std::move(used));
  json.set("attest", std::move(own));
  return json;
}

std::string model_text(const Model& model, const std::vector<RuleReport>& rules) {
  return base::to_pretty_json(model_json(model, rules)) + "\n";
}

Model read_model(const Json& json, const std::string& where) {
  const Json& own = json["attest"];
  if (!own.is_object()) fail("it has no member \"attest\"", where);
  Model model;
  model.lists =
      static_cast<std::size_t>(std::max<std::int64_t>(1, own["lists"].as_integer().value_or(1)));
  model.alarm = own["alarm"].as_boolean();
  for (const auto& each : own["comparisons"].items())
    model.comparisons.push_back(read_comparison(each, where));
  if (model.comparisons.empty() || model.comparisons.size() > kMostComparisons)
    fail("it has no comparisons", where);
  model.within = read_chances(own["within"], model, where);
  model.across = read_chances(own["across"], model, where);
  for (const auto& each : own["spaces"].items()) {
    Space space;
    space.list_a = static_cast<std::uint32_t>(each["list_a"].as_integer().value_or(0));
    space.list_b = static_cast<std::uint32_t>(each["list_b"].as_integer().value_or(0));
    space.pairs = each["pairs"].as_double().value_or(0);
    space.same = each["same"].as_double().value_or(0);
    space.prior_odds = each["prior_odds"].as_double().value_or(0);
    space.relatives = each["relatives"].as_double().value_or(0);
    model.spaces.push_back(space);
  }
  if (model.lists > 1000 || model.spaces.size() != model.lists * (model.lists + 1) / 2) {
    fail("its lists and spaces do not fit", where);
  }
  return model;
}

}  // namespace attest::link
