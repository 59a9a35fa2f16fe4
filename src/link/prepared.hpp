#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "link/age_gap.hpp"
#include "link/day.hpp"
#include "link/roster.hpp"
#include "names/lexicon.hpp"

namespace attest::link {

/// A text field of all lists, each distinct value taken apart once. Code 0 is "not given".
struct TextValues {
  std::string name;  ///< "place", or the name of an `other` field
  Role role = Role::kOther;
  Kind kind = Kind::kText;
  std::vector<std::uint32_t> codes;                ///< one a record
  std::vector<std::u32string> folded;              ///< by code
  std::vector<std::vector<names::TokenId>> words;  ///< by code; sorted
  bool shared = false;  ///< given in at least two rows that could be one person
};

enum class Sex : std::uint8_t { kUnknown, kMale, kFemale };

/// All records of all lists in the form they are compared in. Built once, then read by all threads.
struct Prepared {
  explicit Prepared(std::span<const Roster> rosters) : numbering(rosters) {}

  Numbering numbering;
  std::vector<std::uint32_t>
      list;  ///< list of each record: the file, or the value of a list column
  std::vector<std::string> list_names;
  std::vector<bool> once;  ///< by list
  names::Lexicon lexicon;
  std::size_t spellings = 0;              ///< names a record has: 0 where no list has a name
  std::vector<names::CompactName> names;  ///< spellings × records, record by record
  std::vector<DayValue> birth, death;     ///< empty where no list has them
  std::vector<std::int16_t> age;          ///< in years; −1: not known. Empty where nobody has one
  AgeGaps age_gaps;
  std::vector<Sex> sex;
  std::vector<TextValues> texts;
  std::vector<std::string> notes;  ///< what was assumed: placeholder days, reference years

  std::uint32_t size() const { return numbering.size(); }
  /// Asks for what comparing this record needs, so that it is at hand soon.
  void fetch(std::uint32_t record) const {
    if (spellings > 0) __builtin_prefetch(names.data() + record * spellings);
    if (!birth.empty()) __builtin_prefetch(birth.data() + record);
    if (!sex.empty()) __builtin_prefetch(sex.data() + record);
    for (const auto& values : texts) __builtin_prefetch(values.codes.data() + record);
  }
  std::span<const names::CompactName> names_of(std::uint32_t record) const {
    return {names.data() + record * spellings, spellings};
  }
  /// Whether two records may be one person as far as their lists go.
  bool may_match(std::uint32_t a, std::uint32_t b) const {
    return list[a] != list[b] || !once[list[a]];
  }
};

Prepared prepare(std::span<const Roster> rosters, int threads, base::Reporter& reporter);

/// "male", "f", "ذكر", "женский" …
Sex read_sex(std::string_view text);
/// Whole years; "7 months" is 0; −1 where it is no age.
int read_age(std::string_view text);

}  // namespace attest::link
