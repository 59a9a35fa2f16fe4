#pragma once

#include <cstdint>
#include <vector>

#include "estimate/loglinear.hpp"

namespace attest::estimate::impl {

/// All terms of a hierarchical model: the empty set, every single list, and every subset of a
/// generator. Ascending.
std::vector<std::uint32_t> terms_of(const Generators& generators, int lists);
/// The maximal sets among terms, largest first, then in the order of their list numbers. Lists that
/// only have their own effect are generators too.
Generators generators_of(const std::vector<std::uint32_t>& terms, int lists);

}  // namespace attest::estimate::impl
