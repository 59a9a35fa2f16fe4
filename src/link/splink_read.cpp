#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "link/splink.hpp"

namespace attest::link {
namespace {

using base::Code;
using base::Error;
using base::Json;

double probability(const Json& value) {
  // "level not observed in training dataset" stands for an m or u that was never seen.
  const auto number = value.as_double();
  return number && *number > 0 && *number <= 1 ? *number : 0;
}

class Reading {
 public:
  Reading(const Json& json, std::string where) : json_(json), where_(std::move(where)) {}

  SplinkModel run() {
    model_.link_type = json_.has("link_type") ? json_["link_type"].text() : "dedupe_only";
    model_.prior = json_["probability_two_random_records_match"].as_double().value_or(0.0001);
    if (!(model_.prior > 0 && model_.prior < 1))
      fail("probability_two_random_records_match is no probability");
    for (const auto& comparison : json_["comparisons"].items()) read_comparison(comparison);
    for (const auto& rule : json_["blocking_rules_to_generate_predictions"].items())
      read_rule(rule);
    if (model_.comparisons.empty()) fail("it has no comparisons");
    if (model_.comparisons.size() > kMostComparisons) fail("it has more than 16 comparisons");
    if (model_.rules.empty()) fail("it has no blocking rules");
    return std::move(model_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(Code::kMalformed, "The model cannot be used: " + what, where_,
                "Is it a model saved by Splink 4 or 5?");
  }

  void read_comparison(const Json& json) {
    SplinkModel::Comparison comparison;
    comparison.name = json["output_column_name"].text();
    if (comparison.name.empty())
      comparison.name = fmt::format("comparison_{}", model_.comparisons.size() + 1);
    std::set<std::size_t> columns;
    for (const auto& level : json["comparison_levels"].items()) {
      comparison.levels.push_back(read_level(level));
      if (comparison.levels.back().condition)
        columns.merge(comparison.levels.back().condition->columns());
    }
    if (comparison.levels.size() > 15)
      fail("comparison " + comparison.name + " has more than 15 levels");
    comparison.columns.assign(columns.begin(), columns.end());
    model_.comparisons.push_back(std::move(comparison));
  }

  SplinkModel::Level read_level(const Json& json) {
    SplinkModel::Level level;
    const std::string& condition = json["sql_condition"].text();
    level.label = json.has("label_for_charts") ? json["label_for_charts"].text() : condition;
    level.is_null = json["is_null_level"].as_boolean();
    if (condition != "ELSE") level.condition = SqlExpression::parse(condition, model_.columns);
    level.m = probability(json["m_probability"]);
    level.u = probability(json["u_probability"]);
    const std::string& frequency = json["tf_adjustment_column"].text();
    if (!frequency.empty()) {
      const auto at = std::find(model_.columns.begin(), model_.columns.end(), frequency);
      level.frequency_column = static_cast<std::size_t>(at - model_.columns.begin());
      if (at == model_.columns.end()) model_.columns.push_back(frequency);
      level.frequency_weight = json.has("tf_adjustment_weight")
                                   ? json["tf_adjustment_weight"].as_double().value_or(1)
                                   : 1;
      level.frequency_floor = json["tf_minimum_u_value"].as_double().value_or(0);
    }
    return level;
  }

  void read_rule(const Json& json) {
    SplinkModel::Rule rule;
    rule.text = json.is_string() ? json.text() : json["blocking_rule"].text();
    if (json.has("arrays_to_explode") && !json["arrays_to_explode"].items().empty()) {
      fail("blocking rules that explode arrays are not understood: " + rule.text);
    }
    const auto expression = SqlExpression::parse(rule.text, model_.columns);
    for (const auto& part : expression.conjuncts()) {
      SqlExpression left = part;
      if (part.is_equality_of_sides(left)) {
        rule.keys.push_back(std::move(left));
      } else {
        rule.filters.push_back(part);
      }
    }
    if (rule.keys.empty())
      fail("a blocking rule needs something that is equal on both sides: " + rule.text);
    model_.rules.push_back(std::move(rule));
  }

  const Json& json_;
  std::string where_;
  SplinkModel model_;
};

}  // namespace

bool is_splink_model(const Json& json) {
  return json.has("comparisons") && !json.has("attest");
}

SplinkModel read_splink(const Json& json, const std::string& where) {
  return Reading(json, where).run();
}

}  // namespace attest::link
