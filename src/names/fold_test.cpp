#include "names/fold.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "base/unicode.hpp"

namespace {

using attest::base::to_utf8;
using attest::names::fold;
using attest::names::Script;
using attest::names::script_of;

bool equal_folded(const std::string& a, const std::string& b) {
  return fold(a) == fold(b);
}

}  // namespace

TEST_CASE("arabic spellings that readers take for one are one") {
  CHECK(equal_folded("أحمد", "احمد"));
  CHECK(equal_folded("إبراهيم", "ابراهيم"));
  CHECK(equal_folded("آمنة", "امنه"));
  CHECK(equal_folded("مُحَمَّد", "محمد"));
  CHECK(equal_folded("مـحـمـد", "محمد"));
  CHECK(equal_folded("مصطفى", "مصطفي"));
  CHECK(equal_folded("رؤوف", "رووف"));
  CHECK(equal_folded("ﻣﺤﻤﺪ", "محمد"));
  CHECK(equal_folded("هناء", "هنا"));
  CHECK(fold("حسن") != fold("حسين"));
}

TEST_CASE("persian letters meet arabic ones and joiners go") {
  CHECK(equal_folded("کریمی", "كريمي"));
  CHECK(equal_folded("علی‌رضا", "علیرضا"));
  CHECK(equal_folded("۱۲", "12"));
}

TEST_CASE("hebrew finals and points fold") {
  CHECK(equal_folded("שָׁלוֹם", "שלומ"));
  CHECK(equal_folded("כהן", "כהנ"));
}

TEST_CASE("cyrillic yo and azerbaijani letters fold") {
  CHECK(equal_folded("Артём", "артем"));
  CHECK(equal_folded("Мәммәдов", "Маммадов"));
  CHECK(equal_folded("Ҹавадов", "Джавадов"));
  CHECK(equal_folded("Сергей", "Сергеи"));
}

TEST_CASE("armenian ligatures and capitals fold") {
  CHECK(equal_folded("Սևակ", "Սեւակ"));
  CHECK(equal_folded("ՍԵՎԱԿ", "սևակ"));
  CHECK(fold("ու") == U"ու");
}

TEST_CASE("georgian capitals and greek sigmas fold") {
  CHECK(equal_folded("ᲒᲘᲝᲠᲒᲘ", "გიორგი"));
  CHECK(equal_folded("Γιώργος", "ΓΙΩΡΓΟΣ"));
}

TEST_CASE("latin letters of turkish azerbaijani and bosnian fold") {
  CHECK(equal_folded("İsmayıl", "ismayil"));
  CHECK(equal_folded("Əliyev", "eliyev"));
  CHECK(equal_folded("Đorđević", "Djordjevic"));
  CHECK(equal_folded("O'Brien", "obrien"));
  CHECK(equal_folded("Sa’id", "Saʿid"));
  CHECK(equal_folded("  Anna-Maria ", "anna maria"));
}

TEST_CASE("the script of a word is that of most letters") {
  CHECK(script_of(U"محمد") == Script::kArabic);
  CHECK(script_of(U"иван") == Script::kCyrillic);
  CHECK(script_of(U"ivan") == Script::kLatin);
  CHECK(script_of(U"123 .") == Script::kNone);
  CHECK(script_of(U"李") == Script::kOther);
}

TEST_CASE("letters that differ only in dots share a rasm") {
  using attest::names::same_rasm;
  CHECK(same_rasm(U"نبيل", U"تبيل"));
  CHECK(same_rasm(U"حمال", U"جمال"));
  CHECK(!same_rasm(U"حمال", U"حماد"));
  CHECK(!same_rasm(U"anna", U"anne"));
}

TEST_CASE("folding twice changes nothing and no text breaks it") {
  CHECK(rc::check("fold of fold is fold", [](const std::string& bytes) {
    const std::u32string once = fold(bytes);
    RC_ASSERT(fold(to_utf8(once)) == once);
  }));
  CHECK(rc::check("fold of any code points is stable", [] {
    const auto points = *rc::gen::container<std::u32string>(
        rc::gen::map(rc::gen::inRange(1, 0x2100), [](int p) { return static_cast<char32_t>(p); }));
    const std::u32string once = fold(to_utf8(points));
    RC_ASSERT(fold(to_utf8(once)) == once);
    RC_ASSERT(once.find(U"  ") == std::u32string::npos);
  }));
}
