#include <doctest/doctest.h>

#include "base/unicode.hpp"
#include "intake/test_reading.hpp"

namespace attest::intake {
namespace {
using test::failure;
using test::line;
using test::read;

struct Sample {
  const char* encoding;
  const char* bytes;
  const char* text;
};

TEST_CASE("eight-bit encodings are told apart by how they read") {
  const Sample samples[] = {
      {"windows-1251", "\xCC\xE0\xF0\xE8\xFF \xCF\xE5\xF2\xF0\xEE\xE2\xE0;\xCB\xFC\xE2\xEE\xE2",
       "Мария Петрова|Львов"},
      {"koi8-r", "\xED\xC1\xD2\xC9\xD1 \xF0\xC5\xD4\xD2\xCF\xD7\xC1;\xEC\xD8\xD7\xCF\xD7",
       "Мария Петрова|Львов"},
      {"ibm-866", "\x8C\xA0\xE0\xA8\xEF \x8F\xA5\xE2\xE0\xAE\xA2\xA0;\x8B\xEC\xA2\xAE\xA2",
       "Мария Петрова|Львов"},
      {"windows-1252", "Ren\xE9 M\xFCller;Z\xFCrich", "René Müller|Zürich"},
      {"windows-1254",
       "Ay\xFE"
       "e Y\xFDld\xFDr\xFDm;\xDDzmir",
       "Ayşe Yıldırım|İzmir"},
      {"windows-1250",
       "\x8Cwi\xEAtos\xB3"
       "aw D\xB9"
       "browski;\xA3\xF3"
       "d\x9F",
       "Świętosław Dąbrowski|Łódź"},
      {"windows-1253",
       "\xC5\xEB\xDD\xED\xE7 "
       "\xD0\xE1\xF0\xE1\xE4\xEF\xF0\xEF\xFD\xEB\xEF\xF5;\xCB\xDC\xF1\xE9\xF3\xE1",
       "Ελένη Παπαδοπούλου|Λάρισα"},
      {"windows-1255", "\xF9\xF8\xE4 \xEB\xE4\xEF;\xE9\xF8\xE5\xF9\xEC\xE9\xED", "שרה כהן|ירושלים"},
      {"windows-1256", "\xE3\xCD\xE3\xCF \xC3\xCD\xE3\xCF;\xCF\xE3\xD4\xDE", "محمد أحمد|دمشق"},
  };
  for (const Sample& sample : samples) {
    CAPTURE(sample.encoding);
    const auto got = read("name;place\n" + std::string(sample.bytes) + "\n");
    CHECK(got.head.encoding == sample.encoding);
    REQUIRE(got.rows.size() == 1);
    CHECK(line(got.rows[0]) == sample.text);
    CHECK(test::has_note(got, "encoding guessed"));
  }
}

TEST_CASE("bytes that could be several things are a question") {
  const std::string asked = failure("a,b\nGy\xF5r,1\n");
  CHECK(asked.find("--encoding") != std::string::npos);
  CHECK(asked.find("could be") != std::string::npos);
}

TEST_CASE("the user's encoding is taken and a wrong name refused") {
  Options options;
  options.encoding = "windows-1251";
  CHECK(line(read("a,b\n\xE9,1\n", options).rows[0]) == "й|1");
  options.encoding = "klingon-8";
  CHECK_FALSE(failure("a,b\n1,2\n", options).empty());
}

std::string utf16(std::u32string_view text, bool big) {
  std::string out;
  for (const char32_t c : text) {
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

TEST_CASE("UTF-16 is read with and without its mark") {
  const std::u32string text = U"name\tcity\nМария\tЛьвов\nAnna\tŁódź\n";
  for (const bool big : {false, true}) {
    for (const bool marked : {false, true}) {
      const auto got = read((marked ? utf16(U"\uFEFF", big) : std::string()) + utf16(text, big));
      CHECK(got.head.encoding == (big ? "UTF-16BE" : "UTF-16LE"));
      REQUIRE(got.rows.size() == 2);
      CHECK(line(got.rows[0]) == "Мария|Львов");
      CHECK(got.places[1].byte == (marked ? 2u : 0u) + 2 * 22);
    }
  }
}

TEST_CASE("a UTF-8 mark is no part of the first name") {
  const auto got = read(
      "\xEF\xBB\xBF"
      "a,b\n1,2\n");
  CHECK(test::columns(got) == "a|b");
  CHECK(got.places[0].byte == 7);
}

TEST_CASE("UTF-8 rows in an eight-bit file are not shown as nonsense") {
  std::string text = "name,v\n";
  for (int i = 0; i < 20; ++i) text += "M\xFCller J\xFCrgen,1\n";
  text += "Müller,2\n";
  const auto got = read(text);
  CHECK(got.head.encoding == "windows-1252");
  CHECK(got.refused[19].empty());
  CHECK(got.refused[20].find("UTF-8") != std::string::npos);
}

}  // namespace
}  // namespace attest::intake
