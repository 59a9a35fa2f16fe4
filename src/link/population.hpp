#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/report.hpp"
#include "link/comparers.hpp"
#include "link/model.hpp"

namespace attest::link {

/// What pairs of records look like before any are linked: levels of pairs taken at random, and of
/// pairs of one family. Measured, not fitted, so that training cannot learn the blocking instead of
/// the people.
struct Population {
  /// Counts by comparison and level; level 0 counts pairs that cannot be compared.
  using Histogram = std::vector<std::vector<double>>;
  std::array<Histogram, 2> at_random;  ///< by regime
  std::array<Histogram, 2> in_family;
  std::vector<double> family_pairs;  ///< by space: share of pairs beyond chance that agree in
                                     ///< family name, father and place
  std::vector<double> pairs;         ///< by space: that may be one person
};

/// The part that depends on how common values are; the rest is measured once.
void measure_families(const Prepared& prepared, std::span<const Comparison> comparisons,
                      const Commonness& commonness, Population& population);

/// `most_pairs` random pairs a regime at most; all of them where there are fewer.
Population measure_population(const Prepared& prepared, std::span<const Comparison> comparisons,
                              const Commonness& commonness, Comparers& comparers,
                              std::size_t most_pairs, std::uint64_t seed, base::Reporter& reporter);

/// A key that members of one family share (family name, forefathers, place as far as the lists have
/// them); 0 where the record lacks one of them.
std::vector<std::uint64_t> family_keys(const Prepared& prepared);

}  // namespace attest::link
