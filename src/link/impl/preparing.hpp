#pragma once

#include <span>

#include "link/prepared.hpp"

// The parts of prepare() that have files of their own.
namespace attest::link::impl {

void read_names(std::span<const Roster> rosters, int threads, Prepared& out);
/// Birth, death and age; placeholder days; ages from birth dates where a list has only these.
void read_dates(std::span<const Roster> rosters, Prepared& out);

}  // namespace attest::link::impl
