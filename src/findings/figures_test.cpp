#include "findings/figures.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "findings/impl/invented.hpp"

namespace {

using namespace attest;
using namespace attest::findings;
using findings::impl::Invented;
using model::SourceKind;

/// What one policy makes of quantities said of one thing.
Answer answer_of(const std::vector<std::string>& quantities,
                 std::string_view policy = "all claims") {
  Invented ford;
  for (std::size_t i = 0; i < quantities.size(); ++i)
    ford.figures.push_back(
        Invented::figure(std::to_string(i), "voice " + std::to_string(i), "killed", quantities[i]));
  const auto chosen = *find_policy(standard_policies(), policy);
  return panels(ford.figures, Voices(ford.sources), {&chosen, 1}).at(0).answers.at(0);
}

std::string shown(const std::vector<std::string>& quantities) {
  return display(answer_of(quantities));
}

}  // namespace

TEST_CASE("a documented range runs from the lowest stated to the highest") {
  CHECK(shown({"613"}) == "613");
  CHECK(shown({"485", "613"}) == "485–613");
  CHECK(shown({"500-1000", "613"}) == "500–1,000");
  CHECK(shown({"at least 161"}) == "at least 161");
  CHECK(shown({"at least 161", "at least 600"}) == "161 to 600 or more");
  CHECK(shown({"485", "at least 1000"}) == "485 to 1,000 or more");
  CHECK(shown({"at least 200", "613"}) == "200–613");
  CHECK(shown({"up to 50"}) == "up to 50");
  CHECK(shown({"up to 50", "20"}) == "20–50");
  CHECK(shown({"up to 50", "100"}) == "up to 100");
  CHECK(shown({"dozens"}) == "no number");
  CHECK(display(Answer{}) == "no number");
}

TEST_CASE("footnotes name who states each end") {
  const auto answer = answer_of({"485", "613", "613", "dozens"});
  CHECK(answer.low_by == std::vector<std::size_t>{0});
  CHECK(answer.high_by == std::vector<std::size_t>{1, 2});
  CHECK(answer.counted.size() == 3);
  CHECK(answer.voices == 3);
  REQUIRE(answer.left_out.size() == 1);
  CHECK(answer.left_out[0].why == "no number");
}

TEST_CASE("figures of different measures stand in different panels") {
  const std::vector<model::Figure> figures = {
      Invented::figure("1", "A", "killed", "613"),
      Invented::figure("2", "A", "bodies examined", "181"),
      Invented::figure("3", "A", "killed/total (list)", "477"),
      Invented::figure("4", "A", "families of killed", "476"),
      Invented::figure("5", "A", "killed/women", "106")};
  const auto all = panels(figures, Voices({}), standard_policies());
  REQUIRE(all.size() == 5);
  CHECK(label(all[0]) == "killed, all");
  CHECK(label(all[1]) == "killed, women");
  for (const auto& panel : all) CHECK(panel.lines.size() == 1);
  const auto policy = standard_policies()[0];
  std::vector<Line> mixed = {{.figure = 0}, {.figure = 1}};
  CHECK_THROWS(answer(figures, mixed, policy));
}

TEST_CASE("the policy of seen sources leaves out what was only recalled") {
  Invented ford;
  ford.figures = {Invented::figure("1", "A", "killed", "613"),
                  Invented::figure("2", "B", "killed", "485")};
  ford.figures[1].by.seen = model::Seen::kRecalled;
  const auto all = panels(ford.figures, Voices({}), standard_policies());
  CHECK(display(all[0].answers[0]) == "485–613");
  CHECK(display(all[0].answers[1]) == "613");
  CHECK(all[0].answers[1].left_out[0].why == "not seen (recalled)");
}

TEST_CASE("the policy of priority takes the first kind that gives a number") {
  Invented ford;
  ford.sources = {Invented::source("Court", SourceKind::kCourt, ""),
                  Invented::source("Watch", SourceKind::kNgo, ""),
                  Invented::source("Ministry", SourceKind::kStateParty, "Arland")};
  ford.figures = {Invented::figure("1", "Court", "killed", "dozens"),
                  Invented::figure("2", "Watch", "killed", "at least 161"),
                  Invented::figure("3", "Ministry", "killed", "613")};
  const auto all = panels(ford.figures, Voices(ford.sources), standard_policies());
  CHECK(display(all[0].answers[3]) == "at least 161");
}

TEST_CASE("repetitions collapse to their origin under independent sources") {
  Invented ford;
  ford.sources = {Invented::source("Ministry", SourceKind::kStateParty, "Arland"),
                  Invented::source("Senate", SourceKind::kOther, "", {"Ministry"}),
                  Invented::source("Post", SourceKind::kPress, "", {"Senate"})};
  ford.figures = {Invented::figure("1", "Ministry", "killed", "613", "1902"),
                  Invented::figure("2", "Senate", "killed", "613", "1903"),
                  Invented::figure("3", "Post", "killed", "613", "1904"),
                  Invented::figure("4", "Post", "killed", "700", "1905"),
                  Invented::figure("5", "Observers", "killed", "at least 200", "1902")};
  const auto all = panels(ford.figures, Voices(ford.sources), standard_policies());
  const auto& independent = all[0].answers[2];
  CHECK(independent.counted.size() == 3);
  CHECK(independent.voices == 3);
  CHECK(display(independent) == "200–700");
  CHECK(independent.left_out[0].why == "derives from Ministry; origin: 1");
}

TEST_CASE("a vague word moves a range only under a rule that the policy names") {
  Invented ford;
  ford.figures = {Invented::figure("1", "A", "killed", "dozens")};
  Policy policy{.name = "floor", .rule = Rule::kAll, .vague_rule = "floor"};
  const auto all = panels(ford.figures, Voices({}), {&policy, 1});
  CHECK(display(all[0].answers[0]) == "at least 24");
  CHECK(describe(policy).find("floor") != std::string::npos);
}

TEST_CASE("every statement is counted or left out with a reason") {
  CHECK(rc::check([] {
    Invented ford;
    const auto count = *rc::gen::inRange<std::size_t>(1, 10);
    for (std::size_t i = 0; i < count; ++i) {
      ford.figures.push_back(Invented::figure(
          std::to_string(i), *rc::gen::element<std::string>("A", "B", "C"), "killed",
          *rc::gen::element<std::string>("20", "40-60", "at least 30", "up to 70", "dozens", "")));
      if (*rc::gen::arbitrary<bool>())
        ford.figures.back().by.repeats = {*rc::gen::element<std::string>("0", "1", "B", "none")};
    }
    const auto all = panels(ford.figures, Voices({}), standard_policies());
    for (const auto& answer : all.at(0).answers) {
      RC_ASSERT(answer.counted.size() + answer.left_out.size() == count);
      for (const auto& out : answer.left_out) RC_ASSERT(!out.why.empty());
      RC_ASSERT((!answer.low || !answer.high || *answer.low <= *answer.high));
      RC_ASSERT(answer.low.has_value() == !answer.low_by.empty());
      RC_ASSERT(answer.high.has_value() == !answer.high_by.empty());
    }
  }));
}

TEST_CASE("spread counts statements by side and kind") {
  Invented ford;
  ford.sources = {Invented::source("Ministry", SourceKind::kStateParty, "Arland"),
                  Invented::source("Watch", SourceKind::kNgo, "none")};
  ford.figures = {Invented::figure("1", "Ministry", "killed", "613"),
                  Invented::figure("2", "Watch", "killed", "200"),
                  Invented::figure("3", "Somebody", "killed", "10")};
  ford.figures[1].by.repeats = {"1"};
  const auto rows = spread(ford.figures, Voices(ford.sources));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].kind == "NGO");
  CHECK(rows[0].affiliation.empty());
  CHECK(rows[0].repetitions == 1);
  CHECK(rows[1].kind == "not stated");
  CHECK(rows[2].affiliation == "Arland");
}
