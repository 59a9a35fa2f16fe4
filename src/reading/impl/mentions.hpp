#pragma once

#include <string>
#include <vector>

#include "reading/impl/numerals.hpp"
#include "reading/impl/sentence.hpp"

namespace attest::reading {

/// A number with what it counts, before anybody knows whether they were harmed.
struct Mention {
  enum class Noun {
    kNone,     ///< "30 wounded": the noun is left out
    kPerson,   ///< a noun of people, families or houses that the pack knows
    kUnknown,  ///< a noun that it does not know
  };
  enum class Number {
    kWritten,
    kArticle,  ///< "a boy"
    kBare,     ///< «погиб мальчик»
    kDual      ///< جنديان
  };
  Numeral number;
  Number kind = Number::kWritten;
  Noun noun = Noun::kNone;
  Span phrase;                  ///< number and noun with all between
  std::string category;         ///< empty: not told by the noun
  const Entry* harm = nullptr;  ///< harm word inside the phrase: "12 dead", "12 wounded soldiers"
  Span harm_span;
  bool counted = true;   ///< false: hours, dollars, tanks
  bool others = false;   ///< "three others"
  bool of_them = false;  ///< "two of them"
  bool of_next = false;  ///< "16 of the 41 hostages": part of the mention that follows

  bool subset = false;
  bool relative = false;  ///< "of whom 12 died": what is said of the part is not said of the whole
  std::size_t parent = kNoParent;  ///< index of the mention it is part of
  bool parent_earlier = false;     ///< the last claim of an earlier sentence is
  bool whole_only = false;         ///< "of the 212 passengers, 5": named to say what 5 is part of
  const Entry* subset_harm = nullptr;  ///< "among the dead": the words that say part of what
  static constexpr std::size_t kNoParent = static_cast<std::size_t>(-1);
};

/// Every number of people (or of things nobody knows), from left to right, with subset ties.
std::vector<Mention> find_mentions(const Sentence& sentence);

}  // namespace attest::reading
