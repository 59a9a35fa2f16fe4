#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "estimate/table.hpp"

namespace attest::estimate::impl {

/// Functions on the subsets of J lists, as vectors of length 2^J indexed by bits.
using Lattice = std::vector<double>;

/// f[u] ← sum of f[i] over all i that contain u.
void superset_sums(Lattice& f);
/// f[u] ← sum of f[t] over all t contained in u.
void subset_sums(Lattice& f);

/// Counts by pattern; index 0, the unseen, is 0. At most 20 lists.
Lattice counts_of(const Table& table);

}  // namespace attest::estimate::impl
