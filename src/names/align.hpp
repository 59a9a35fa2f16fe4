#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "names/lexicon.hpp"
#include "names/pair_memo.hpp"

namespace attest::names {

// Two whole names, word by word. The names may have different numbers of words, spaces in wrong
// places, different scripts, and the family name among the forefathers. What comes out are levels,
// not a score: a father's name left out is almost neutral, a contradicting one is strong evidence
// for a brother's or cousin's record.

/// How one part of two names compares.
enum class Outcome : std::uint8_t {
  kMissing,        ///< neither name has it
  kOmitted,        ///< one name has it, the other does not
  kInitial,        ///< one has a single letter with which the other's word begins
  kAgreeing,       ///< equal when folded, equal but for spaces, or the same name in another script
  kSimilar,        ///< spelt nearly alike, and one spelling is rare; or a known way of respelling
  kContradicting,  ///< both have it and they differ
  kResembling      ///< two common names that look alike (Hasan and Husayn): says little either way,
                   ///< as a misspelling and as a brother's name are about as frequent
};
inline constexpr std::size_t kOutcomeCount = 7;
std::string_view outcome_word(Outcome outcome);

/// The parts of a name that have an outcome each. A patronymic is compared as the father's name.
enum class Part : std::uint8_t { kGiven, kFather, kGrandfather, kFamily };
inline constexpr std::size_t kPartCount = 4;

struct NameOutcome {
  std::array<Outcome, kPartCount> parts{};  ///< all kMissing where a name is unnamed or blank
  /// The word of `a` behind each outcome, or kNoToken; where spaces were mended, the whole word of
  /// `b`.
  std::array<TokenId, kPartCount> tokens_a{};
  std::array<TokenId, kPartCount> tokens_b{};
  std::array<float, kPartCount> likeness{};  ///< 0 to 1, of those two words
  /// Counts over all forefathers (father, grandfather, earlier; middle names).
  std::uint8_t forefathers_agreeing = 0;
  std::uint8_t forefathers_similar = 0;
  std::uint8_t forefathers_contradicting = 0;
  std::uint8_t forefathers_omitted = 0;
  /// The family name of one stands among the forefathers of the other. Beside, not instead of,
  /// the family outcome.
  bool family_among_forefathers = false;
  /// Given and family name agree crosswise; the parts were compared that way.
  bool swapped = false;
  /// All letters in order are equal once spaces are taken out.
  bool same_letters = false;
  /// 0 to 1 over the whole names, for ordering and display.
  float overall = 0;

  Outcome of(Part part) const { return parts[static_cast<std::size_t>(part)]; }
};

/// How two single words compare.
struct TokenOutcome {
  Outcome outcome =
      Outcome::kMissing;  ///< never kOmitted; kMissing where scripts cannot be compared
  float likeness = 0;     ///< Jaro–Winkler, or chance-like 0 to 1 across scripts
  float bits = 0;         ///< across scripts: weight of evidence (crossscript.hpp)
};

/// How much is found out of words that contradict. Their likeness serves only to choose among
/// several spellings of a name; words that agree or are near have theirs in any case.
enum class Detail : std::uint8_t {
  kAll,
  kLevels  ///< outcomes alone: a contradicting word's likeness and bits, and with them
           ///< NameOutcome::overall, are not to be looked at
};

/// Compares names by ids and remembers word pairs in a table of fixed size. Results do not depend
/// on what is remembered, so every thread takes its own comparer over one lexicon. The lexicon must
/// outlive it and not grow while it is used. How often a word was added to the lexicon tells a
/// misspelling (rare beside the word it comes from) from another name.
class NameComparer {
 public:
  /// `remembered`: places for word pairs, rounded up to a power of two; 24 bytes each.
  explicit NameComparer(const Lexicon& lexicon, std::size_t remembered = 1U << 18U,
                        Detail detail = Detail::kAll);

  NameOutcome compare(const CompactName& a, const CompactName& b);
  TokenOutcome compare(TokenId a, TokenId b);

 private:
  TokenOutcome judge(TokenId a, TokenId b) const;
  NameOutcome compare_in_order(const CompactName& a, const CompactName& b);

  const Lexicon* lexicon_;
  Detail detail_;
  PairMemo<TokenOutcome> known_;
};

/// The same for two names that are in no lexicon (explanations, tests).
NameOutcome compare_names(const NameForm& a, const NameForm& b);
/// The same for two folded words, taken for rare ones.
TokenOutcome compare_words(std::u32string_view a, std::u32string_view b);

}  // namespace attest::names
