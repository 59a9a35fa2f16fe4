#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/positions.hpp"

namespace attest::findings::impl {

/// Small tables of words that checks look for, folded once. They hold kinds of words (hedges,
/// units, stances, reservations) in several languages, never a place, a party or an event.
enum class Theme {
  kDeath,        ///< killed, dead, victims
  kReservation,  ///< "not to be understood as", "without prejudice"
  kRuling,       ///< determined, found, recognised
  kMostly,       ///< mostly, the majority of
  kWomen,
  kChildren,
  kRelayed,        ///< headline says, listed as, according to
  kNegation,       ///< not, no, removed the word
  kFailed,         ///< withdrawn, defeated, not adopted
  kCountedAs,      ///< listed as recognising
  kMisattributed,  ///< credited to somebody else
  kHedge,          ///< reportedly, may, preliminary
};
/// True if folded text holds a word of the theme.
bool mentions(std::string_view folded, Theme theme);
/// The first word of the theme that it holds.
std::optional<std::string> first_mention(std::string_view folded, Theme theme);

/// The strongest rung that folded text names.
Rung rung_in(std::string_view folded);

/// A unit of length, area or weight in folded words.
struct Unit {
  std::string name;       ///< "miles"
  std::string dimension;  ///< "length"
  double in_base = 1;     ///< metres, square metres, kilograms
};
std::optional<Unit> unit_in(const std::vector<std::string>& words);

/// Ways to split one whole into parts that leave nothing over: women and men, civilians and
/// combatants.
struct Split {
  std::vector<std::vector<std::string_view>> parts;  ///< folded category words, any of each
};
const std::vector<Split>& complete_splits();

}  // namespace attest::findings::impl
