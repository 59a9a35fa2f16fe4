#pragma once

#include <string>

#include "casework/estimate_table.hpp"

namespace attest::casework {

/// `attest estimate CASE [--by F]`: the people of the case's own lists, as linked, with the doubt
/// of the linkage. `request.table` is the case; `by` are fields of findings/tally.hpp.
struct EstimateCaseAnswer {
  EstimateAnswer answer;
  std::string captures;  ///< object: which people are on which lists, in each sampled linkage
};

/// Makes the table of captures from the newest linkage and up to kReplicates of its sampled
/// partitions, estimates from it, and logs the run with table and answer as objects. Throws
/// Error{kRefused} where nothing has been linked.
EstimateCaseAnswer estimate_case(const EstimateRequest& request, base::Reporter& reporter);
inline constexpr std::size_t kReplicates = 20;

}  // namespace attest::casework
