#pragma once

#include "reading/impl/mentions.hpp"
#include "reading/impl/sentence.hpp"

namespace attest::reading {

/// Reads the noun phrase that a number, or an article, opens: nouns of people, harm words that
/// stand as nouns or before one, "others", "of them"; extends `mention.phrase` over it. Tells
/// whether the noun is a singular.
bool read_phrase(const Sentence& sentence, std::size_t from, Mention& mention);

}  // namespace attest::reading
