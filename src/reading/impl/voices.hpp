#pragma once

#include <string>
#include <vector>

#include "reading/impl/mentions.hpp"
#include "reading/impl/sentence.hpp"
#include "reading/impl/voice_names.hpp"

namespace attest::reading {

/// Somebody who says, or denies, what stands in a part of a sentence.
struct Voice {
  Span phrase;   ///< "the governor said"
  Span speaker;  ///< "the governor"; empty where only a pronoun stands
  Span relay;    ///< "told N Agency": N Agency
  const Entry* entry = nullptr;
  std::uint16_t segment = 0;
  bool denies = false;
  bool source = false;   ///< "according to", not a verb of speech
  bool citing = false;   ///< the segment's other voice only relays
  bool pronoun = false;  ///< "she said"
  Span pronoun_span;
  bool first_person = false;
};

/// All voices of a sentence, from left to right. `barriers[i]` marks tokens that no name of a
/// speaker holds: numbers with their nouns, harm words.
std::vector<Voice> find_voices(const Sentence& sentence, const std::vector<bool>& barriers);

/// Gives voices of one sentence the outlets through which their words came; a voice that turns out
/// to be such an outlet leaves the list.
void add_relays(const Sentence& sentence, const NameReader& names, std::vector<Voice>& voices);

}  // namespace attest::reading
