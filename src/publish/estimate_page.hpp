#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "publish/chart.hpp"
#include "publish/html.hpp"

namespace attest::publish {

/// One page of estimates: what was seen on which lists, what each model adds, what it rests on.
/// Plain values, filled by casework from one analysis or one combination of replicates. Nothing on
/// it is a finding; documented and estimated never stand in one column.
struct EstimatePage {
  struct Model {
    std::string name;           ///< "latent_class"
    std::string label;          ///< "Latent classes"; empty: the name
    std::string status = "ok";  ///< "ok" or why it has no numbers: only "ok" prints any
    std::string reason = {};    ///< one sentence where it is not ok
    bool lower_bound = false;   ///< its number is a floor, not an estimate
    double median = 0, low = 0, high = 0;
    double level = 0.95;
    std::vector<std::string> diagnostics = {};  ///< in words: "Four chains agree (R-hat 1.00)"
    std::vector<std::string> assumptions = {};
    std::vector<double> draws = {};  ///< of the number of people; empty: no curve
  };
  /// What the estimate would be if the interaction that nobody can learn were not zero.
  struct SensitivityPoint {
    double odds = 1;  ///< factor on the odds of having been on no list
    double estimate = 0, low = 0, high = 0;
  };
  struct Share {
    std::string source;  ///< "linkage", "imputation", "model"
    double share = 0;    ///< 0 … 1 of the variance
  };

  std::string title = {};       ///< "Killed in Varn, 1931"
  std::string stratum = {};     ///< "women"; empty: all
  std::string population = {};  ///< who is counted, and who can be on no list at all: one paragraph
  std::int64_t documented = 0;
  std::string documented_href =
      {};  ///< where the documented people are listed; empty: printed alone
  std::vector<std::string> lists = {};
  std::vector<Overlap> overlaps = {};
  std::vector<Model> models = {};
  std::string agreement = {};          ///< one sentence
  std::string sensitivity_model = {};  ///< whose answer is moved
  std::string sensitivity_assumption = {};
  std::vector<SensitivityPoint> sensitivity = {};
  std::vector<std::string> warnings = {};
  std::string refusal = {};  ///< why there is no estimate at all, else empty
  std::string needed = {};   ///< what would allow one
  std::vector<Share> variance = {};
  std::string made_with = {};   ///< "attest 0.1.0, seed 1": one line
  std::string draws_href = {};  ///< the draws as a file; empty: none is offered
};

/// The page's body, beginning with its <h1>.
Html estimate_body(const EstimatePage& page);
/// The same as one file, with the style inside.
std::string estimate_page(const EstimatePage& page);
/// All draws: model,draw – one row a draw, rounded to a tenth, for the download.
std::string draws_csv(const EstimatePage& page);

}  // namespace attest::publish
