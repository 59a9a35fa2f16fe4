#include "model/date.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <string>

namespace {

using namespace attest::model;
using attest::base::Day;

std::string span_of(const char* edtf) {
  const auto date = Date::parse(edtf);
  if (!date) return "no date";
  const auto show = [](std::optional<Day> day) { return day ? to_iso(*day) : std::string("–"); };
  return show(date->earliest()) + ' ' + show(date->latest());
}

bool refused(const std::string& edtf) {
  return !Date::parse(edtf);
}

/// Any day, month, year, decade or century, with any mark.
std::string any_part() {
  const int year = *rc::gen::inRange(1000, 3000);
  const int month = *rc::gen::inRange(1, 13);
  const int day = *rc::gen::inRange(1, attest::base::days_in_month(year, month) + 1);
  const auto digits = *rc::gen::element(
      fmt::format("{}", year), fmt::format("{}X", year / 10), fmt::format("{}XX", year / 100),
      fmt::format("{}-{:02}", year, month), fmt::format("{}-XX", year),
      fmt::format("{}-{}", year, 20 + month % 4 + 1), fmt::format("{}-{:02}-XX", year, month),
      fmt::format("{}-XX-XX", year), fmt::format("{}-{:02}-{:02}", year, month, day));
  return digits + *rc::gen::element<std::string>("", "", "?", "~", "%");
}

std::string any_edtf() {
  const auto kind = *rc::gen::inRange(0, 5);
  if (kind == 0) return any_part() + '/' + *rc::gen::element<std::string>("", "..");
  if (kind == 1) return *rc::gen::element<std::string>("", "..") + '/' + any_part();
  if (kind == 2) return any_part() + '/' + any_part();
  return any_part();
}

}  // namespace

TEST_CASE("a year and a month and a day span what they say") {
  CHECK(span_of("1992") == "1992-01-01 1992-12-31");
  CHECK(span_of("1992-02") == "1992-02-01 1992-02-29");
  CHECK(span_of("1992-02-26") == "1992-02-26 1992-02-26");
  CHECK(span_of("1900-02") == "1900-02-01 1900-02-28");
  CHECK(Date::parse("-0044-03-15")->earliest() == Day{-44, 3, 15});
}

TEST_CASE("unknown digits widen a date from the right") {
  CHECK(span_of("199X") == "1990-01-01 1999-12-31");
  CHECK(span_of("19XX") == "1900-01-01 1999-12-31");
  CHECK(span_of("1992-XX") == "1992-01-01 1992-12-31");
  CHECK(span_of("1992-02-XX") == "1992-02-01 1992-02-29");
  CHECK(span_of("1992-XX-XX") == "1992-01-01 1992-12-31");
  CHECK(refused("1992-XX-26"));
  CHECK(refused("19X2"));
  CHECK(refused("199X-02"));
}

TEST_CASE("a season may lie anywhere in its year") {
  CHECK(span_of("1992-21") == "1992-01-01 1992-12-31");
  CHECK(span_of("1992-24") == "1992-01-01 1992-12-31");
  CHECK(refused("1992-25"));
  CHECK(refused("1992-21-01"));
}

TEST_CASE("an open date ends on no day and an unknown end on no known one") {
  CHECK(span_of("1992-02-26/..") == "1992-02-26 –");
  CHECK(span_of("1992-02-26/") == "1992-02-26 –");
  CHECK(span_of("../1992") == "– 1992-12-31");
  CHECK(span_of("/1992") == "– 1992-12-31");
  CHECK(Date::parse("1992/..")->end().presence == DatePart::Presence::kOpen);
  CHECK(Date::parse("1992/")->end().presence == DatePart::Presence::kUnknown);
  CHECK(refused("/"));
  CHECK(refused("../.."));
}

TEST_CASE("marks of doubt are kept and read") {
  const auto both = Date::parse("1992-02%");
  REQUIRE(both);
  CHECK(both->uncertain());
  CHECK(both->approximate());
  CHECK(both->text() == "1992-02%");
  CHECK(Date::parse("1992?")->uncertain());
  CHECK_FALSE(Date::parse("1992?")->approximate());
  CHECK(Date::parse("1992-02~/1992-03?")->approximate());
}

TEST_CASE("days that do not exist are no dates") {
  for (const std::string none :
       {"1992-02-31", "1993-02-29", "1900-02-29", "1992-13", "1992-00", "1992-02-00", "1992-04-31",
        "-0000", "1992-2-26", "92", "1992-02-26T10", "Y17000", "", "?", "1992-02-26/1992-02-25",
        "1992-02-26/x", "1992??"})
    CHECK_MESSAGE(refused(none), none);
}

TEST_CASE("the year of a date is known only if there is one") {
  CHECK(Date::parse("1992-02-25/1992-02-26")->year() == 1992);
  CHECK(Date::parse("-0044")->year() == -44);
  CHECK_FALSE(Date::parse("1991/1993")->year());
  CHECK_FALSE(Date::parse("199X")->year());
  CHECK_FALSE(Date::parse("1992/..")->year());
}

TEST_CASE("comparing says before and after only where every day agrees") {
  const auto order = [](const char* a, const char* b) {
    return compare(*Date::parse(a), *Date::parse(b));
  };
  CHECK(order("1992-02-25", "1992-02-26") == Order::kBefore);
  CHECK(order("1993", "1992-12-31") == Order::kAfter);
  CHECK(order("1992-02-26", "1992-02-26?") == Order::kSameDay);
  CHECK(order("1992-02", "1992-02-26") == Order::kOverlap);
  CHECK(order("1992/..", "2000") == Order::kOverlap);
  CHECK(order("../1992", "2000") == Order::kBefore);
}

TEST_CASE("days and intervals are made from parts") {
  CHECK(Date::of_day({1992, 2, 26}).text() == "1992-02-26");
  const auto both = Date::of_interval(*Date::parse("1992-02-25"), *Date::parse("1992-02-26"));
  CHECK(both.text() == "1992-02-25/1992-02-26");
  CHECK_THROWS(Date::of_interval(*Date::parse("1993"), *Date::parse("1992")));
  CHECK_THROWS(Date::of_day({1992, 2, 31}));
}

TEST_CASE("printing and parsing are inverse") {
  CHECK(rc::check([] {
    const auto text = any_edtf();
    const auto date = Date::parse(text);
    RC_PRE(date.has_value());
    RC_ASSERT(date->text() == text);
    RC_ASSERT(Date::parse(date->text()) == date);
  }));
}

TEST_CASE("the earliest day is never after the latest") {
  CHECK(rc::check([] {
    const auto date = Date::parse(any_part());
    RC_ASSERT(date.has_value());
    RC_ASSERT(is_valid(*date->earliest()));
    RC_ASSERT(is_valid(*date->latest()));
    RC_ASSERT(*date->earliest() <= *date->latest());
  }));
}

TEST_CASE("comparing is antisymmetric and sorting agrees with it") {
  CHECK(rc::check([] {
    const auto a = Date::parse(any_edtf());
    const auto b = Date::parse(any_edtf());
    RC_PRE((a && b));
    const auto there = compare(*a, *b);
    const auto back = compare(*b, *a);
    RC_ASSERT((there == Order::kBefore) == (back == Order::kAfter));
    RC_ASSERT(!(sorts_before(*a, *b) && sorts_before(*b, *a)));
    RC_ASSERT((*a == *b || sorts_before(*a, *b) || sorts_before(*b, *a)));
    if (there == Order::kBefore && a->earliest()) RC_ASSERT(sorts_before(*a, *b));
  }));
}

TEST_CASE("any text is read or refused and what is read prints itself") {
  CHECK(rc::check([](const std::string& text) {
    const auto date = Date::parse(text);
    RC_ASSERT((!date || date->text() == text));
  }));
}
