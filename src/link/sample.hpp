#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "link/link.hpp"

namespace attest::link {

/// One drawn partition of the records in doubt. Records outside `Samples::in_doubt` stay in the
/// clusters of the run.
struct Samples {
  std::vector<std::uint32_t> in_doubt;  ///< records, ascending
  std::vector<std::vector<std::uint32_t>>
      partitions;              ///< by draw: lowest record of each one's cluster
  std::vector<double> people;  ///< by draw, with matches that no rule proposed
  double low = 0, high = 0;    ///< 95 % interval of the number of people
};

/// Draws partitions that carry the doubt about pairs and about the parameters: each draw refits the
/// model as if other families had been listed (weights by family, exponential: Rubin's 1981
/// bootstrap), then moves every record in doubt among clusters by Gibbs steps. Constraints hold in
/// every draw. Matches that blocking never proposed are drawn from its estimated recall.
Samples draw_samples(const Linkage& linkage, int draws, const Constraints& constraints,
                     std::uint64_t seed, int threads, base::Reporter& reporter);

}  // namespace attest::link
