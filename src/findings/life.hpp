#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "findings/voices.hpp"
#include "model/nouns.hpp"

namespace attest::findings {

/// What changed from the statement before to this one.
enum class Drift {
  kHedgeLost,          ///< "about 600" became "600", "at least" fell away
  kHedgeGained,        ///< the other way
  kCertaintyGained,    ///< "may have", "preliminary" fell away from the words
  kLabelChanged,       ///< another measure or category
  kWordsChanged,       ///< same label, other words for what is counted
  kWordUpgraded,       ///< a stronger word for the event: tragedy, then massacre
  kDisclaimerDropped,  ///< a reservation stood beside it before
  kRepeated            ///< said again by somebody who says that they repeat
};
std::string_view label(Drift drift);

/// One number on its way through time: who used it, as what, how firmly.
struct Life {
  struct Step {
    std::size_t figure = 0;  ///< index in the span given
    std::vector<Drift> drift;
  };
  std::int64_t number = 0;
  std::vector<Step>
      steps;  ///< in the order said, undated last; the first is where it was first seen
  std::size_t voices = 0;        ///< how far it spread: different voices,
  std::size_t affiliations = 0;  ///< and different parties, those without one counted as one
};

/// Lives of numbers that at least three statements, or two labels, use. A round number (600) is
/// many numbers: its lives are told apart by measure. Numbers are compared as written; figures of
/// different measures stand side by side as labels, they are never added or ranged. Ordered by
/// number of steps (most first), then by number.
std::vector<Life> lives(std::span<const model::Figure> figures, const Voices& voices);

}  // namespace attest::findings
