#include "findings/relay.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "findings/impl/invented.hpp"

namespace {

using namespace attest;
using namespace attest::findings;
using findings::impl::Invented;
using model::SourceKind;
using Noun = Witness::Noun;

const Relay* relay_from(const RelayGraph& graph, Node node) {
  for (const auto& relay : graph.relays)
    if (relay.from == node) return &relay;
  return nullptr;
}

}  // namespace

TEST_CASE("a name is cut at its relay and tells whom it quotes") {
  CHECK(head_of_name("The Gazette (issue 9)") == "The Gazette");
  CHECK(head_of_name("Ministry, as reported by Herald") == "Ministry");
  CHECK(head_of_name("Ford Post / Ministry") == "Ford Post");
  CHECK(quoted_in_name("Daily Post, quoting the Ministry (1902)") ==
        std::vector<std::string>{"the Ministry"});
  CHECK(quoted_in_name("Daily Post").empty());
}

TEST_CASE("voices know their sources by every spelling") {
  std::vector<model::Source> sources = {
      Invented::source("River Watch", SourceKind::kNgo, "none"),
      Invented::source("Post", SourceKind::kPress, "Arland", {"Ministry"}),
      Invented::source("Ministry", SourceKind::kStateParty, "Arland", {"Post"})};
  sources[0].also_named = {"RW"};
  const Voices voices(sources);
  CHECK(voices.voice("rw") == voices.voice("RIVER  WATCH (1902)"));
  CHECK(voices.affiliation("RW").empty());
  CHECK(voices.kind("RW") == SourceKind::kNgo);
  CHECK_FALSE(voices.kind("Nobody"));
  CHECK(voices.origins("Post") == std::vector<std::string>{voices.voice("Ministry")});
}

TEST_CASE("stated repetitions lead to the first statement and loops are cut") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Ministry", "killed", "600", "1902"),
                  Invented::figure("F2", "Post", "killed", "600", "1903"),
                  Invented::figure("F3", "Echo, quoting Post", "killed", "over 600", "1904"),
                  Invented::figure("F4", "Post", "wounded", "600", "1903")};
  ford.figures[1].by.repeats = {"F1"};
  ford.figures[0].by.repeats = {"F2"};
  ford.figures[3].by.repeats = {"F1"};
  const auto traced = echoes(ford.figures, Voices({}));
  CHECK_FALSE(traced[0]);
  CHECK(traced[1]->origin == 0);
  CHECK(traced[2]->origin == 0);
  CHECK(traced[2]->basis == Basis::kSaid);
  CHECK_FALSE(traced[3]);  // another measure never echoes
  const auto graph = ford.relays();
  CHECK(graph.stated == 3);
  CHECK(graph.origins == 1);
  CHECK(graph.descents[0].origin == Node{Noun::kFigure, 0});
}

TEST_CASE("the earliest repetition stands for an origin that is not there") {
  Invented ford;
  ford.sources = {Invented::source("Post", SourceKind::kPress, "", {"Agency"}),
                  Invented::source("Echo", SourceKind::kPress, "", {"Agency"})};
  ford.figures = {Invented::figure("F1", "Post", "killed", "613", "1902"),
                  Invented::figure("F2", "Echo", "killed", "613", "1903"),
                  Invented::figure("F3", "Echo", "killed", "700", "1904")};
  const auto traced = echoes(ford.figures, Voices(ford.sources));
  CHECK_FALSE(traced[0]);
  CHECK(traced[1]->origin == 0);
  CHECK(traced[1]->basis == Basis::kDerives);
  CHECK_FALSE(traced[2]);
}

TEST_CASE("an odd number said later by another voice is likely taken over") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Ministry", "killed", "613", "1902"),
                  Invented::figure("F2", "Post", "killed/civilian", "613", "1903"),
                  Invented::figure("F3", "Ministry", "killed", "613", "1904"),
                  Invented::figure("F4", "Watch", "killed", "600", "1903"),
                  Invented::figure("F5", "Echo", "killed", "600", "1904"),
                  Invented::figure("F6", "Echo", "wounded", "613", "1904")};
  const auto graph = ford.relays();
  REQUIRE(graph.relays.size() == 1);
  CHECK(graph.relays[0].basis == Basis::kSameNumber);
  CHECK(graph.relays[0].from == Node{Noun::kFigure, 1});
  CHECK(graph.likely == 1);
}

TEST_CASE("almost the same words said later are likely taken over") {
  Invented ford;
  ford.statements = {
      Invented::statement("S1", "Ministry",
                          "They shot the people who fled by the river road at night, "
                          "then burned every house"),
      Invented::statement("S2", "Post",
                          "They shot the folk who fled by the river road at dawn, "
                          "then burned every house")};
  const auto graph = ford.relays();
  REQUIRE(graph.relays.size() == 1);
  CHECK(graph.relays[0].basis == Basis::kSameWording);
  CHECK(graph.likely == 1);
}

TEST_CASE("a legislature that takes over a number is a repetition") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Ministry", "killed", "613", "1902")};
  ford.positions = {Invented::position("Senate", "Borland", "massacre; 613 killed", "1913"),
                    Invented::position("Senate", "Dorland", "tragedy", "1913")};
  const auto graph = ford.relays();
  REQUIRE(graph.relays.size() == 1);
  CHECK(graph.relays[0].from == Node{Noun::kPosition, 0});
  const auto checks = ford.checks(CheckKind::kRepetitionNotSource);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].text.find("Senate (Borland)") != std::string::npos);
}

TEST_CASE("a shared slip tells copies apart from counts") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Ministry", "killed/children", "63", "1902"),
                  Invented::figure("F2", "Post", "killed/children", "83", "1903"),
                  Invented::figure("F3", "Library", "killed/children", "83", "1904")};
  const auto graph = ford.relays();
  REQUIRE(graph.relays.size() == 1);
  CHECK(graph.relays[0].basis == Basis::kSameSlip);
  CHECK(graph.relays[0].to == Node{Noun::kFigure, 1});
}

TEST_CASE("a passage in the same words is likely taken over") {
  Invented ford;
  ford.statements = {
      Invented::statement("S1", "Observers", "by nine in the morning nobody was left on the bank"),
      Invented::statement("S2", "Post", "It is said: by nine in the morning nobody was left."),
      Invented::statement("S3", "Echo", "the bank was quiet by nine in the evening of that day")};
  ford.statements[0].by.said = model::Date::parse("1901");
  ford.statements[1].by.said = model::Date::parse("1902");
  const auto graph = ford.relays();
  REQUIRE(graph.relays.size() == 1);
  CHECK(graph.relays[0].basis == Basis::kSameWording);
  CHECK(graph.relays[0].to == Node{Noun::kStatement, 0});
}

TEST_CASE("relays form trees whatever is said") {
  CHECK(rc::check([] {
    Invented ford;
    const auto count = *rc::gen::inRange<std::size_t>(0, 12);
    for (std::size_t i = 0; i < count; ++i) {
      ford.figures.push_back(Invented::figure(
          std::to_string(i), *rc::gen::element<std::string>("A", "B", "C, quoting A", "B / C"),
          *rc::gen::element<std::string>("killed", "killed/women", "wounded"),
          *rc::gen::element<std::string>("613", "63", "83", "600", "dozens"),
          *rc::gen::element<std::string>("", "1901", "1902")));
      if (*rc::gen::arbitrary<bool>())
        ford.figures.back().by.repeats = {std::to_string(*rc::gen::inRange(0, 12))};
    }
    const auto graph = ford.relays();
    RC_ASSERT(graph.origins + graph.stated + graph.likely == count);
    for (const auto& relay : graph.relays) {
      auto at = relay.to;
      for (std::size_t steps = 0; const auto* next = relay_from(graph, at); at = next->to)
        RC_ASSERT(++steps <= count);
    }
  }));
}
