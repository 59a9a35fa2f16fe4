#include <doctest/doctest.h>

#include "intake/test_reading.hpp"

namespace attest::intake {
namespace {
using test::columns;
using test::failure;
using test::line;
using test::read;

test::Reading html(std::string_view text, const Options& options = {}) {
  return read(text, options, "page.html");
}

TEST_CASE("a table's cells are what a browser shows") {
  const auto got = html(
      "<table><tr><th>Name<th>N</tr><tr><td>  A &amp;\n B "
      "<b>C</b><br>D</td><td>&nbsp;1</td></tr></table>");
  CHECK(columns(got) == "Name|N");
  CHECK(line(got.rows[0]) == "A & B C\nD|\u00A01");
}

TEST_CASE("spanning cells stand in their first place") {
  const auto got = html(
      "<table><thead><tr><th rowspan=2>Town</th><th "
      "colspan=2>Killed</th></tr><tr><th>Men</th><th>Women</th></tr></thead>"
      "<tr><td rowspan=2>Alpha</td><td>1</td><td>2</td></tr><tr><td "
      "colspan=2>none</td></tr></table>");
  CHECK(columns(got) == "Town|Killed / Men|Killed / Women");
  CHECK(line(got.rows[0]) == "Alpha|1|2");
  CHECK(line(got.rows[1]) == "·|none|·");
}

TEST_CASE("of several tables one is read and the others are listed") {
  const char* page =
      "<table><tr><td>menu</td></tr></table>"
      "<table><caption>First</caption><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></"
      "table>"
      "<table><tr><td>c</td></tr><tr><td>3</td></tr></table>";
  const auto got = html(page);
  CHECK(got.head.table == "First");
  CHECK(got.head.tables.size() == 2);
  Options options;
  options.sheet = "3";
  CHECK(columns(html(page, options)) == "c");
}

TEST_CASE("a page without a table is its text") {
  const auto got = html(
      "<html><head><title>T</title><script>x()</script></head><body><h1>Head</h1><p>One  "
      "two<p>three</body></html>");
  CHECK(columns(got) == "text");
  CHECK(line(got.rows[0]) == "Head\n\nOne two\n\nthree");
}

TEST_CASE("tags nested without end are refused by name") {
  std::string deep = "<html>";
  for (int i = 0; i < 20'000; ++i) deep += "<div>";
  CHECK(failure(deep, {}, "page.html").find("limit 'nesting'") != std::string::npos);
}

TEST_CASE("a page's own word on its encoding is heard") {
  const auto got =
      html("<html><meta charset=windows-1251><table><tr><td>a<td>b<tr><td>\xE9<td>1</table>");
  CHECK(got.head.encoding == "windows-1251");
  CHECK(line(got.rows[0]) == "й|1");
}

TEST_CASE("a page that calls itself a workbook is read as what it is") {
  const auto got =
      read("<html><table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>", {},
           "report.xls");
  CHECK(got.head.kind == Kind::kHtml);
  CHECK(test::has_note(got, ".xls"));
}

}  // namespace
}  // namespace attest::intake
