#include "findings/positions.hpp"

#include <doctest/doctest.h>

#include "findings/impl/invented.hpp"

namespace {

using namespace attest;
using namespace attest::findings;
using findings::impl::Invented;

Stance of(std::string words) {
  return stance(Invented::position("Senate", "Arland", std::move(words)));
}

}  // namespace

TEST_CASE("a body's own word is told apart from what is reported of it") {
  CHECK(of("massacre").own == Rung::kMassacre);
  CHECK(of("tragedy; headline says genocide").own == Rung::kTragedy);
  CHECK(of("tragedy; headline says genocide").reported == Rung::kGenocide);
  CHECK(of("genocide (label of the list)").own == Rung::kNone);
  CHECK(of("not a genocide").own == Rung::kNone);
  CHECK(of("not a genocide").apart == Rung::kGenocide);
  CHECK(of("war crimes and crimes against humanity").own == Rung::kCrimeAgainstHumanity);
  CHECK(of("").own == Rung::kNone);
}

TEST_CASE("words of stance are read in several languages") {
  for (const std::string words : {"геноцид", "soyqırım", "soykırım", "génocide", "إبادة جماعية"})
    CHECK_MESSAGE(of(words).own == Rung::kGenocide, words);
  CHECK(of("трагедия").own == Rung::kTragedy);
  CHECK(of("katliam").own == Rung::kMassacre);
}

TEST_CASE("positions stand by date and are never rolled up") {
  const std::vector<model::Position> all = {
      Invented::position("Senate", "Arland", "tragedy"),
      Invented::position("Lower House", "Arland", "massacre", "1913"),
      Invented::position("Senate", "Arland", "genocide", "1912-02")};
  const auto steps = ladder(all);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].position == 2);
  CHECK(steps[1].position == 1);
  CHECK(steps[2].position == 0);
}
