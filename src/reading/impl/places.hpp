#pragma once

#include <vector>

#include "reading/impl/sentence.hpp"

namespace attest::reading {

/// A place named in a sentence, as it stands there.
struct PlaceMention {
  Span span;
  const Entry* entry = nullptr;  ///< of the gazetteer; nullptr where only its surroundings tell
};

/// Names of the pack's gazetteer, and names that a preposition, a case ending or a word such as
/// "village" marks as places. `taken[i]` marks tokens that are something else: speakers, dates.
std::vector<PlaceMention> find_places(const Sentence& sentence, const std::vector<bool>& taken);

}  // namespace attest::reading
