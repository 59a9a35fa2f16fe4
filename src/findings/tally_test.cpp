#include "findings/tally.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <numeric>

namespace {

using namespace attest;
using namespace attest::findings;

model::Person person(std::string sex, std::optional<std::int64_t> age = {},
                     std::string_view death = {}) {
  model::Person out{.by = model::Attribution("a list")};
  out.sex = std::move(sex);
  out.age = age;
  out.death = model::Date::parse(death);
  return out;
}

const Tally::Row* row(const Tally& tally, const std::vector<std::string>& values) {
  for (const auto& each : tally.rows)
    if (each.values == values) return &each;
  return nullptr;
}

std::string shown(const Tally& tally, const std::vector<std::string>& values) {
  const auto* found = row(tally, values);
  return found ? display(found->count) : "no row";
}

constexpr std::array kBySex = {Field::kSex};

}  // namespace

TEST_CASE("people are counted and unknown is kept") {
  const std::vector<model::Person> persons = {person("female"), person("female"), person("male"),
                                              person(" ")};
  const auto out = tally(persons, {.people = {{0, 1}}}, kBySex);
  CHECK(display(out.total) == "3");
  CHECK(shown(out, {"female"}) == "1");
  CHECK(shown(out, {"male"}) == "1");
  CHECK(shown(out, {"unknown"}) == "1");
  CHECK(out.rows.back().values[0] == "unknown");
  CHECK(row(out, {"female"})->people == std::vector<std::size_t>{0});
}

TEST_CASE("unsure pairs make a range and a known value is not lost by merging") {
  const std::vector<model::Person> persons = {person("female"), person(""), person("male"),
                                              person("male")};
  const auto out = tally(persons, {.unsure = {{0, 1}, {2, 3}}}, kBySex);
  CHECK(display(out.total) == "2–4");
  CHECK(shown(out, {"female"}) == "1");
  CHECK(shown(out, {"male"}) == "1–2");
  CHECK(shown(out, {"unknown"}) == "0–1");
}

TEST_CASE("records of one person that disagree make it disputed") {
  const std::vector<model::Person> persons = {person("female"), person("male")};
  const auto out = tally(persons, {.people = {{0, 1}}}, kBySex);
  CHECK(shown(out, {"disputed"}) == "1");
  CHECK(out.rows.size() == 1);
}

TEST_CASE("sampled partitions give a median and a middle range") {
  const std::vector<model::Person> persons = {person("male"), person("male"), person("male")};
  Resolved resolved{.unsure = {{0, 1}, {1, 2}}};
  resolved.samples = {{0, 0, 2}, {0, 0, 2}, {0, 1, 2}, {0, 0, 0}, {0, 1, 1}};
  const auto out = tally(persons, resolved, kBySex);
  CHECK(out.total == Count{1, 3, Count::Sampled{2, 1, 3}});
  resolved.samples.push_back({0});
  CHECK_THROWS(tally(persons, resolved, kBySex));
}

TEST_CASE("age groups come from age or from birth and death and stay unknown where both are open") {
  const auto born = [](std::string_view birth, std::string_view death) {
    auto out = person("", {}, death);
    out.birth = model::Date::parse(birth);
    return value_of(out, Field::kAgeGroup);
  };
  CHECK(value_of(person("", 17), Field::kAgeGroup) == "child");
  CHECK(value_of(person("", 18), Field::kAgeGroup) == "adult");
  CHECK(value_of(person(""), Field::kAgeGroup) == kUnknown);
  CHECK(born("1883-02-26", "1901-02-26") == "adult");
  CHECK(born("1883-02-27", "1901-02-26") == "child");
  CHECK(born("1883", "1901-02-26") == kUnknown);
  CHECK(born("1880", "1901") == "adult");
  CHECK(born("1890/..", "1901") == kUnknown);
  auto by_year = person("", {}, "1901-02");
  by_year.birth_year = 1895;
  CHECK(value_of(by_year, Field::kAgeGroup) == "child");
}

TEST_CASE("years come from the date of death") {
  CHECK(value_of(person("", {}, "1901-02-25/1901-02-26"), Field::kYear) == "1901");
  CHECK(value_of(person("", {}, "190X"), Field::kYear) == kUnknown);
  CHECK(value_of(person("", {}, "1901/1903"), Field::kYear) == kUnknown);
}

TEST_CASE("the table of SDG 16.1.2 has the fields that records state") {
  std::vector<model::Person> persons = {person("female", 30), person("male", 9), person("male")};
  auto plain = sdg_16_1_2(persons, {});
  CHECK(plain.by == std::vector<Field>{Field::kSex, Field::kAgeGroup});
  CHECK(shown(plain, {"male", "unknown"}) == "1");
  persons[0].cause = "shot";
  const auto with_cause = sdg_16_1_2(persons, {});
  CHECK(with_cause.by.size() == 3);
  CHECK(shown(with_cause, {"female", "adult", "shot"}) == "1");
  CHECK(shown(with_cause, {"male", "child", "unknown"}) == "1");
}

TEST_CASE("field words go there and back") {
  for (const auto field : {Field::kSex, Field::kAgeGroup, Field::kYear, Field::kPlace,
                           Field::kIncident, Field::kStatus, Field::kCause})
    CHECK(parse_field(word(field)) == field);
  CHECK_FALSE(parse_field("name"));
}

TEST_CASE("rows add up to the total in each partition") {
  CHECK(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(1, 15);
    std::vector<model::Person> persons;
    for (std::size_t i = 0; i < count; ++i)
      persons.push_back(
          person(*rc::gen::element<std::string>("female", "male", ""), *rc::gen::element(10, 40)));
    const auto record = [&] { return *rc::gen::inRange<std::size_t>(0, count); };
    Resolved resolved;
    for (int i = 0; i < 3; ++i) resolved.people.push_back({record(), record()});
    const auto decided = tally(persons, resolved, kBySex);
    for (int i = 0; i < 4; ++i) resolved.unsure.emplace_back(record(), record());
    const auto both = std::array{Field::kSex, Field::kAgeGroup};
    const auto out = tally(persons, resolved, both);
    const auto sum = [](const Tally& t, auto end) {
      return std::accumulate(t.rows.begin(), t.rows.end(), std::int64_t{0},
                             [&](std::int64_t s, const auto& r) { return s + r.count.*end; });
    };
    RC_ASSERT(sum(decided, &Count::low) == decided.total.low);
    RC_ASSERT(decided.total.low == decided.total.high);
    RC_ASSERT(out.total.high == decided.total.high);
    RC_ASSERT(out.total.low <= out.total.high);
    RC_ASSERT(sum(out, &Count::low) <= out.total.low);
    RC_ASSERT(sum(out, &Count::high) >= out.total.high);
    std::size_t footnotes = 0;
    for (const auto& each : out.rows) footnotes += each.people.size();
    RC_ASSERT(static_cast<std::int64_t>(footnotes) == out.total.high);
  }));
}
