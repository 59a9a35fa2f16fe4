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
  kHedgeLost,     ///< "about 600" became "600", "at least" fell away
  kHedgeGained,   ///< the other way
  kLabelChanged,  ///< another measure or category
  kWordsChanged,  ///< same label, other words for what is counted
  kRepeated       ///< said again by somebody who repeats
};
std::string_view label(Drift drift);

/// One number on its way through time: who used it, as what, how firmly.
struct Life {
  struct Step {
    std::size_t figure = 0;  ///< index in the span given
    std::vector<Drift> drift;
  };
  std::int64_t number = 0;
  std::vector<Step> steps;  ///< in the order said, undated last
};

/// Lives of numbers that at least three statements, or two labels, use. Numbers are compared as
/// written; figures of different measures stand side by side as labels, they are never added or
/// ranged. Ordered by number of steps (most first), then by number.
std::vector<Life> lives(std::span<const model::Figure> figures, const Voices& voices);

}  // namespace attest::findings
