#include "names/align.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace {

using namespace attest::names;  // NOLINT

NameOutcome compare(std::string_view a, std::string_view b) {
  return compare_names(read_name(a), read_name(b));
}

/// The outcomes of given, father, grandfather and family.
std::string outcomes(const NameOutcome& outcome) {
  std::string out;
  for (const Outcome part : outcome.parts) {
    if (!out.empty()) out += ", ";
    out += outcome_word(part);
  }
  return out;
}

std::string outcomes(std::string_view a, std::string_view b) {
  return outcomes(compare(a, b));
}

bool mirrored(const NameOutcome& ab, const NameOutcome& ba) {
  return ab.parts == ba.parts && ab.likeness == ba.likeness &&
         ab.forefathers_agreeing == ba.forefathers_agreeing &&
         ab.forefathers_contradicting == ba.forefathers_contradicting &&
         ab.forefathers_omitted == ba.forefathers_omitted && ab.swapped == ba.swapped &&
         ab.family_among_forefathers == ba.family_among_forefathers &&
         ab.same_letters == ba.same_letters && ab.overall == ba.overall;
}

}  // namespace

TEST_CASE("omitted agreeing and contradicting forefathers are different outcomes") {
  const std::string whole = "سامي خليل ناجي العطار";
  CHECK(outcomes(whole, whole) == "agreeing, agreeing, agreeing, agreeing");
  CHECK(outcomes(whole, "سامي خليل العطار") == "agreeing, agreeing, omitted, agreeing");
  CHECK(outcomes(whole, "سامي ناجي العطار") == "agreeing, omitted, agreeing, agreeing");
  CHECK(outcomes(whole, "سامي العطار") == "agreeing, omitted, omitted, agreeing");
  CHECK(outcomes(whole, "سامي مازن العطار") == "agreeing, contradicting, omitted, agreeing");
  CHECK(outcomes(whole, "سامي مازن ناجي العطار") == "agreeing, contradicting, agreeing, agreeing");
  CHECK(outcomes("سامي العطار", "سامي العطار") == "agreeing, missing, missing, agreeing");
}

TEST_CASE("a brother contradicts in his given name only") {
  CHECK(outcomes("سامي خليل ناجي العطار", "مازن خليل ناجي العطار") ==
        "contradicting, agreeing, agreeing, agreeing");
}

TEST_CASE("spaces in wrong places are mended") {
  const NameOutcome split = compare("سا مي خليل العطار", "سامي خليل العطار");
  CHECK(outcomes(split) == "agreeing, agreeing, missing, agreeing");
  CHECK(split.same_letters);
  CHECK(outcomes("سامي خليل نور الهدى العطار", "سامي خليل نورالهدى العطار") ==
        "agreeing, agreeing, agreeing, agreeing");
  CHECK(outcomes("Anna Maria Harper", "Annamaria J. Harper") ==
        "agreeing, omitted, missing, agreeing");
}

TEST_CASE("spaces are mended across scripts") {
  CHECK(outcomes("Rami Warsh Agha", "رامي ورشاغا") == "agreeing, missing, missing, agreeing");
  CHECK(outcomes("Rami Khalil Attar", "رامي خليل العطار") ==
        "agreeing, agreeing, missing, agreeing");
}

TEST_CASE("a part of a word that one list leaves out leaves the rest similar") {
  CHECK(outcomes("نور العطار", "نور الدين العطار") == "similar, missing, missing, agreeing");
  CHECK(outcomes("سامي جودة", "سامي أبو جودة") == "agreeing, missing, missing, similar");
  CHECK(outcomes("Sami Jouda", "سامي أبو جودة") == "agreeing, missing, missing, similar");
  CHECK(outcomes("عبد الرحمن العطار", "عبد الكريم العطار") ==
        "contradicting, missing, missing, agreeing");
}

TEST_CASE("a family name among the forefathers is noticed beside the contradiction") {
  const NameOutcome outcome = compare("سامي خليل ناجي العطار", "سامي خليل ناجي");
  CHECK(outcome.of(Part::kFamily) == Outcome::kContradicting);
  CHECK(outcome.family_among_forefathers);
  CHECK(!compare("سامي خليل العطار", "سامي خليل النجار").family_among_forefathers);
}

TEST_CASE("initials fit or contradict") {
  CHECK(outcomes("J. Harper", "John Harper") == "initial, missing, missing, agreeing");
  CHECK(outcomes("K. Harper", "John Harper") == "contradicting, missing, missing, agreeing");
  CHECK(outcomes("Олег С. Лунин", "Олег Сергеевич Лунин") ==
        "agreeing, initial, missing, agreeing");
}

TEST_CASE("given and family crosswise are swapped") {
  const NameOutcome outcome = compare("Harper John", "John Harper");
  CHECK(outcomes(outcome) == "agreeing, missing, missing, agreeing");
  CHECK(outcome.swapped);
}

TEST_CASE("a patronymic is the father's name") {
  CHECK(outcomes("Мамедов Али Гасан оглы", "Али Гасанович Мамедов") ==
        "agreeing, agreeing, missing, agreeing");
}

TEST_CASE("names agree across scripts") {
  CHECK(outcomes("محمد خالد حسن", "Mohammed Khaled Hassan") ==
        "agreeing, agreeing, missing, agreeing");
  CHECK(outcomes("Владимир Петров", "Vladimir Petrov") == "agreeing, missing, missing, agreeing");
  CHECK(outcomes("Армен Петросян", "Արմեն Պետրոսյան") == "agreeing, missing, missing, agreeing");
  CHECK(outcomes("محمد خالد حسن", "Samir Khaled Hassan") ==
        "contradicting, agreeing, missing, agreeing");
  CHECK(outcomes("李 娜", "สมชาย ใจดี") == "missing, missing, missing, missing");
  CHECK(outcomes("李 娜", "Karim Attar") == "missing, missing, missing, missing");
  CHECK(outcomes("გიორგი ბერიძე", "Giorgi Beridze") == "agreeing, missing, missing, agreeing");
}

TEST_CASE("nobody is compared with the nameless or with somebody's wife") {
  CHECK(outcomes("unknown", "Karim Attar") == "omitted, missing, missing, omitted");
  CHECK(outcomes("wife of Karim Attar", "Karim Attar") == "omitted, missing, missing, omitted");
  CHECK(outcomes("unknown", "") == "missing, missing, missing, missing");
}

TEST_CASE("a rare near-spelling is similar two common ones only resemble") {
  Lexicon lexicon;
  const TokenId hasan = lexicon.add(U"حسن");
  const TokenId husayn = lexicon.add(U"حسين");
  const TokenId slip = lexicon.add(U"حسنن");
  for (int k = 0; k < 100; ++k) {
    lexicon.add(U"حسن");
    lexicon.add(U"حسين");
  }
  NameComparer comparer(lexicon);
  CHECK(comparer.compare(hasan, husayn).outcome == Outcome::kResembling);
  CHECK(comparer.compare(hasan, slip).outcome == Outcome::kSimilar);
  CHECK(compare_words(U"mohammad", U"muhammed").outcome == Outcome::kSimilar);
  CHECK(compare_words(U"hassan", U"hussein").outcome == Outcome::kContradicting);
  CHECK(compare_words(U"mohammad", U"mahmoud").outcome == Outcome::kContradicting);
  CHECK(compare_words(U"yousef", U"yusuf").outcome == Outcome::kSimilar);
  CHECK(compare_words(U"alnajjar", U"najjar").outcome == Outcome::kAgreeing);
  CHECK(compare_words(U"نبيل", U"تبيل").outcome == Outcome::kSimilar);
}

TEST_CASE("comparison is symmetric and memory changes nothing") {
  const std::vector<std::string> names = {"سامي خليل ناجي العطار",
                                          "سامي ناجي العطار",
                                          "سا مي خليل العطار",
                                          "مازن خليل ناجي",
                                          "Sami Khalil Naji al-Attar",
                                          "Attar Sami",
                                          "S. Attar",
                                          "Олег Сергеевич Лунин",
                                          "Oleg Lunin",
                                          "unknown",
                                          "wife of Sami Attar",
                                          "Anna Maria Harper",
                                          "Annamaria Harper"};
  Lexicon lexicon;
  std::vector<CompactName> compact;
  for (const std::string& name : names) compact.push_back(lexicon.add(read_name(name)));
  NameComparer large(lexicon);
  NameComparer tiny(lexicon, 1);
  for (std::size_t i = 0; i < names.size() * names.size(); ++i) {
    const std::size_t first = i / names.size();
    const std::size_t second = i % names.size();
    const NameOutcome ab = large.compare(compact[first], compact[second]);
    const NameOutcome ba = large.compare(compact[second], compact[first]);
    {
      INFO(names[first], " | ", names[second], ": ", outcomes(ab), " | ", outcomes(ba));
      CHECK(mirrored(ab, ba));
      CHECK(mirrored(ab, tiny.compare(compact[first], compact[second])));
      CHECK(ab.overall >= 0);
      CHECK(ab.overall <= 1);
    }
  }
}

TEST_CASE("outcomes alone are the outcomes that come with likenesses") {
  CHECK(rc::check([] {
    const auto word = rc::gen::oneOf(
        rc::gen::container<std::u32string>(rc::gen::elementOf(std::u32string(U"abehmosu"))),
        rc::gen::container<std::u32string>(rc::gen::elementOf(std::u32string(U"ابحمنتس"))),
        rc::gen::container<std::u32string>(rc::gen::elementOf(std::u32string(U"абмосу"))));
    Lexicon lexicon;
    for (const auto& each : *rc::gen::container<std::vector<std::u32string>>(word))
      lexicon.add(each, *rc::gen::inRange(1U, 60U));
    NameComparer all(lexicon), levels(lexicon, 8, Detail::kLevels);
    for (TokenId a = 0; a < lexicon.size(); ++a) {
      for (TokenId b = 0; b < lexicon.size(); ++b) {
        const auto full = all.compare(a, b), alone = levels.compare(a, b);
        RC_ASSERT(full.outcome == alone.outcome);
        if (full.outcome != Outcome::kContradicting) RC_ASSERT(full.likeness == alone.likeness);
      }
    }
  }));
}

TEST_CASE("a name agrees with itself in every part it has") {
  CHECK(rc::check([](const std::string& text) {
    const NameForm name = read_name(text);
    const NameOutcome outcome = compare_names(name, name);
    for (const Outcome part : outcome.parts) {
      RC_ASSERT(part == Outcome::kAgreeing || part == Outcome::kMissing);
    }
  }));
}

TEST_CASE("a compact name keeps the ends of a very long one") {
  Lexicon lexicon;
  const CompactName name =
      lexicon.add(read_name("a1 ab ac ad ae af ag ah ai aj ak al am an ao ap"));
  CHECK(name.count == CompactName::kMost);
  CHECK(lexicon.letters(name.first(Role::kGiven)) == U"ab");
  CHECK(lexicon.letters(name.first(Role::kFamily)) == U"ap");
  CHECK(name.first(Role::kTitle) == kNoToken);
}
