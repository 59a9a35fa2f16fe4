#include "intake/impl/number_format.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <charconv>

namespace attest::intake {
namespace {

std::string shown(const char* code, double value) {
  return NumberFormat(code).display(value, Epoch::k1900).value_or("–");
}

TEST_CASE("numbers are displayed as a spreadsheet shows them") {
  CHECK(shown("0.00", 1.005) == "1.00");
  CHECK(shown("#,##0", 1234567.4) == "1,234,567");
  CHECK(shown("#,##0.00;[Red](#,##0.00)", -12.5) == "(12.50)");
  CHECK(shown("0%", 0.07) == "7%");
  CHECK(shown("0.0E+00", 12345) == "1.2E+04");
  CHECK(shown("000000", 4213) == "004213");
  CHECK(shown("[$€-2] 0.0", 3) == "€ 3.0");
  CHECK(shown("\"No. \"0", 7) == "No. 7");
  CHECK(shown("0.0,,", 1500000) == "1.5");
  CHECK(shown("0;-0;\"none\"", 0) == "none");
  CHECK(shown("General", 5) == "–");
  CHECK(shown("# ?/?", 0.5) == "–");
}

TEST_CASE("dates are displayed as a spreadsheet shows them") {
  CHECK(shown("d/m/yy", 33660) == "26/2/92");
  CHECK(shown("dddd, d mmmm yyyy", 33660) == "Wednesday, 26 February 1992");
  CHECK(shown("hh:mm:ss", 0.25) == "06:00:00");
  CHECK(shown("h:mm AM/PM", 0.75) == "6:00 PM");
  CHECK(shown("mm:ss", 0.0007) == "01:00");
  CHECK(shown("[h]:mm", 1.5) == "36:00");
  CHECK(shown("yyyy-mm-dd\"T\"hh:mm", 33660.5) == "1992-02-26T12:00");
}

TEST_CASE("dates are known by their format alone") {
  using Meaning = NumberFormat::Meaning;
  CHECK(NumberFormat("dd.mm.yyyy").meaning() == Meaning::kDate);
  CHECK(NumberFormat("[$-419]d mmmm yyyy").meaning() == Meaning::kDate);
  CHECK(NumberFormat("[Red]0.00").meaning() == Meaning::kNumber);
  CHECK(NumberFormat("0 \"days\"").meaning() == Meaning::kNumber);
  CHECK(NumberFormat("#,##0\\ \\d").meaning() == Meaning::kNumber);
  CHECK(NumberFormat("[mm]:ss").meaning() == Meaning::kElapsed);
  CHECK(NumberFormat::built_in(14).meaning() == Meaning::kDate);
  CHECK(NumberFormat::built_in(9).meaning() == Meaning::kNumber);
}

TEST_CASE("the shortest text reads back as the same number") {
  CHECK(rc::check([](double value) {
    const std::string text = shortest(value);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    RC_ASSERT(back == value);
  }));
  CHECK(shortest(std::string_view("0.10000000000000001")) == "0.1");
  CHECK(shortest(std::string_view("123456789012345678901")) == "123456789012345678901");
  CHECK(shortest(std::string_view("1.5E-9")) == "1.5e-09");
  CHECK_FALSE(shortest(std::string_view("abc")));
}

}  // namespace
}  // namespace attest::intake
