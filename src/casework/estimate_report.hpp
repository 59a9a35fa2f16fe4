#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "casework/estimate_table.hpp"
#include "publish/estimate_page.hpp"

namespace attest::casework {

/// What a page shows beside an answer's numbers: who is on which lists, and draws by model.
struct EstimateEvidence {
  std::vector<publish::Overlap> overlaps;
  std::map<std::string, std::vector<double>> draws;
};
/// Overlaps from the table's file (of the first replicate, if it holds several), draws from the
/// answer's results, at most kMostDraws a model.
EstimateEvidence evidence(const EstimateRequest& request, const EstimateAnswer& answer,
                          base::Reporter& reporter);
inline constexpr std::size_t kMostDraws = 2000;

/// Evidence as an object of a case, and back.
base::Json to_json(const EstimateEvidence& evidence);
EstimateEvidence evidence_from_json(const base::Json& json);

/// Pages of one answer as `to_json(EstimateAnswer)` writes it: all people first, then each stratum.
std::vector<publish::EstimatePage> estimate_pages(const base::Json& answer,
                                                  const EstimateEvidence& evidence,
                                                  const std::string& title);

/// Writes the same as files into a folder, which is made: estimate.html, one a stratum, and the
/// draws. Throws Error{kUnwritable}.
void write_estimate_report(const std::string& folder, const EstimateRequest& request,
                           const EstimateAnswer& answer, base::Reporter& reporter);

}  // namespace attest::casework
