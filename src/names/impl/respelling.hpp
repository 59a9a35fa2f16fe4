#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "names/align.hpp"
#include "names/crossscript.hpp"

namespace attest::names {

/// Jaro–Winkler from which two words of one script may be one, misspelt, or respelt in Latin.
inline constexpr double kNearlyAlike = 0.8, kRespelt = 0.55;

/// How two folded words compare by their letters alone: kResembling where they look alike and only
/// their frequencies could tell a misspelling from another name.
TokenOutcome respelling(const WrittenWord& a, const WrittenWord& b, Detail detail);

/// "jouda" in "abu jouda", "subh" in "abd subh", "nur" in "nur al-din": lists leave such parts out.
/// The word itself where it has none.
std::u32string_view core_of(std::u32string_view word);

/// How far apart two counts of consonants are (Lexicon::Traits).
inline int consonants_apart(std::uint32_t a, std::uint32_t b) {
  int apart = 0;
  for (; a != b; a >>= 4U, b >>= 4U)
    apart += std::abs(static_cast<int>(a & 15U) - static_cast<int>(b & 15U));
  return apart;
}

}  // namespace attest::names
