#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attest::model {

/// How a number is bounded by the words around it. Only explicit words count (design: claims).
enum class Bound {
  kExact,
  kAbout,      ///< "about", "some", "nearly"
  kAtLeast,    ///< "at least", "N or more"
  kMoreThan,   ///< "more than", "over"
  kAtMost,     ///< "up to", "as many as"
  kLessThan,   ///< "fewer than"
  kRange,      ///< "25–30"
  kMagnitude,  ///< an order of magnitude: "hundreds of thousands" read by a rule
  kVague       ///< a word without a number: "dozens"
};
std::string_view word(Bound bound);  ///< "exact", "about", "at_least", "more_than", …
std::optional<Bound> parse_bound(std::string_view word);

/// A claimed number: the words as they stand, and what they say. Never a bare integer.
///   exact, about            value
///   at least, more than     value = low
///   at most, less than      value = high
///   range                   low, high (value only if the source gives a best figure too)
///   vague                   none of them, unless a vague-word rule is applied when it is asked for
struct Quantity {
  std::string words;  ///< original wording, never changed
  Bound bound = Bound::kExact;
  std::optional<std::int64_t> value;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  std::string vague_word;  ///< "hundreds", «десятки», empty otherwise
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// The number it says at least / at most, if it says one. More than 600 is at least 601.
std::optional<std::int64_t> lower_end(const Quantity& quantity);
std::optional<std::int64_t> upper_end(const Quantity& quantity);

/// For labels: "613", "≥ 600", "> 600", "about 200", "500–1,000", the vague word in quotation
/// marks, or "no number".
std::string display(const Quantity& quantity);
/// With thousands separated by commas.
std::string display(std::int64_t number);

/// Turns vague words into numbers by a named, switchable rule; the word is always kept and shown.
struct VagueRule {
  std::string name;    ///< "acled", "none", …
  std::string source;  ///< where the convention comes from
  struct Word {
    std::string word;  ///< lower case
    std::int64_t low;
    std::optional<std::int64_t> high;
  };
  std::vector<Word> words;
};
/// Rules that come with the program: "none" (words stay words), "floor" (what the plural says at
/// least: dozens 24, hundreds 200 …, no upper end), "acled" (tens 10, dozens 12, hundreds 100, "and
/// so on": ACLED, how fatalities are coded, 2023).
std::span<const VagueRule> vague_rules();
const VagueRule* find_vague_rule(std::string_view name);
/// The quantity with low/high filled in by the rule; `bound` stays kVague and `words` stay.
Quantity apply(const VagueRule& rule, Quantity quantity);

/// Reads a cell: "613", "1,275", "1 275", "613.0", "over 1,000", "≥600", "200+", "500-1000", "from
/// 500 to 1,000", "about 200", "dozens", digits of any script, and the like in Russian,
/// Azerbaijani, Turkish, French, Spanish, German, Armenian and Arabic. Nothing if the text is no
/// quantity alone ("31 bodies"). The original text becomes `words`.
std::optional<Quantity> read_quantity(std::string_view text);
/// From three columns of a claims table (value, low, high; any may be empty): a low alone is a
/// floor, a high alone a ceiling, low and high a range, all three a range with a best figure;
/// nothing if low is above high.
std::optional<Quantity> quantity_of(std::optional<std::int64_t> value,
                                    std::optional<std::int64_t> low,
                                    std::optional<std::int64_t> high, std::string words);

/// A number in words only, with separators of several scripts: "1,275", "1.275", "۱۲۷۵" → 1275.
std::optional<std::int64_t> read_integer(std::string_view text);

}  // namespace attest::model
