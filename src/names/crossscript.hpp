#pragma once

#include <optional>
#include <string_view>

#include "names/fold.hpp"

namespace attest::names {

// Are two words spellings of one name? A noisy channel between scripts: the letters of the native
// word and of the Latin word are cut into pairs of chunks, each pair has a learned chance, and the
// sum over all ways of cutting is set against the chance of meeting the two words by accident.
// Tables and their sources: data/names/; training: tools/train_names; method:
// docs/methods/names.md.

/// Weight of evidence in bits (log2 odds) that two folded words are one name: 0 says nothing, +7
/// is 100 to 1 for, negative against. Any two scripts; two words in two non-Latin scripts go
/// through Latin. Nothing where a script has no table, or both words are in one script.
/// Thread-safe.
std::optional<double> same_name_bits(std::u32string_view a, std::u32string_view b);

/// A folded word with what the above asks of it: a word that is compared often keeps this.
struct WrittenWord {
  std::u32string_view letters;
  Script script = Script::kNone;
  std::string_view latin;  ///< latin_letters of it
  bool partial = false;    ///< it has a part that lists leave out: "abu jouda" beside "jouda"
};
std::string latin_letters(std::u32string_view word, Script script);
/// What is below `least` may come back as anything below it.
std::optional<double> same_name_bits(const WrittenWord& a, const WrittenWord& b,
                                     double least = -1e9);

/// True if same_name_bits can compare words of these scripts.
bool can_cross(Script a, Script b);

/// The bits from which two words count as agreeing, similar, resembling (align.hpp); contradicting
/// below.
struct CrossLimits {
  double agreeing;
  double similar;
  double resembling;
};
CrossLimits cross_limits();

}  // namespace attest::names
