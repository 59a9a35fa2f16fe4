#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/nouns.hpp"

namespace attest::findings {

/// The strength of a word of stance, weakest first: one rung of the ladder. Words on one rung are
/// not the same word; the exact words always stand beside the rung.
enum class Rung { kNone, kEvent, kTragedy, kMassacre, kWarCrime, kCrimeAgainstHumanity, kGenocide };
std::string_view label(Rung rung);  ///< "no word of stance", "event", "tragedy", "massacre", …

/// What a position's words say, told apart by who says them. A clause such as "headlines say …",
/// "listed as …", "label of the list" or a negation ("not …", "did not …") is not the body's own.
struct Stance {
  Rung own = Rung::kNone;       ///< the strongest word the body itself used
  Rung reported = Rung::kNone;  ///< the strongest word others report it used
  Rung apart = Rung::kNone;  ///< the strongest word it holds but denies or says of something else
  std::string own_words;     ///< clauses that are the body's
  std::string reported_words;
};
Stance stance(const model::Position& position);

/// Positions for the picture and the table: by date, undated last. Never rolled up to a country:
/// two bodies of one country are two rows.
struct Step {
  std::size_t position = 0;  ///< index in the span given
  Stance stance;
};
std::vector<Step> ladder(std::span<const model::Position> positions);

}  // namespace attest::findings
