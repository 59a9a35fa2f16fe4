#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "base/time.hpp"
#include "model/measure.hpp"
#include "model/quantity.hpp"
#include "reading/pack.hpp"

namespace attest::reading {

/// What a suggestion points a person to.
enum class Kind {
  kCount,        ///< a number of people, families or houses that were harmed
  kDate,         ///< a date, in a passage about harm
  kPlace,        ///< a place, likewise
  kAttribution,  ///< who says, denies or passes on what
  kLegalWord,    ///< massacre, genocide, war crime…: a word that judges
  kPosition,     ///< a body recognised, condemned, declined
  kAssertion     ///< any other checkable sentence; norms and rhetoric are left out
};
std::string_view word(Kind kind);  ///< "count", "date", "place", "attribution", "legal_word", …

/// One place in a text where something checkable is said. Nothing in it is a finding: a person
/// accepts, amends or rejects it. The conventions are docs/methods/reading.md.
struct Suggestion {
  Kind kind = Kind::kAssertion;
  std::string quote;       ///< the exact words
  std::int64_t start = 0;  ///< code points of the text, end exclusive
  std::int64_t end = 0;
  model::Quantity quantity;                         ///< of counts; else empty
  model::Measure measure = model::Measure::kOther;  ///< of counts
  std::string category;  ///< of counts: of whom; of legal words: the word in English
  std::optional<std::size_t> subset_of;  ///< index of the suggestion it is part of
  std::string speaker;                   ///< words of the text; empty: the author's own voice
  std::string relay;                     ///< through whom it comes; empty: nobody
  bool hedged = false;
  bool denied = false;
  std::string date;        ///< EDTF of the event, empty where it cannot be known
  std::string place;       ///< as it stands in the text
  double certainty = 0;    ///< 0 … 1: how often a suggestion made this way was right
  std::string rule;        ///< the pack's line and what it matched: "en:57 killed"
  bool sensitive = false;  ///< may name a survivor of sexual violence or a living witness
};

/// Reads texts of one language. Pure: the same text gives the same suggestions, in the order of the
/// text. Paragraphs in which no word of harm, of law or of a body's stance stands are passed over.
/// One Reader, one thread; cheap enough to make one a thread. `pack` must outlive it.
class Reader {
 public:
  explicit Reader(const Pack& pack, std::optional<base::Day> article_date = std::nullopt);
  ~Reader();
  Reader(Reader&&) noexcept;

  /// Ill-formed UTF-8 counts as one code point (U+FFFD) a byte, and is no reason to stop.
  std::vector<Suggestion> read(std::string_view utf8,
                               base::Reporter& reporter = base::silent_reporter());

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attest::reading
