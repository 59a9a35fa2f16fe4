#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "model/address.hpp"
#include "model/locator.hpp"
#include "model/nouns.hpp"
#include "model/source.hpp"

namespace {

using namespace attest::model;
const std::string kSha(64, 'a');

void round_trip(const Locator& locator) {
  const auto json = to_json(locator);
  CHECK(locator_from_json(json) == locator);
  CHECK(locator_from_json(attest::base::parse_json(attest::base::to_json(json)).value) == locator);
  CHECK_FALSE(describe(locator).empty());
}

}  // namespace

TEST_CASE("addresses print and parse") {
  CHECK(rc::check([] {
    const auto number = [] { return *rc::gen::inRange<std::int64_t>(0, 1'000'000'000); };
    Address address{"0123456789abcdef", number()};
    if (*rc::gen::arbitrary<bool>()) address.line = number();
    if (address.line != Address::kNone && *rc::gen::arbitrary<bool>()) address.column = number();
    RC_ASSERT(parse_address(to_string(address)) == address);
  }));
  for (const std::string none :
       {"", "0123456789abcdef", "0123456789abcdef/", "0123456789ABCDEF/1", "0123456789abcdef/01",
        "0123456789abcdef/-1", "0123456789abcdef/1.2.3.4", "0123456789abcdef/1.",
        "0123456789abcdef/99999999999999999999"})
    CHECK_MESSAGE(!parse_address(none), none);
}

TEST_CASE("addresses sort by entry as numbers") {
  CHECK(*parse_address("0123456789abcdef/9") < *parse_address("0123456789abcdef/10"));
  CHECK(parse_address("0123456789abcdef/9.4.2")->record() ==
        *parse_address("0123456789abcdef/9.4"));
}

TEST_CASE("locators of every kind go to JSON and back") {
  round_trip({kSha, WholeLocator{}});
  round_trip({kSha, CellLocator{"Sheet 1", 12, "deaths"}});
  round_trip({kSha, CellLocator{"", 0, ""}});
  round_trip({kSha, TextLocator{kSha, 120, 164, "seven “dead”", "were ", " found", 3}});
  round_trip({kSha, MediaLocator{1500, 62'007}});
}

TEST_CASE("what is no locator is none") {
  using attest::base::parse_json;
  for (const std::string text :
       {"{}", R"({"source":"sha256:zz"})", R"({"source":"sha256:","selector":{"type":"x"}})"})
    CHECK_MESSAGE(!locator_from_json(parse_json(text).value), text);
  const auto odd = R"({"source":"sha256:)" + kSha + R"(","selector":{"type":"attest:Cell"}})";
  CHECK_FALSE(locator_from_json(parse_json(odd).value));
}

TEST_CASE("closed words read their own spelling and common others") {
  for (const auto kind : {SourceKind::kStateParty, SourceKind::kNgo, SourceKind::kOther})
    CHECK(parse_source_kind(word(kind)) == kind);
  CHECK(parse_source_kind("international organization") == SourceKind::kInternationalOrganisation);
  CHECK(parse_source_kind("State_Party") == SourceKind::kStateParty);
  CHECK(parse_seen("yes") == Seen::kSeen);
  CHECK(parse_seen("No") == Seen::kRecalled);
  CHECK(parse_seen("listed") == Seen::kListed);
  CHECK_FALSE(parse_seen("maybe"));
  for (const auto adoption : {Adoption::kAdopted, Adoption::kNotAdopted, Adoption::kUnknown})
    CHECK(parse_adoption(word(adoption)) == adoption);
  CHECK(parse_adoption("Rejected") == Adoption::kNotAdopted);
  for (const auto verdict :
       {Verdict::kSame, Verdict::kDifferent, Verdict::kUnsure, Verdict::kAdopt})
    CHECK(parse_verdict(word(verdict)) == verdict);
}
