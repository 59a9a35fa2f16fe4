#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <string>

#include "model/date.hpp"

namespace {

using attest::model::Date;
using attest::model::DayOrder;
using attest::model::read_date;

/// The EDTF, or the reason in brackets.
std::string read(const std::string& text, DayOrder order = DayOrder::kDayFirst) {
  const auto reading = read_date(text, order);
  return reading.date ? reading.date->text() : "(" + reading.reason + ")";
}

bool gives_reason(const std::string& text) {
  const auto reading = read_date(text);
  return !reading.date && !reading.reason.empty();
}

}  // namespace

TEST_CASE("days in figures are read in the order that was said") {
  CHECK(read("26.02.1992") == "1992-02-26");
  CHECK(read("26/2/1992") == "1992-02-26");
  CHECK(read("26-02-1992") == "1992-02-26");
  CHECK(read("1992/02/26") == "1992-02-26");
  CHECK(read(" 1992-02-26 ") == "1992-02-26");
  CHECK(read("03/04/1992") == "1992-04-03");
  CHECK(read("03/04/1992", DayOrder::kMonthFirst) == "1992-03-04");
  CHECK(read("2/26/1992") == "(there is no month 26)");
  CHECK(read("02.1992") == "1992-02");
  CHECK(read("1992") == "1992");
}

TEST_CASE("months are read by name in several languages") {
  for (const std::string text :
       {"26 February 1992", "February 26, 1992", "26th of February 1992", "26 Feb 1992",
        "Wednesday, 26 February 1992", "26 февраля 1992 г.", "26 февраля 1992 года",
        "26 fevral 1992-ci il", "1992-ci il fevralın 26", "26 Şubat 1992", "26 février 1992",
        "26 de febrero de 1992", "26. Februar 1992", "26 փետրվարի 1992", "26 فبراير 1992",
        "٢٦ فبراير ١٩٩٢", "26 شباط 1992"})
    CHECK_MESSAGE(read(text) == "1992-02-26", text);
  CHECK(read("Feb 1992") == "1992-02");
  CHECK(read("февраль 1992") == "1992-02");
  CHECK(read("juin 1992") == "1992-06");
  CHECK(read("juillet 1992") == "1992-07");
  CHECK(read("июля 1992") == "1992-07");
  CHECK(read("May 1992") == "1992-05");
  CHECK(read("Mayıs 1992") == "1992-05");
}

TEST_CASE("digits of other scripts are digits") {
  CHECK(read("۲۶/۰۲/۱۹۹۲") == "1992-02-26");
  CHECK(read("٢٦-٠٢-١٩٩٢") == "1992-02-26");
  CHECK(read("۱۳۷۰/۱۲/۰۷") == "(the year 1370 may be of another calendar)");
}

TEST_CASE("two days around a stroke are an interval") {
  for (const std::string text :
       {"1992-02-25/26", "25-26 February 1992", "25–26.02.1992", "25/26.02.1992",
        "night of 25-26 February 1992", "the night of 25 to 26 February 1992",
        "February 25-26, 1992", "25 and 26 February 1992", "1992-02-25 - 1992-02-26",
        "25.02.1992 – 26.02.1992", "в ночь с 25 на 26 февраля 1992 года",
        "с 25 по 26 февраля 1992 г.", "1992-02-25/1992-02-26"})
    CHECK_MESSAGE(read(text) == "1992-02-25/1992-02-26", text);
  CHECK(read("25 February – 3 March 1992") == "1992-02-25/1992-03-03");
  CHECK(read("Feb - April 1992") == "1992-02/1992-04");
  CHECK(read("1991–1992") == "1991/1992");
  CHECK(read("26-25 February 1992") == "(it ends before it begins)");
  CHECK(read("1992/..") == "1992/..");
}

TEST_CASE("what is not known stays unknown") {
  CHECK(read("00.02.1992") == "1992-02-XX");
  CHECK(read("00.00.1992") == "1992-XX-XX");
  CHECK(read("1992-02-00") == "1992-02-XX");
  CHECK(read("15.00.1992") == "(it has a day but no month)");
  CHECK(read("0000-00-00") == "(it is all zeros)");
  CHECK(read("about 1992") == "1992~");
  CHECK(read("26 February 1992?") == "1992-02-26?");
}

TEST_CASE("a date that cannot be is refused with its reason") {
  CHECK(read("31.02.1992") == "(1992-02 has no day 31)");
  CHECK(read("31 February 1992") == "(1992-02 has no day 31)");
  CHECK(read("29.02.1993") == "(1993-02 has no day 29)");
  CHECK(read("26 Feb 92") == "(a year of two digits could mean two centuries)");
  CHECK(read("26.02.92") == "(a year of two digits could mean two centuries)");
  CHECK(read("26 Smarch 1992") == "(“Smarch” is no word of a date)");
  CHECK(read("26 February") == "(it has no year of four digits)");
  for (const std::string text : {"", "  ", "yesterday", "until 1992", "1992 to", "1 2 3 4 5",
                                 "12345678", "1991-92", "Y17000", "32 May 1992", "0.0.0", "613"})
    CHECK_MESSAGE(gives_reason(text), text);
}

TEST_CASE("a date with a time keeps its day") {
  CHECK(read("1992-02-26T04:30:00Z") == "1992-02-26");
  CHECK(read("1992-02-26 04:30") == "1992-02-26");
  CHECK(read("1992-02-26 00:00:00") == "1992-02-26");
  CHECK(read("26.02.1992 23:15") == "1992-02-26");
}

TEST_CASE("every day is read back from the ways of writing it") {
  CHECK(rc::check([] {
    const int year = *rc::gen::inRange(1601, 2200);
    const int month = *rc::gen::inRange(1, 13);
    const int day = *rc::gen::inRange(1, attest::base::days_in_month(year, month) + 1);
    const auto iso = to_iso(attest::base::Day{year, month, day});
    RC_ASSERT(read(fmt::format("{}.{}.{}", day, month, year)) == iso);
    RC_ASSERT(read(fmt::format("{:02}/{:02}/{}", day, month, year)) == iso);
    RC_ASSERT(read(fmt::format("{:02}/{:02}/{}", month, day, year), DayOrder::kMonthFirst) == iso);
    RC_ASSERT(read(fmt::format("{}-{}-{}", year, month, day)) == iso);
  }));
}

TEST_CASE("any text gives a date or a reason") {
  CHECK(rc::check([](const std::string& text) {
    const auto reading = read_date(text);
    RC_ASSERT(reading.date.has_value() == reading.reason.empty());
  }));
  CHECK(rc::check([] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "26", "02", "1992", "0", "-", "/", "–", ".", " ", "Feb", "to", "?", "~", "по", "T", ":"));
    std::string text;
    for (const auto& piece : pieces) text += piece;
    const auto reading = read_date(text);
    RC_ASSERT(reading.date.has_value() == reading.reason.empty());
  }));
}
