#pragma once

#include <optional>
#include <string>

#include "casework/link_rosters.hpp"
#include "link/explain.hpp"
#include "link/lineage.hpp"
#include "link/link.hpp"
#include "link/sample.hpp"
#include "link/score.hpp"

namespace attest::casework {

/// All that report/index.html shows. Without names it holds no text of any record.
struct LinkReport {
  const Rosters& rosters;
  const link::Linkage& linkage;
  const std::optional<link::Scores>& scores;
  const std::vector<link::Lineage>& lineage;
  const std::optional<link::Samples>& samples;
  bool names = true;
  bool explains = true;  ///< false for a model of Splink's
};

/// One page without script or network: people, chances and weights, waterfalls of examples,
/// blocking counts, records that could match nobody, thresholds, calibration, lineage.
std::string link_report_page(const LinkReport& report);

}  // namespace attest::casework
