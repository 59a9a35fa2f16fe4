#pragma once

#include <cstdint>
#include <vector>

#include "estimate/impl/lattice.hpp"

namespace attest::estimate::impl {

/// Where a log-linear model's likelihood has its maximum, finite or at infinity.
struct Support {
  std::vector<char>
      used;  ///< by cell: 0 for cells the extended estimate holds at 0, and the unseen
  std::vector<std::uint32_t> terms;  ///< terms that the used cells determine, a basis
  bool extended = false;             ///< some seen cell is held at 0
  bool identified = false;           ///< the intercept, and with it the unseen, is determined
};

/// The facial set of Fienberg & Rinaldo (2012): cells with count 0 leave while some direction of
/// the parameters lowers them and moves no cell with people.
Support support_of(const Lattice& counts, const std::vector<std::uint32_t>& terms);

}  // namespace attest::estimate::impl
