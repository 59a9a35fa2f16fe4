#pragma once

#include <optional>
#include <string>

#include "names/lexicon.hpp"

namespace attest::names {

/// A name in Arabic or Hebrew script in which a scan or a PDF has cut words in two, mended and
/// joined by spaces; nothing where no word was cut. Two or three neighbouring words are taken for
/// one if together they are a word that the lexicon holds at least five times, and at least as
/// often as the rarest of them. Two words at least remain. Alphabets in which single letters are
/// initials are left alone. Thread-safe while nobody adds to the lexicon.
std::optional<std::u32string> mend_breaks(const Lexicon& lexicon, const CompactName& name);

}  // namespace attest::names
