#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "estimate/analysis.hpp"
#include "estimate/combine.hpp"

namespace attest::casework {

/// `attest estimate TABLE.csv`
struct EstimateRequest {
  std::string table;
  std::vector<std::string> lists;      ///< columns; empty: all that hold only 0 and 1
  std::vector<std::string> by;         ///< columns that make strata
  std::vector<std::string> replicate;  ///< "COLUMN" or "SOURCE=COLUMN", outermost first
  std::vector<std::string> models;     ///< empty or "all": all five
  std::vector<std::string> merge;      ///< "a+b": two lists as one
  std::vector<std::string> missing;    ///< "COLUMN=impute" or "COLUMN=refuse"
  std::vector<std::string> derived;    ///< "LIST=FROM": LIST was made from FROM
  std::string prior;                   ///< "uniform", "beta:A,B", "ratio:MEDIAN,HIGH"
  std::string max_ratio;               ///< a number or "none"
  std::string draws;                   ///< file for the draws; empty: none
  int classes = 10;
  int chains = 4;
  int max_order = 0;  ///< of log-linear interactions; 0: the default
  double level = 0.95;
  double effort = 1;  ///< multiplies how long chains may run
  std::uint64_t seed = 1;
  int threads = 0;  ///< 0: all
  bool saturated = false;
  bool show_refused = false;
};

/// The people of one stratum, or all of them; over replicates where there are any.
struct EstimateOfPeople {
  using Labels = std::vector<std::pair<std::string, std::string>>;
  Labels labels;          ///< column and value; empty: everybody
  double documented = 0;  ///< mean over replicates
  std::vector<std::string> lists;
  std::optional<estimate::Refusal> refusal;
  std::vector<estimate::Result> results;
  /// Beside each result, where there are replicates: how it was combined.
  std::vector<std::optional<estimate::Combination>> combinations;
  std::vector<int> answered;  ///< replicates that gave a number, beside each result
  estimate::Agreement agreement;
  estimate::Sensitivity sensitivity;
  std::optional<estimate::Result> second_prior;
  std::vector<estimate::Warning> warnings;
};

/// Strata added up, draw by draw.
struct EstimateTotal {
  double documented = 0;
  double documented_only = 0;  ///< people who enter as documented: their label is missing
  struct Model {
    std::string model;
    estimate::Summary summary;
    bool complete =
        true;  ///< false: some strata enter as documented only, and the total is "at least"
    int strata = 0, refused = 0;
    std::optional<estimate::Combination> combination;
    std::optional<estimate::Summary> partially_pooled;
  };
  std::vector<Model> models;
};

struct EstimateAnswer {
  std::string program;
  std::string data_sha256;
  EstimateRequest request;
  std::vector<std::string> levels;      ///< of replicates: "linkage", "imputation"
  std::vector<std::string> replicates;  ///< their labels, joined
  EstimateOfPeople everybody;
  std::vector<EstimateOfPeople> strata;
  std::optional<EstimateTotal> total;
  bool refused() const;  ///< the table, or every model that was asked for
};

/// Throws base::Error for what the request or the file cannot mean; a table that cannot answer is
/// an answer.
EstimateAnswer estimate_table(const EstimateRequest& request, base::Reporter& reporter);

base::Json to_json(const EstimateAnswer& answer);
std::string to_text(const EstimateAnswer& answer);

}  // namespace attest::casework
