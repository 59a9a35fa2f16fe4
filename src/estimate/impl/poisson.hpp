#pragma once

#include <cstdint>
#include <vector>

#include "estimate/impl/lattice.hpp"

namespace attest::estimate::impl {

/// Maximum likelihood of a Poisson log-linear model on the lattice of cells.
struct PoissonFit {
  Lattice theta;              ///< by term
  Lattice mean;               ///< by cell, also where not used (index 0: the unseen)
  double log_likelihood = 0;  ///< over used cells
  bool converged = false;
};

/// Newton's method with step halving. The design is the lattice itself, so that X'WX is a table of
/// superset sums. `terms` must be independent on the used cells. `start`, if not empty, is a theta
/// to start from.
PoissonFit fit_poisson(const Lattice& counts, const std::vector<char>& used,
                       const std::vector<std::uint32_t>& terms, const Lattice& start = {});

}  // namespace attest::estimate::impl
