#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "estimate/result.hpp"

namespace attest::estimate {

/// Adding strata and combining replicates, always draw by draw.

using Draws = std::vector<double>;

/// The sum of strata: each one's draws in an independent random order (equal lengths by
/// resampling to `size`), plus `documented_only` people who get no estimate.
Draws add_strata(const std::vector<Draws>& strata, double documented_only, std::size_t size,
                 std::uint64_t seed, std::uint64_t lane);

/// One replicate (a sampled linkage, an imputation) of the same table.
struct Replicate {
  std::vector<std::string> labels;  ///< one a nesting level, outermost first
  double documented = 0;
  Draws draws;
};

/// Share of the total variance of N that came in at each level.
struct VarianceShare {
  std::string source;  ///< "model" (inside replicates) or a level's name
  double share = 0;
};

struct Combination {
  Summary pooled;  ///< the headline: equal numbers of draws of each replicate (linkage averaging,
                   ///< Sadinle 2018)
  Summary published;  ///< verdata's rule on log(N − n), a t interval (Gelman et al., BDA3, 18.2)
  double degrees_of_freedom = 0;
  double documented = 0;  ///< mean over replicates
  std::vector<VarianceShare> shares;
  Draws draws;
};

/// `levels` names the nesting levels ("linkage", "imputation"); at least one replicate.
Combination combine(const std::vector<Replicate>& replicates,
                    const std::vector<std::string>& levels, double level);

/// Partial pooling of strata in two stages (Lunn, Barrett, Sweeting & Thompson 2013):
/// log((N−n+½)/n) of the strata are normal around a common mean with a common spread, both unknown.
/// Returns new draws, as many as given.
std::vector<Draws> pool_strata(const std::vector<Draws>& strata,
                               const std::vector<double>& documented, std::uint64_t seed,
                               std::uint64_t lane);

}  // namespace attest::estimate
