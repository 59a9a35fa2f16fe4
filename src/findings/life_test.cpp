#include "findings/life.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "findings/impl/invented.hpp"

namespace {

using namespace attest;
using namespace attest::findings;
using findings::impl::Invented;

bool has(const Life::Step& step, Drift drift) {
  return std::ranges::find(step.drift, drift) != step.drift.end();
}

}  // namespace

TEST_CASE("a number's life from first seen to changed label") {
  Invented ford;
  ford.sources = {Invented::source("Ministry", model::SourceKind::kStateParty, "Arland")};
  ford.figures = {Invented::figure("F1", "Ministry", "wounded", "487", "1903"),
                  Invented::figure("F2", "Observers", "wounded", "about 487", "1901"),
                  Invented::figure("F3", "Post", "disabled", "487", "1904")};
  ford.figures[1].wording = "may have been hurt in the tragedy; preliminary";
  ford.figures[0].wording = "hurt in the massacre";
  ford.figures[2].by.repeats = {"Ministry"};
  const auto all = lives(ford.figures, Voices(ford.sources));
  REQUIRE(all.size() == 1);
  CHECK(all[0].number == 487);
  CHECK(all[0].voices == 3);
  CHECK(all[0].affiliations == 2);
  const auto& steps = all[0].steps;
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].figure == 1);
  CHECK(steps[0].drift.empty());
  CHECK(has(steps[1], Drift::kHedgeLost));
  CHECK(has(steps[1], Drift::kCertaintyGained));
  CHECK(has(steps[1], Drift::kWordUpgraded));
  CHECK(has(steps[2], Drift::kLabelChanged));
  CHECK_FALSE(label(Drift::kDisclaimerDropped).empty());
}

TEST_CASE("a reservation that falls away is told") {
  Invented ford;
  ford.figures = {Invented::figure("F1", "Delegate", "bodies", "580", "1901"),
                  Invented::figure("F2", "Post", "bodies", "580", "1902"),
                  Invented::figure("F3", "Echo", "bodies", "580", "1903")};
  ford.figures[0].by.note = "This is not a finding.";
  const auto all = lives(ford.figures, Voices({}));
  REQUIRE(all.size() == 1);
  CHECK(has(all[0].steps[1], Drift::kDisclaimerDropped));
  CHECK_FALSE(has(all[0].steps[2], Drift::kDisclaimerDropped));
}

TEST_CASE("a round number lives once in each measure") {
  Invented ford;
  for (const auto* measure : {"killed", "wounded"})
    for (const auto* voice : {"A", "B", "C"})
      ford.figures.push_back(Invented::figure("", voice, measure, "200"));
  ford.figures.push_back(Invented::figure("", "A", "missing", "200"));
  const auto all = lives(ford.figures, Voices({}));
  REQUIRE(all.size() == 2);
  CHECK(all[0].steps.size() == 3);
}
