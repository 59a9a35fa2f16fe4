#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "findings/policy.hpp"
#include "findings/voices.hpp"
#include "model/nouns.hpp"

namespace attest::findings {

/// One statement in a panel. `figure` is its index in the span that was given.
struct Line {
  std::size_t figure = 0;
  std::string voice;
  std::string affiliation;  ///< empty: none stated
  std::optional<model::SourceKind> kind;
  std::optional<Echo> echo;  ///< `origin` is an index in the span that was given, too
};

/// Why a statement does not bear on an answer.
struct LeftOut {
  std::size_t figure = 0;
  std::string why;  ///< "not seen", "repeats …", "no number", "a court gives a number"
};

/// A documented range under one policy. Documented only: nothing here is an estimate, and nothing
/// is a finding on who is right.
struct Answer {
  std::string policy;  ///< its name
  std::optional<std::int64_t>
      low;  ///< nothing: the lowest statement is itself an "at most", or there is none
  std::optional<std::int64_t> high;
  bool open_high = false;           ///< the highest is itself an "at least": no upper end is stated
  std::vector<std::size_t> low_by;  ///< footnotes: figures that state the low, in the order said
  std::vector<std::size_t> high_by;  ///< and the high
  std::vector<std::size_t> counted;  ///< all figures that bear on it, in the order said
  std::vector<LeftOut> left_out;
  std::size_t voices = 0;  ///< different voices among those counted
};

/// All figures of one measure and one category: what one panel of the picture shows. Never mixed.
struct Panel {
  model::MeasureName measure;
  model::Category category;
  std::vector<Line> lines;      ///< in the order said, undated last
  std::vector<Answer> answers;  ///< one a policy, in the order of the policies
};

/// "killed, civilians"; "killed, all".
std::string label(const Panel& panel);

/// Groups figures (all of one incident) by measure × category. Panels are ordered by measure as the
/// model lists them, "all" first within a measure, then by category. Figures without a number stay
/// as lines. Pure; the same for any order of equal input. O(n log n).
std::vector<Panel> panels(std::span<const model::Figure> figures, const Voices& voices,
                          std::span<const Policy> policies);

/// The answer alone, for one panel's figures (all of one measure and category; others are a broken
/// invariant).
Answer answer(std::span<const model::Figure> figures, std::span<const Line> lines,
              const Policy& policy);

/// "485–613", "613", "at least 161", "485 to 1,000 or more", "up to 50", "no number".
std::string display(const Answer& answer);

/// How figures spread over kinds of source and affiliations: one row a pair, ordered by name.
struct Spread {
  std::string affiliation;  ///< empty: none stated
  std::string kind;         ///< model::word(kind), "not stated" if unknown
  std::size_t statements = 0;
  std::size_t seen = 0;
  std::size_t repetitions = 0;
};
std::vector<Spread> spread(std::span<const model::Figure> figures, const Voices& voices);

}  // namespace attest::findings
