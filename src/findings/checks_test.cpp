#include "findings/checks.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "findings/impl/invented.hpp"

namespace {

using namespace attest;
using findings::CheckKind;
using findings::impl::Invented;
using model::SourceKind;

bool speaks_of(const std::vector<findings::Check>& checks, std::string_view words) {
  return std::ranges::any_of(
      checks, [&](const auto& c) { return c.text.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("every kind of check has a word and a title of its own") {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(CheckKind::kSaidBeforeEvent); ++i) {
    words.insert(word(static_cast<CheckKind>(i)));
    CHECK_FALSE(title(static_cast<CheckKind>(i)).empty());
  }
  CHECK(words.size() == static_cast<std::size_t>(CheckKind::kSaidBeforeEvent) + 1);
}

TEST_CASE("one number under two labels is asked about and a round one is not") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Herald", "wounded", "487", "1901"),
                  Invented::figure("F2", "Gazette", "disabled", "487", "1902"),
                  Invented::figure("F3", "Herald", "missing", "200", "1901"),
                  Invented::figure("F4", "Gazette", "captive", "200", "1902")};
  const auto found = ford.checks(CheckKind::kOneNumberManyLabels);
  REQUIRE(found.size() == 1);
  CHECK(found[0].witnesses.size() == 2);
  CHECK(speaks_of(found, "487"));
}

TEST_CASE("one label with several numbers and a slip of one digit") {
  Invented ford;
  ford.sources = {Invented::source("Ministry", SourceKind::kStateParty, "Arland"),
                  Invented::source("Post", SourceKind::kPress, "Arland"),
                  Invented::source("Echo", SourceKind::kPress, "Borland")};
  ford.figures = {Invented::figure("F1", "Ministry", "killed/children", "63", "1901"),
                  Invented::figure("F2", "Post", "killed/children", "83", "1902"),
                  Invented::figure("F3", "Echo", "killed/children", "93", "1902")};
  CHECK(speaks_of(ford.checks(CheckKind::kOneLabelManyNumbers), "63, 83 and 93"));
  const auto slips = ford.checks(CheckKind::kDigitsDiffer);
  REQUIRE(slips.size() == 1);  // between two sides two close counts are no slip
  CHECK(speaks_of(slips, "63 and 83"));
}

TEST_CASE("one source with two numbers even where only a remark holds the second") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Daily Ford (issue 9)", "killed", "636", "1901"),
                  Invented::figure("F2", "Daily Ford / Ministry", "killed", "at least 679", "1901"),
                  Invented::figure("F3", "Institute of Rivers (one copy)", "killed", "over 100")};
  ford.figures[2].by.note = "53 hostages; another copy quotes the Institute for \"at least 45\".";
  const auto found = ford.checks(CheckKind::kOneSourceTwoNumbers);
  CHECK(found.size() == 2);
  CHECK(speaks_of(found, "636"));
  CHECK(speaks_of(found, "≥ 45"));
}

TEST_CASE("sums are done again") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Observers", "bodies examined", "181", "1901"),
                  Invented::figure("F2", "Observers", "bodies examined/women", "51", "1901"),
                  Invented::figure("F3", "Observers", "bodies examined/men", "130", "1901")};
  ford.figures[0].by.note = "151+20+10=181; later 100 + 20 = 130.";
  CHECK(speaks_of(ford.checks(CheckKind::kSumsAgree), "51 + 130 = 181"));
  CHECK(speaks_of(ford.checks(CheckKind::kSumsAgree), "151+20+10=181"));
  CHECK(speaks_of(ford.checks(CheckKind::kSumsDiffer), "the sum is 120"));
  ford.figures[2].quantity = *model::read_quantity("140");
  CHECK(speaks_of(ford.checks(CheckKind::kSumsDiffer), "51 + 140 = 191"));
}

TEST_CASE("a part larger than its whole is asked about within one measure only") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Herald", "killed", "40", "1901"),
                  Invented::figure("F2", "Gazette", "killed/women", "over 40", "1902"),
                  Invented::figure("F3", "Gazette", "wounded", "90", "1902")};
  ford.figures[1].part_of = "F1";
  ford.figures[2].part_of = "F1";
  const auto found = ford.checks(CheckKind::kPartExceedsWhole);
  REQUIRE(found.size() == 1);
  CHECK(found[0].witnesses[0].index == 1);
}

TEST_CASE("totals of one side are laid out through time without its parts") {
  Invented ford;
  ford.sources = {Invented::source("Ministry", SourceKind::kStateParty, "Arland"),
                  Invented::source("Speaker", SourceKind::kStateParty, "Arland"),
                  Invented::source("Herald", SourceKind::kPress, "Arland")};
  ford.figures = {Invented::figure("F1", "Speaker", "killed/combatant", "2", "1901-02"),
                  Invented::figure("F2", "Speaker", "killed", "over 1000", "1901-03"),
                  Invented::figure("F3", "Ministry", "killed", "485", "1903"),
                  Invented::figure("F4", "Ministry", "killed/women", "106", "1903"),
                  Invented::figure("F5", "Herald", "killed", "700", "1903")};
  const auto found = ford.checks(CheckKind::kTotalsThroughTime);
  REQUIRE(found.size() == 1);
  CHECK(speaks_of(found, "2 combatants (1901), > 1,000 (1901) and 485 (1903)"));
}

TEST_CASE("a unit that changed while its number did not") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Herald", "distance/miles", "10", "1901"),
                  Invented::figure("F2", "Herald, translated", "distance/km", "10", "1902"),
                  Invented::figure("F3", "Gazette", "distance/km", "16", "1902")};
  const auto found = ford.checks(CheckKind::kUnitChanged);
  REQUIRE(found.size() == 1);
  CHECK(speaks_of(found, "10 miles are about 16.1 km"));
}

TEST_CASE("a quotation with two speakers unless one names the other") {
  const std::string words = "no house on the left bank was left standing that morning";
  Invented ford;
  ford.statements = {Invented::statement("S1", "Observers", words),
                     Invented::statement("S2", "Institute", "\"" + words + "\"")};
  CHECK(ford.checks(CheckKind::kSpeakerChanged).size() == 1);
  ford.statements[1].by.relays = {"Observers"};
  CHECK(ford.checks(CheckKind::kSpeakerChanged).empty());
  ford.statements[0].by.note = "A public page attributes this sentence to the Institute.";
  CHECK(speaks_of(ford.checks(CheckKind::kSpeakerChanged), "another name"));
}

TEST_CASE("two countries have two senates and a court with a case number is one court") {
  const std::string words = "the assembly mourns all who lost their lives that night";
  Invented ford;
  ford.positions = {Invented::position("Senate", "Arland", "\"" + words + "\""),
                    Invented::position("Senate", "Borland", "\"" + words + "\"")};
  CHECK(ford.checks(CheckKind::kSpeakerChanged).size() == 1);
  ford.positions = {Invented::position("Upper Court", "", "\"" + words + "\"")};
  ford.statements = {Invented::statement("S1", "Upper Court, case 7", words)};
  CHECK(ford.checks(CheckKind::kSpeakerChanged).empty());
}

TEST_CASE("a ruling cited without its reservation") {
  Invented ford;
  ford.statements = {
      Invented::statement("S1", "Upper Court, case 7",
                          "this is not to be understood as an assessment of the events"),
      Invented::statement("S2", "River Foundation", "The Court determined that it was a crime"),
      Invented::statement("S3", "Herald", "The Court sat for two days")};
  const auto found = ford.checks(CheckKind::kDisclaimerDropped);
  REQUIRE(found.size() == 1);
  CHECK(found[0].witnesses[0].index == 1);
}

TEST_CASE("a word grows stronger in the report than in the text") {
  Invented ford;
  ford.positions = {
      Invented::position("Upper House", "Arland", "tragedy; headline says genocide"),
      Invented::position("Committee", "Borland",
                         "massacre. Genocide appears only in a condemnation, not about the ford"),
      Invented::position("Lower House", "Arland", "massacre"),
      Invented::position("Council", "Dorland", "genocide (label of the list)")};
  const auto found = ford.checks(CheckKind::kWordUpgraded);
  REQUIRE(found.size() == 2);
  CHECK(speaks_of(found, "Upper House (Arland)"));
  CHECK(speaks_of(found, "Committee (Borland)"));
}

TEST_CASE("not adopted yet counted") {
  Invented ford;
  ford.positions = {Invented::position("Lower House", "Arland", "tragedy"),
                    Invented::position("Senate", "Borland", "tragedy")};
  ford.positions[0].instrument = "HR 13, introduced text seen; defeated; listed as recognising";
  ford.positions[1].instrument = "resolution 4";
  const auto found = ford.checks(CheckKind::kNotAdoptedButCounted);
  REQUIRE(found.size() == 1);
  CHECK(found[0].witnesses[0].index == 0);
  ford.positions[0].adoption = model::Adoption::kAdopted;
  CHECK(ford.checks(CheckKind::kNotAdoptedButCounted).empty());
}

TEST_CASE("a table that gives none where others give some") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Event Table 3", "killed/civilian", "0", "1925"),
                  Invented::figure("F2", "Observers", "killed", "at least 45", "1903")};
  ford.elsewhere = {Invented::figure("F3", "Event Table 3", "killed/civilian", "8410", "1925"),
                    Invented::figure("F4", "Event Table 3", "killed/civilian", "774", "1925")};
  ford.elsewhere[0].about = "The Bridge 1895";
  ford.elsewhere[1].about = "The River 1901";
  const auto found = ford.checks(CheckKind::kOneSideCoded);
  REQUIRE(found.size() == 1);
  CHECK(speaks_of(found, "774 (The River 1901) and 8,410 (The Bridge 1895)"));
}

TEST_CASE("words that the speaker's own side contradicts in numbers") {
  Invented ford;
  ford.sources = {Invented::source("Ministry", SourceKind::kStateParty, "Arland"),
                  Invented::source("Post", SourceKind::kPress, "Arland")};
  ford.figures = {Invented::figure("F1", "Ministry", "killed", "613", "1902"),
                  Invented::figure("F2", "Ministry", "killed/women", "106", "1902"),
                  Invented::figure("F3", "Ministry", "killed/children", "63", "1902")};
  ford.statements = {Invented::statement("S1", "Post", "the dead were mostly women and children")};
  CHECK(speaks_of(ford.checks(CheckKind::kWordsAgainstNumbers), "106 + 63 = 169 of 613, 28 %"));
  ford.figures[1].quantity = *model::read_quantity("306");
  CHECK(ford.checks(CheckKind::kWordsAgainstNumbers).empty());
}

TEST_CASE("a date before what it speaks of") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Herald", "killed", "40", "1900")};
  ford.figures[0].event = model::Date::parse("1901-02-26");
  CHECK(ford.checks(CheckKind::kSaidBeforeEvent).size() == 1);
}

TEST_CASE("checks do not depend on the order of statements and point to what is there") {
  CHECK(rc::check([] {
    Invented ford;
    const auto count = *rc::gen::inRange<std::size_t>(0, 12);
    for (std::size_t i = 0; i < count; ++i)
      ford.figures.push_back(Invented::figure(
          "F" + std::to_string(i),
          *rc::gen::element<std::string>("A", "B", "C / D", "B, quoting A"),
          *rc::gen::element<std::string>("killed", "killed/women", "wounded", "bodies", "x"),
          *rc::gen::element<std::string>("63", "83", "613", "0", "20-40", "at least 613", "dozens"),
          *rc::gen::element<std::string>("", "1901", "1902-02")));
    const auto texts = [&] {
      std::vector<std::string> out;
      for (const auto& check : ford.checks()) {
        for (const auto& witness : check.witnesses) RC_ASSERT(witness.index < count);
        RC_ASSERT(!check.witnesses.empty());
        out.push_back(check.text);
      }
      std::ranges::sort(out);
      return out;
    };
    const auto before = texts();
    std::ranges::reverse(ford.figures);
    RC_ASSERT(texts() == before);
  }));
}
