#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace attest::base {
namespace {

using Faults = std::vector<std::size_t>;

std::string text_of(std::string_view bytes, std::string_view encoding) {
  const auto result = transcode(bytes, encoding);
  CHECK(result.faults.empty());
  return result.utf8;
}

// The same bytes through a Decoder, one at a time.
std::string by_single_bytes(std::string_view bytes, std::string_view encoding) {
  Decoder decoder(encoding);
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) decoder.decode(bytes.substr(i, 1), false, out);
  decoder.decode({}, true, out);
  return out;
}

TEST_CASE("legacy encodings of the region are read") {
  CHECK(text_of("\xD5\xEE\xE4\xE6\xE0\xEB\xFB", "windows-1251") == "Ходжалы");
  CHECK(text_of("Hocal\xFD \xDE\xF0", "windows-1254") == "Hocalı Şğ");
  CHECK(text_of("\xE3\xCD\xE3\xCF \x81", "windows-1256") == "محمد پ");
  CHECK(text_of("caf\xE9", "ISO-8859-1") == "café");
  CHECK(text_of("\xBB\xE1", "KOI8-R") == "╩А");
}

TEST_CASE("UTF-16 and UTF-32 are read") {
  using namespace std::string_view_literals;
  CHECK(text_of("\x3D\xD8\x00\xDE"sv, "UTF-16LE") == "😀");
  CHECK(text_of("\xFE\xFF\x04\x16"sv, "UTF-16") == "Ж");
  CHECK(text_of("\x00\x01\xF6\x00"sv, "UTF-32BE") == "😀");
  CHECK(transcode("\x00\xD8\x41\x00"sv, "UTF-16LE").utf8 == "\uFFFDA");
  CHECK(transcode("\x00\xD8\x41\x00"sv, "UTF-16LE").faults == Faults{0});
  CHECK(transcode("A\0B"sv, "UTF-16LE").faults == Faults{2});
}

TEST_CASE("ARMSCII-8 is read by our own table") {
  CHECK(text_of("\xCA\xE1\xE7\xB3\xC9\xE1\xF5 \xFC\xA2\xB1\xAA", "ARMSCII-8") == "Խոջալու Ֆև՞՝");
  CHECK(text_of("plain \xB2\xB3 \xFD\xFE", "armscii8") == "plain Աա ֆ՚");
}

TEST_CASE("bytes without meaning are counted and placed") {
  const auto result = transcode("ab\xFFz\xE2\x82", "UTF-8");
  CHECK(result.utf8 == "ab\uFFFDz\uFFFD");
  CHECK(result.faults == Faults{2, 4});
  CHECK(transcode("\xEF\xBF\xBD", "UTF-8").faults.empty());
  CHECK(transcode("a\xFF", "armscii_8").faults == Faults{1});
  CHECK(transcode("a\xA1z", "ARMSCII-8").utf8 == "a\uFFFDz");
}

TEST_CASE("an unknown encoding is a fault of use") {
  for (const char* name : {"", "windows-9999", "UTF-8,version=1", "../x"}) {
    try {
      transcode("a", name);
      FAIL("it is known: " << name);
    } catch (const Error& error) {
      CHECK(error.code() == Code::kUsage);
      CHECK_THROWS_AS(Decoder{name}, Error);
    }
  }
}

TEST_CASE("a decoder gives the same for pieces as for the whole") {
  const std::string long_text(9000, 'x');
  const std::string bytes = long_text + "\xF0\x9F\x98\x80 Ж\xE2\x82 \xFF " + long_text + "\xE2";
  for (const char* encoding : {"UTF-8", "UTF-16LE", "windows-1251", "ARMSCII-8", "Shift_JIS"}) {
    INFO(encoding);
    CHECK(by_single_bytes(bytes, encoding) == transcode(bytes, encoding).utf8);
  }
}

TEST_CASE("any bytes in any pieces decode to the same well-formed text") {
  CHECK(rc::check([](const std::string& bytes) {
    for (const char* encoding : {"UTF-8", "UTF-16", "UTF-32LE", "windows-1256", "GB18030"}) {
      const auto whole = transcode(bytes, encoding);
      RC_ASSERT(is_utf8(whole.utf8));
      for (const auto fault : whole.faults) RC_ASSERT(fault < bytes.size());
      RC_ASSERT(by_single_bytes(bytes, encoding) == whole.utf8);
    }
    RC_ASSERT(transcode(bytes, "UTF-8").faults.empty() == is_utf8(bytes));
  }));
}

TEST_CASE("a decoder counts faults in the piece in which they end") {
  Decoder decoder("UTF-8");
  std::string out;
  CHECK(decoder.decode("a\xE2\x82", false, out) == 0);
  CHECK(decoder.decode("z", false, out) == 1);
  CHECK(decoder.decode("\xE2", true, out) == 1);
  CHECK(out == "a\uFFFDz\uFFFD");
  Decoder moved(std::move(decoder));
  moved = Decoder("windows-1251");
  CHECK(moved.decode("\xC6", true, out) == 0);
  CHECK(out.ends_with("Ж"));
}

}  // namespace
}  // namespace attest::base
