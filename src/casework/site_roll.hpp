#pragma once

#include <optional>

#include "casework/case.hpp"
#include "publish/roll.hpp"

namespace attest::casework {

/// The published roll of a case: nothing where it has no records of persons. Above kMostOnRoll
/// people it holds counts and no persons, and says so: a page a person would be no page anybody
/// opens.
std::optional<publish::Roll> make_roll(const Case& kase);
inline constexpr std::size_t kMostOnRoll = 20'000;

}  // namespace attest::casework
