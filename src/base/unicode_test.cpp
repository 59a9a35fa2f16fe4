#include "base/unicode.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <thread>
#include <vector>

namespace attest::base {
namespace {

std::u32string any_points() {
  auto points = *rc::gen::container<std::u32string>(
      rc::gen::map(rc::gen::inRange<std::uint32_t>(1, 0x110000),
                   [](std::uint32_t n) { return static_cast<char32_t>(n); }));
  std::erase_if(points, [](char32_t p) { return p >= 0xD800 && p <= 0xDFFF; });
  return points;
}

TEST_CASE("ill-formed UTF-8 is found where it begins") {
  CHECK_FALSE(first_invalid_utf8(""));
  CHECK_FALSE(first_invalid_utf8("Xocalı Խոջալու خوجالی 😀 long enough for eight"));
  CHECK(first_invalid_utf8("abc\x80") == 3);
  CHECK(first_invalid_utf8("\xC0\xAF") == 0);             // overlong
  CHECK(first_invalid_utf8("\xE0\x80\xAF") == 0);         // overlong
  CHECK(first_invalid_utf8("a\xED\xA0\x80") == 1);        // surrogate
  CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == 0);     // above U+10FFFF
  CHECK(first_invalid_utf8("0123456789\xE2\x82") == 10);  // cut off
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST_CASE("each ill-formed byte becomes one replacement character") {
  CHECK(replace_invalid_utf8("a\xFFz\xE2\x82") == "a\uFFFDz\uFFFD\uFFFD");
  CHECK(replace_invalid_utf8("é") == "é");
  CHECK(decode_utf8("\xFF", 0).length == 1);
  CHECK(decode_utf8("", 0).point == 0xFFFD);
}

TEST_CASE("code points go to UTF-8 and back") {
  CHECK(rc::check([] {
    const auto points = any_points();
    const auto utf8 = to_utf8(points);
    RC_ASSERT(is_utf8(utf8));
    RC_ASSERT(to_utf32(utf8) == points);
    RC_ASSERT(count_points(utf8) == points.size());
    const auto half = points.size() / 2;
    RC_ASSERT(byte_offset(utf8, half) == to_utf8(points.substr(0, half)).size());
  }));
  CHECK(byte_offset("é", 9) == 2);
  CHECK(to_utf8(U"\xD800") == "\uFFFD");
}

TEST_CASE("any bytes can be walked and repaired") {
  CHECK(rc::check([](const std::string& bytes) {
    RC_ASSERT(is_utf8(replace_invalid_utf8(bytes)));
    RC_ASSERT(to_utf8(to_utf32(bytes)) == replace_invalid_utf8(bytes));
    RC_ASSERT(is_utf8(bytes) == (replace_invalid_utf8(bytes) == bytes));
  }));
}

TEST_CASE("spellings that readers take for equal have one key") {
  CHECK(search_fold("İlham") == search_fold("ilham"));
  CHECK(search_fold("Xocalı") == search_fold("XOCALI"));
  CHECK(search_fold("مُحَمَّد") == search_fold("محمد"));
  CHECK(search_fold("أحمد") == search_fold("احمد"));
  CHECK(search_fold("۱۹۹۲") == "1992");
  CHECK(search_fold("محـــمد") == search_fold("محمد"));
  CHECK(search_fold("کی") == search_fold("كي"));
  CHECK(search_fold("فاطمة") == search_fold("فاطمه"));
  CHECK(search_fold("Ağdərə") == "agdere");
  CHECK(search_fold("Ёлка") == search_fold("елка"));
  CHECK(search_fold("می\u200Cشود") == search_fold("میشود"));
  CHECK(search_fold("ﬁ") == "fi");
  CHECK(search_fold("Ali") != search_fold("Aly"));
}

TEST_CASE("folding twice is folding once") {
  CHECK(rc::check([] {
    const auto once = search_fold(to_utf8(any_points()));
    RC_ASSERT(search_fold(once) == once);
  }));
}

TEST_CASE("normalisation forms are those of Unicode") {
  CHECK(nfc("e\u0301") == "é");
  CHECK(nfc("plain") == "plain");
  CHECK(nfkd(U"é") == U"e\u0301");
  CHECK(nfkc_casefold("ＡＢＣ Straße") == "abc strasse");
}

TEST_CASE("digits of any script become ASCII and all else stays") {
  CHECK(ascii_digits("۱۹۹۲ ٣ ५ Xocalı") == "1992 3 5 Xocalı");
  CHECK(ascii_digits("\xFF٣") ==
        "\xFF"
        "3");
}

TEST_CASE("the first strong letter tells the direction") {
  CHECK(direction("12 – Ali") == Direction::kLeftToRight);
  CHECK(direction("12 – علی Ali") == Direction::kRightToLeft);
  CHECK(direction("שלום") == Direction::kRightToLeft);
  CHECK(direction("12, …") == Direction::kNone);
}

TEST_CASE("characters have script and kind") {
  CHECK(script(U'a') == "Latn");
  CHECK(script(U'ش') == "Arab");
  CHECK(script(U'Ж') == "Cyrl");
  CHECK(script(U'Խ') == "Armn");
  CHECK(script(U'1') == "Zyyy");
  CHECK(script(0x110000) == "Zzzz");
  CHECK(is_letter(U'ə'));
  CHECK_FALSE(is_letter(U'1'));
  CHECK(is_digit(U'۱'));
  CHECK_FALSE(is_digit(U'½'));
  CHECK(is_space(U'\u00A0'));
  CHECK(is_mark(U'\u0651'));
  CHECK(to_lower(U'Ə') == U'ə');
  CHECK(to_upper(U'ж') == U'Ж');
}

TEST_CASE("collation is an order that ignores the accident of code points") {
  CHECK(compare_collated("a", "B") < 0);
  CHECK(compare_collated("é", "f") < 0);
  CHECK(compare_collated("z", "a") > 0);
  CHECK(compare_collated("same", "same") == 0);
}

TEST_CASE("many threads may fold and compare at once") {
  std::vector<std::jthread> threads;
  std::vector<int> right(4);
  for (int& mine : right) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 200; ++i) {
        mine += search_fold("Xocalı") == "xocali" && nfc("e\u0301") == "é" &&
                compare_collated("a", "b") < 0;
      }
    });
  }
  threads.clear();
  CHECK(right == std::vector<int>(4, 200));
}

}  // namespace
}  // namespace attest::base
