#include "link/age_gap.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "link/prepared.hpp"

namespace attest::link {
namespace {

Field column(Role role) {
  Field field;
  field.role = role;
  return field;
}

/// Invented people, numbered; `add` years are added to each age, one more to every `each`-th.
Roster list_of(const char* name, int people, int add, int each) {
  Roster roster;
  roster.name = name;
  roster.fields = {column(Role::kName), column(Role::kAge)};
  for (int i = 0; i < people; ++i) {
    constexpr std::string_view kSounds = "mktrl";
    roster.fields[0].texts.add(
        fmt::format("{}asa {}asa {}asa", kSounds[i % 5], kSounds[i / 5 % 5], kSounds[i / 25 % 5]));
    roster.fields[1].texts.add(std::to_string(20 + i % 50 + add + (i % each == 0 ? 1 : 0)));
    ++roster.rows;
  }
  return roster;
}

TEST_CASE("lists of different days state different ages of one person") {
  const std::vector<Roster> lists = {list_of("first", 100, 0, 1000), list_of("second", 100, 1, 5)};
  const Prepared prepared = prepare(lists, 1, base::silent_reporter());
  const AgeGap gap = prepared.age_gaps.between(0, 1);
  CHECK(gap.usual == 1);
  CHECK(gap.lean == 1);
  const AgeGaps& gaps = prepared.age_gaps;
  CHECK(gaps.level(0, 30, 1, 31) == 1);
  CHECK(gaps.level(1, 31, 0, 30) == 1);
  CHECK(gaps.level(0, 30, 1, 32) == 2);
  CHECK(gaps.level(0, 30, 1, 30) == 3);
  CHECK(gaps.level(0, 30, 1, 60) == 6);
  CHECK(gaps.level(0, 30, 0, 30) == 1);
  CHECK(gaps.level(0, 31, 0, 30) == 2);
}

TEST_CASE("too few people that two lists share say nothing about their ages") {
  const std::vector<Roster> lists = {list_of("first", 10, 0, 1000), list_of("second", 10, 3, 1000)};
  const Prepared prepared = prepare(lists, 1, base::silent_reporter());
  CHECK(prepared.age_gaps.between(0, 1).usual == 0);
}

}  // namespace
}  // namespace attest::link
