#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "names/align.hpp"

namespace attest::names {

/// How two folded words compare by their letters alone: kResembling where they look alike and only
/// their frequencies could tell a misspelling from another name.
TokenOutcome respelling(std::u32string_view a, std::u32string_view b);

/// How far apart two counts of consonants are (Lexicon::Traits).
inline int consonants_apart(std::uint32_t a, std::uint32_t b) {
  int apart = 0;
  for (; a != b; a >>= 4U, b >>= 4U)
    apart += std::abs(static_cast<int>(a & 15U) - static_cast<int>(b & 15U));
  return apart;
}

}  // namespace attest::names
