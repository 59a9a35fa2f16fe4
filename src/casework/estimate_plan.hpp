#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "casework/estimate_table.hpp"
#include "casework/overlap_rows.hpp"

namespace attest::casework {

/// One table to be analysed: the people of one replicate and one stratum (or of all).
struct EstimateJob {
  std::size_t replicate = 0;
  std::size_t stratum = 0;  ///< index into strata; kEverybody: all
  estimate::Table table;
};
inline constexpr std::size_t kEverybody = static_cast<std::size_t>(-1);

/// A request against the rows of its file: which tables there are.
struct EstimatePlan {
  std::vector<std::string> levels;  ///< names of the replicate levels
  std::vector<std::vector<std::string>>
      replicates;  ///< labels of each; one without labels if there are none
  std::vector<EstimateOfPeople::Labels> strata;
  std::vector<EstimateJob> jobs;        ///< replicate by replicate, everybody first
  std::vector<double> documented_only;  ///< by replicate: people whose label is missing
  std::vector<estimate::Warning> warnings;
  std::optional<estimate::Refusal> refusal;
};

/// The columns that a request names as labels.
OverlapColumns columns_of(const EstimateRequest& request);
EstimatePlan plan(const EstimateRequest& request, const OverlapRows& rows);

/// The models' options that a request asks for; throws base::Error{kUsage} for what makes no sense.
estimate::AnalysisOptions options_of(const EstimateRequest& request, int lists);

}  // namespace attest::casework
