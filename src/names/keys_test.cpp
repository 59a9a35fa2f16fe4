#include "names/keys.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "names/crossscript.hpp"
#include "names/fold.hpp"
#include "names/frequency.hpp"

namespace {

using namespace attest::names;  // NOLINT

std::string key(std::string_view word) {
  return skeleton(fold(word));
}
std::string latin(std::string_view word) {
  return romanise(fold(word));
}
double bits(std::string_view a, std::string_view b) {
  return same_name_bits(fold(a), fold(b)).value_or(-99);
}

}  // namespace

TEST_CASE("spellings of one name share a skeleton across scripts") {
  for (const char* word : {"محمد", "Muhammad", "Mohamed", "Mohammed", "Мухаммед", "מוחמד"}) {
    CHECK_MESSAGE(key(word) == "MKMT", word);
  }
  CHECK(key("علي") == key("Ali"));
  CHECK(key("Али") == key("Ali"));
  CHECK(key("Պետրոսյան") == key("Petrosyan"));
  CHECK(key("გიორგი") == key("Giorgi"));
  CHECK(key("Παπαδόπουλος") == key("Papadopoulos"));
  CHECK(key("محمود") == key("Mahmoud"));
  CHECK(key("سامي") != key("Karim"));
  CHECK(key("") == "");
}

TEST_CASE("romanising is readable and plain ascii") {
  CHECK(latin("Сергей Лунин") == "sergei lunin");
  CHECK(latin("Արմեն") == "armen");
  CHECK(latin("გიორგი") == "giorgi");
  CHECK(latin("Γιώργος") == "giorgos");
  CHECK(latin("سالم") == "salm");
  CHECK(latin("وليد") == "wlid");
  CHECK(latin("Məmməd") == "memmed");
  CHECK(rc::check([](const std::string& text) {
    for (const char c : latin(text)) RC_ASSERT((c >= 'a' && c <= 'z') || c == ' ');
  }));
}

TEST_CASE("a sound key keeps what a skeleton throws together") {
  CHECK(sound_key(U"mohammad") == sound_key(U"muhammed"));
  CHECK(sound_key(U"bashir") != sound_key(U"basir"));
  CHECK(skeleton(U"bashir") == skeleton(U"basir"));
}

TEST_CASE("keys of whole names do not depend on the order of words or on titles") {
  const NameForm one = read_name("Dr. Karim Nabil Attar");
  const NameForm two = read_name("Attar, Karim Nabil");
  CHECK(sorted_words(one) == U"attar karim nabil");
  CHECK(sorted_words(one) == sorted_words(two));
  CHECK(sorted_skeletons(one) == sorted_skeletons(two));
  CHECK(joined_letters(read_name("سا مي العطار")) == joined_letters(read_name("سامي العطار")));
}

TEST_CASE("weights across scripts tell spellings from other names") {
  CHECK(bits("محمد", "Mohammed") > 5);
  CHECK(bits("محمد", "Muhammad") > 5);
  CHECK(bits("خديجة", "Khadija") > 5);
  CHECK(bits("یوسف", "Yousef") > 5);
  CHECK(bits("Джамиля", "Jamila") > 5);
  CHECK(bits("Հովհաննես", "Hovhannes") > 5);
  CHECK(bits("გიორგი", "Giorgi") > 5);
  CHECK(bits("Δημήτρης", "Dimitris") > 5);
  CHECK(bits("יעקב", "Yaakov") > 5);
  CHECK(bits("محمد", "Karim") < -2);
  CHECK(bits("حسن", "Hussein") < bits("حسن", "Hassan"));
  CHECK(bits("Мухаммед", "محمد") > 0);
  CHECK(bits("mohammad", "muhamed") > bits("mohammad", "karim"));
}

TEST_CASE("a weight is symmetric has a floor and is missing where there is no table") {
  CHECK(!can_cross(Script::kArabic, Script::kArabic));
  CHECK(!can_cross(Script::kOther, Script::kLatin));
  CHECK(!same_name_bits(U"محمد", U"محمد"));
  CHECK(!same_name_bits(U"李", U"li"));
  CHECK(!same_name_bits(U"", U"ali"));
  CHECK(!same_name_bits(std::u32string(500, U'م'), U"mmm"));
  CHECK(rc::check([] {
    const auto letters = [](const std::u32string& from) {
      return rc::gen::container<std::u32string>(rc::gen::elementOf(from));
    };
    const std::u32string a = *letters(U"abdehiklmnorsuy");
    const std::u32string b = *letters(U"ابدهيكلمنورسحخع");
    const auto ab = same_name_bits(a, b);
    RC_ASSERT(ab == same_name_bits(b, a));
    if (ab) RC_ASSERT(*ab >= -7);
  }));
}

TEST_CASE("a weight above the least that is asked for is exact and another stays below it") {
  CHECK(rc::check([] {
    const auto letters = [](const std::u32string& from) {
      return rc::gen::container<std::u32string>(rc::gen::elementOf(from));
    };
    const std::u32string native = *letters(U"ابدهيكلمنورسحخع"),
                         latin = *letters(U"abdehiklmnorsuy");
    const std::u32string other = *letters(U"abdehiklmnorsuy");
    const double least = *rc::gen::inRange(-60, 60) / 8.0;
    for (const auto& word : {native, other}) {
      const Script script = script_of(word);
      const std::string one = latin_letters(word, script),
                        two = latin_letters(latin, Script::kLatin);
      const WrittenWord a{word, script, one}, b{latin, script_of(latin), two};
      const auto exact = same_name_bits(a, b), bounded = same_name_bits(a, b, least);
      RC_ASSERT(exact.has_value() == bounded.has_value());
      if (exact) {
        const bool kept = *exact >= least ? *exact == *bounded : *bounded < least;
        RC_ASSERT(kept);
      }
    }
  }));
}

TEST_CASE("frequencies leave room for words never seen") {
  Frequencies table;
  for (int k = 0; k < 90; ++k) table.add(Role::kGiven, U"karim");
  for (const char32_t* rare : {U"nabil", U"sami", U"mazin", U"lina", U"dana"})
    table.add(Role::kGiven, rare);
  CHECK(table.share(Role::kGiven, U"karim") > 0.8);
  CHECK(table.share(Role::kGiven, U"nabil") > table.share(Role::kGiven, U"zayd"));
  CHECK(table.share(Role::kGiven, U"zayd") > 0);
  CHECK(table.share(Role::kFamily, U"karim") != table.share(Role::kGiven, U"karim"));
  CHECK(table.total(Role::kGiven, Script::kLatin) == 95);
  CHECK(table.total(Role::kGiven, Script::kArabic) == 0);
  CHECK(table.agreement(Role::kGiven, Script::kLatin) > 0.8);
  CHECK(table.agreement(Role::kFamily, Script::kLatin) == 0);
}

TEST_CASE("rows of one person count as one by their weights") {
  Frequencies rows;
  Frequencies people;
  for (int k = 0; k < 3; ++k) rows.add(read_name("Karim Attar"), 1.0 / 3);
  rows.add(read_name("Sami Attar"));
  people.add(read_name("Karim Attar"));
  people.add(read_name("Sami Attar"));
  CHECK(rows.share(Role::kGiven, U"karim") ==
        doctest::Approx(people.share(Role::kGiven, U"karim")));
  CHECK(rows.share(Role::kFamily, U"attar") ==
        doctest::Approx(people.share(Role::kFamily, U"attar")));
}

TEST_CASE("shares of seen words and the room for unseen ones make one whole") {
  CHECK(rc::check([](const std::vector<unsigned char>& draws) {
    Frequencies table;
    double seen = 0;
    for (const unsigned char c : draws) table.add(Role::kFather, std::u32string(1, U'a' + c % 26));
    for (char32_t c = U'a'; c <= U'z'; ++c) {
      const bool known = std::any_of(draws.begin(), draws.end(),
                                     [&](unsigned char d) { return U'a' + d % 26 == c; });
      if (known) seen += table.share(Role::kFather, std::u32string(1, c));
    }
    RC_ASSERT(seen <= 1.0 + 1e-9);
    RC_ASSERT(draws.empty() || seen >= 0.5 - 1e-9);
  }));
}
