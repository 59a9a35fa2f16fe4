#pragma once

#include <vector>

#include "estimate/result.hpp"

namespace attest::estimate::impl {

/// Separate places where draws of N heap up: peaks of a kernel density of log(N − n + 1) between
/// which it falls below half of the lower peak. One mode at least; ascending. Modes of less than 5
/// % of the draws are part of their neighbour.
std::vector<Mode> find_modes(const std::vector<double>& draws, double documented, double level);

}  // namespace attest::estimate::impl
