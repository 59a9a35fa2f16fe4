#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/nouns.hpp"

namespace attest::findings {

/// Which records speak of one person, under the decisions in force. Records are indices into the
/// span of persons; one that no group names is a person of its own.
struct Resolved {
  std::vector<std::vector<std::size_t>> people;
  std::vector<std::pair<std::size_t, std::size_t>>
      unsure;  ///< may be the same person: nobody has decided
  std::vector<std::vector<std::size_t>>
      samples;  ///< K sampled partitions, each a label for every record
};

/// What people are counted by.
enum class Field { kSex, kAgeGroup, kYear, kPlace, kIncident, kStatus, kCause };
std::string_view word(
    Field field);  ///< "sex", "age_group", "year", "place", "incident", "status", "cause"
std::optional<Field> parse_field(std::string_view word);

/// "unknown": no record of the person says; "disputed": two of its records say different things.
inline constexpr std::string_view kUnknown = "unknown";
inline constexpr std::string_view kDisputed = "disputed";
/// The value that one record states: "female"; "child" (below 18) or "adult", from the age or from
/// birth and death, and unknown where a partial date leaves both open; the year of death. Trimmed;
/// kUnknown if it states none.
std::string value_of(const model::Person& person, Field field);

/// How many people, over two partitions: every unsure pair kept apart, and every one of them made
/// one person. Of a total and of a known value of one field the ends are the least and the most
/// that any choice can give; of two fields together they are the two partitions' own. A merged
/// person has what any of its records states; where they disagree it is disputed.
struct Count {
  std::int64_t low = 0;
  std::int64_t high = 0;
  /// Over the sampled partitions, if there are any: median, and the middle 95 %.
  struct Sampled {
    std::int64_t median = 0, low = 0, high = 0;
    friend bool operator==(const Sampled&, const Sampled&) = default;
  };
  std::optional<Sampled> sampled;
  friend bool operator==(const Count&, const Count&) = default;
};

/// Documented people by some fields. Documented only: nothing here is an estimate.
struct Tally {
  struct Row {
    std::vector<std::string> values;  ///< one a field
    Count count;
    std::vector<std::size_t>
        people;  ///< footnotes: groups by their first record, unsure pairs apart
  };
  std::vector<Field> by;
  std::vector<Row>
      rows;  ///< by value, "disputed" and "unknown" last; a row that is nobody's is absent
  Count total;
};

/// Counts people. Every record is counted once in every partition: nothing is dropped for a value
/// that is missing. Pure; O(records × (fields + samples)).
Tally tally(std::span<const model::Person> persons, const Resolved& resolved,
            std::span<const Field> by);

/// The table of SDG indicator 16.1.2: documented deaths by sex, age group and cause, and by status
/// where records state one. Cause and status stand as the lists give them; a field that no record
/// states is left out, sex and age group never are.
Tally sdg_16_1_2(std::span<const model::Person> persons, const Resolved& resolved);

/// "3–5", or "5" where both ends are one.
std::string display(const Count& count);

}  // namespace attest::findings
