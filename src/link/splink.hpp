#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "link/link.hpp"
#include "link/sql.hpp"

namespace attest::link {

/// A model as Splink 4 and 5 save it.
struct SplinkModel {
  struct Level {
    std::string label;
    std::optional<SqlExpression> condition;  ///< nothing: ELSE
    bool is_null = false;
    double m = 0, u = 0;  ///< 0: not trained; the level then carries no weight
    std::optional<std::size_t> frequency_column;
    double frequency_weight = 0;
    double frequency_floor = 0;
  };
  struct Comparison {
    std::string name;
    std::vector<Level> levels;
    std::vector<std::size_t> columns;  ///< that its conditions look at
  };
  struct Rule {
    std::string text;
    std::vector<SqlExpression> keys;     ///< of the left record; equal on both sides
    std::vector<SqlExpression> filters;  ///< further conditions on the pair
  };
  std::string link_type;  ///< dedupe_only, link_only, link_and_dedupe
  double prior = 0;       ///< probability that two random records match
  std::vector<std::string> columns;
  std::vector<Comparison> comparisons;
  std::vector<Rule> rules;
  std::vector<std::string> notes;
};

/// True if a JSON value looks like a Splink model rather than one of ours.
bool is_splink_model(const base::Json& json);
/// Throws base::Error{kMalformed} naming the place and what is not understood.
SplinkModel read_splink(const base::Json& json, const std::string& where);

/// Runs such a model with its own rules, weights and frequencies on lists whose fields are named as
/// its columns (role kOther). Weights are what Splink gives, but for texts outside ASCII, where
/// Splink's usual engine compares bytes. Clusters are ours.
Linkage link_by_splink(std::span<const Roster> rosters, const SplinkModel& model,
                       const Settings& settings, base::Reporter& reporter);

}  // namespace attest::link
