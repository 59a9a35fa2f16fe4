#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "intake/test_reading.hpp"

namespace attest::intake {
namespace {
using test::columns;
using test::failure;
using test::has_note;
using test::header;
using test::line;
using test::read;

TEST_CASE("cells come exactly as they stand quotes undone") {
  const auto got = read("id,name,age\n007, Anna ,\n2,\"O\"\"Neil, \nJr\",12345678901234567890\n");
  CHECK(columns(got) == "id|name|age");
  REQUIRE(got.rows.size() == 2);
  CHECK(line(got.rows[0]) == "007| Anna |");
  CHECK(line(got.rows[1]) == "2|O\"Neil, \nJr|12345678901234567890");
  CHECK(got.places[1].line == 3);
  CHECK(got.places[1].byte == 24);
}

TEST_CASE("a missing cell is not an empty one") {
  const auto got = read("a,b,c\n1,,\n2,x\n");
  CHECK(line(got.rows[0]) == "1||");
  CHECK(line(got.rows[1]) == "2|x|·");
  CHECK(got.notes[1] == "2 of 3 cells");
  CHECK(got.refused[1].empty());
}

TEST_CASE("a row with a cell too many is refused with all its cells") {
  const auto got = read("a,b\n1,2\n3,4,5\n6,7,\n");
  CHECK(got.refused[0].empty());
  CHECK(got.refused[1] == "3 cells where the header has 2");
  CHECK(line(got.rows[1]) == "3|4|5");
  CHECK(got.refused[2].empty());
}

TEST_CASE("rows end at LF CRLF or CR") {
  for (const char* text :
       {"a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\r\r\n1,2\r\r\n3,4"}) {
    const auto got = read(text);
    REQUIRE(got.rows.size() == 2);
    CHECK(line(got.rows[1]) == "3|4");
  }
}

TEST_CASE("a quote that is never closed costs its own line only") {
  const auto got = read("a,b\n1,\"open\n2,x\n3,\"y\"\n4,z\n");
  REQUIRE(got.rows.size() == 4);
  CHECK(got.refused[0] == "a quote opens in this line and is never closed");
  CHECK(line(got.rows[2]) == "3|y");
  CHECK(line(got.rows[3]) == "4|z");
}

TEST_CASE("a quote inside a quoted cell is text") {
  const auto got = read("a,b\n\"he said \"hello\" to me\",2\n");
  CHECK(line(got.rows[0]) == "he said \"hello\" to me|2");
  CHECK(got.notes[0] == "a quote inside a quoted cell is not doubled");
}

TEST_CASE("delimiters are found decimal commas notwithstanding") {
  CHECK(read("a;b\n1,5;2,5\n3,5;4,5\n").head.delimiter == ";");
  CHECK(read("a\tb\n1, 2\tx\n").head.delimiter == "\t");
  CHECK(read("a|b\n1|2\n").head.delimiter == "|");
  CHECK(columns(read("sep=;\na;b\n1;2\n")) == "a|b");
}

TEST_CASE("a lone quoted number with a comma is one column") {
  const auto got = read("decimal\n\"123,456.789\"\n");
  CHECK(columns(got) == "decimal");
  CHECK(line(got.rows[0]) == "123,456.789");
}

TEST_CASE("titles above the header are left aside and told") {
  const auto got =
      read("Deaths by town\nSource: ministry\n\ntown,men,women\nAlpha,1,2\nBeta,3,4\n");
  CHECK(columns(got) == "town|men|women");
  CHECK(got.rows.size() == 2);
  CHECK(has_note(got, "Deaths by town"));
  CHECK(got.places[0].line == 5);
}

TEST_CASE("a table without names keeps every row") {
  const auto got = read("1,2\n3,4\n");
  CHECK(got.rows.size() == 2);
  CHECK_FALSE(got.head.named);
  CHECK(columns(got) == "column 1|column 2");
}

TEST_CASE("the user's word on the header holds") {
  CHECK(read("a,b\n1,2\n", header(Header::Choice::kNone)).rows.size() == 2);
  const auto third = read("x,y\n\np,q\n1,2\n", header(Header::Choice::kRow, 3));
  CHECK(columns(third) == "p|q");
  CHECK(third.rows.size() == 1);
  CHECK(failure("a,b\n1,2\n", header(Header::Choice::kRow, 9)).find("no row 9") !=
        std::string::npos);
}

TEST_CASE("doubled and empty names are kept") {
  const auto got = read("a,,a\n1,2,3\n");
  CHECK(columns(got) == "a||a");
  CHECK(unique_names(got.head) == std::vector<std::string>{"a", "column 2", "a (2)"});
}

TEST_CASE("NUL bytes are text") {
  const auto got = read(std::string_view("a,b\nx\0y,2\n", 10));
  CHECK(got.rows[0][0] == std::string("x\0y", 3));
}

TEST_CASE("a row of another encoding is refused its neighbours are not") {
  const auto got = read("n,v\nMüller,1\nJosé,2\nAndr\xE9,3\nÅsa,4\n");
  REQUIRE(got.rows.size() == 4);
  CHECK(got.refused[0].empty());
  CHECK(got.refused[2].find("not UTF-8") != std::string::npos);
  CHECK(got.rows[2].empty());
  CHECK(line(got.rows[3]) == "Åsa|4");
}

TEST_CASE("an empty file is told not read") {
  CHECK(failure("").find("empty") != std::string::npos);
}

TEST_CASE("a line beyond the limit is refused by name") {
  Options options;
  options.limits.row = 2000;
  const std::string text = "a,b\n1,2\n3," + std::string(1'500'000, 'x') + "\n5,6\n";
  const auto got = read(text, options);
  REQUIRE(got.rows.size() == 3);
  CHECK(got.refused[1].find("limit 'row'") != std::string::npos);
  CHECK(line(got.rows[2]) == "5|6");
}

/// A writer of our own: quotes where it must, and now and then where it need not.
std::string written(const std::vector<std::vector<std::string>>& rows, const std::string& delimiter,
                    const std::string& end) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += delimiter;
      const bool plain = row[i].size() % 3 != 0 &&
                         row[i].find_first_of("\"\r\n ") == std::string::npos &&
                         row[i].find_first_of(delimiter) == std::string::npos;
      if (plain) {
        out += row[i];
        continue;
      }
      out += '"';
      for (const char c : row[i]) out += c == '"' ? std::string("\"\"") : std::string(1, c);
      out += '"';
    }
    out += end;
  }
  return out;
}

TEST_CASE("what is written as CSV is read back the same") {
  CHECK(rc::check([] {
    const auto delimiter = *rc::gen::element<std::string>(",", ";", "\t", "||");
    const auto end = *rc::gen::element<std::string>("\n", "\r\n", "\r");
    const auto width = *rc::gen::inRange<std::size_t>(1, 5);
    const auto cell = rc::gen::container<std::string>(
        rc::gen::element('a', 'b', '"', ',', ';', '\t', '|', '\n', '\r', ' ', '\'', '\\', '0'));
    const auto rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(
        rc::gen::container<std::vector<std::string>>(width, cell)));
    Options options = header(Header::Choice::kNone);
    options.delimiter = delimiter;
    const auto got = read(written(rows, delimiter, end), options);
    RC_ASSERT(got.rows.size() == rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
      RC_ASSERT(got.refused[r].empty());
      RC_ASSERT(got.rows[r].size() == width);
      for (std::size_t c = 0; c < width; ++c) RC_ASSERT(got.rows[r][c] == rows[r][c]);
    }
  }));
}

TEST_CASE("rows that straddle blocks are whole and places are right") {
  std::string text = "id,text\n";
  std::vector<std::uint64_t> starts;
  for (int i = 0; i < 40'000; ++i) {
    starts.push_back(text.size());
    text += std::to_string(i) + ",\"line " + std::string(static_cast<std::size_t>(i % 97), 'x') +
            "\nof " + std::to_string(i) + "\"\n";
  }
  const auto got = read(text);
  REQUIRE(got.rows.size() == starts.size());
  for (std::size_t i = 0; i < starts.size(); ++i) {
    REQUIRE(got.rows[i][0] == std::to_string(i));
    REQUIRE(got.places[i].byte == starts[i]);
    REQUIRE(got.places[i].line == static_cast<std::int64_t>(2 + 2 * i));
  }
}

}  // namespace
}  // namespace attest::intake
