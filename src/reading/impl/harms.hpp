#pragma once

#include <vector>

#include "reading/impl/mentions.hpp"
#include "reading/impl/sentence.hpp"

namespace attest::reading {

/// A word that says people were harmed, or (neutral) that something else happened to them.
struct Harm {
  Span span;  ///< with the auxiliary before it
  const Entry* entry = nullptr;
  bool passive = false;
  bool denied = false;  ///< "did not kill"
  bool neutral = false;
  bool tally = false;  ///< "the death toll", "the number of dead"
  model::Measure measure = model::Measure::kOther;
};

/// What a mention is found to be.
struct Harmed {
  std::vector<model::Measure> measures;  ///< empty: no claim
  const Harm* harm = nullptr;            ///< nullptr where the phrase itself holds the word
  const Entry* entry = nullptr;          ///< the pack's line that decided
  Span span;                             ///< of the harm word
  double cost = 0;                       ///< 0: beside it; larger: further away
  bool inherited = false;                ///< from the whole it is part of
};

std::vector<Harm> find_harms(const Sentence& sentence, const std::vector<Mention>& mentions);

/// One answer a mention, in the same order.
std::vector<Harmed> assign_harms(const Sentence& sentence, const std::vector<Mention>& mentions,
                                 const std::vector<Harm>& harms);

}  // namespace attest::reading
