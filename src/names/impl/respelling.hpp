#pragma once

#include <string_view>

#include "names/align.hpp"

namespace attest::names {

/// How two folded words compare by their letters alone: kResembling where they look alike and only
/// their frequencies could tell a misspelling from another name.
TokenOutcome respelling(std::u32string_view a, std::u32string_view b);

}  // namespace attest::names
