#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "findings/voices.hpp"
#include "model/nouns.hpp"

namespace attest::findings {

/// What a consistency check looked at. Each asks a question or notes an agreement; none accuses,
/// and none changes a figure.
enum class CheckKind {
  kPartExceedsWhole,      ///< a part is larger than what it is a part of
  kSumsDiffer,            ///< stated parts do not add up to the stated whole
  kSumsAgree,             ///< parts that do: 151 + 20 + 10 = 181
  kOneNumberManyLabels,   ///< the same number under different measures, categories or words
  kOneLabelManyNumbers,   ///< one measure and category, several numbers
  kDigitsDiffer,          ///< two numbers of one label differ in one digit
  kOneSourceTwoNumbers,   ///< one voice gives two numbers for one thing
  kTotalsThroughTime,     ///< one party's official totals, early and late
  kUnitChanged,           ///< one number, two units: ten miles, 10 km
  kSpeakerChanged,        ///< the same quotation credited to somebody else
  kDisclaimerDropped,     ///< a text cited without the reservation its author made
  kWordUpgraded,          ///< a stronger word is reported than the body used
  kNotAdoptedButCounted,  ///< introduced, withdrawn or failed, yet listed as recognition
  kOneSideCoded,          ///< a base table that gives none where others give some
  kRepetitionNotSource,   ///< statements that repeat one origin
  kWordsAgainstNumbers,   ///< "mostly women and children" against the source's own numbers
  kMeasuresUnderOneWord,  ///< figures of different measures called by one word
  kSharesDiffer,          ///< a category's share differs between samples
  kSaidBeforeEvent        ///< dated before what it speaks of
};
std::string_view word(CheckKind kind);   ///< "part_exceeds_whole", …
std::string_view title(CheckKind kind);  ///< "A part larger than the whole"

/// A statement a check rests on.
struct Witness {
  enum class Noun { kFigure, kStatement, kPosition };
  Noun noun = Noun::kFigure;
  std::size_t index = 0;  ///< in the span of that noun
  std::string says;       ///< what of it matters here: "487, disabled: “became handicapped”"
};

struct Check {
  CheckKind kind = CheckKind::kSumsAgree;
  std::string text;  ///< for readers: a question, or a plain note where things agree
  std::vector<Witness> witnesses;
};

/// What the checks look at: everything said about one incident, and (for one check only) figures
/// about other incidents of the case by the same sources.
struct Evidence {
  std::span<const model::Figure> figures;
  std::span<const model::Statement> statements;
  std::span<const model::Position> positions;
  std::span<const model::Figure> elsewhere;
};

/// All checks, ordered by kind and then by first witness. Rules speak only of fields: no place,
/// party or number is known to them; words of hedging, disclaimer, unit and stance come from small
/// tables in findings/impl, in several languages. Pure. Roughly O(n log n); pairs are compared only
/// within one number, one label or one voice, and a check with very many witnesses keeps the first
/// `kMostWitnesses`.
inline constexpr std::size_t kMostWitnesses = 24;
std::vector<Check> checks(const Evidence& evidence, const Voices& voices);

}  // namespace attest::findings
