#include "base/time.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdlib>

namespace attest::base {
namespace {

TEST_CASE("a moment is written as ISO 8601 to the millisecond") {
  CHECK(to_iso(Instant{0}) == "1970-01-01T00:00:00.000Z");
  CHECK(to_iso(Instant{1'772'042'587'250}) == "2026-02-25T18:03:07.250Z");
  CHECK(to_iso(Instant{-1}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("only what is written is read") {
  for (const char* text :
       {"", "2026-02-25", "2026-02-25T18:03:07Z", "2026-02-25 18:03:07.250Z",
        "2026-02-30T18:03:07.250Z", "2026-02-25T24:00:00.000Z", "2026-02-25T18:60:07.250Z",
        "2026-02-25T18:03:60.250Z", "2026-13-25T18:03:07.250Z", "2026-02-25T18:03:07.2x0Z",
        "2026-02-25T18:03:07.250z", "+026-02-25T18:03:07.250Z"}) {
    INFO(text);
    CHECK_FALSE(instant_from_iso(text));
  }
}

TEST_CASE("moments and days go to text and numbers and back") {
  CHECK(rc::check([] {
    const auto days = *rc::gen::inRange<std::int64_t>(-719'000, 2'900'000);
    const auto rest = *rc::gen::inRange<std::int64_t>(0, 86'400'000);
    const Instant instant{days * 86'400'000 + rest};
    RC_ASSERT(instant_from_iso(to_iso(instant)) == instant);
    RC_ASSERT(to_serial(from_serial(days)) == days);
    RC_ASSERT(is_valid(from_serial(days)));
  }));
  CHECK(to_iso(Day{1992, 2, 26}) == "1992-02-26");
  CHECK(to_iso(Day{-44, 3, 15}) == "-0044-03-15");
  CHECK(to_serial({1992, 2, 26}) == 8091);
}

TEST_CASE("leap years follow the Gregorian rule") {
  CHECK(is_valid({2000, 2, 29}));
  CHECK(is_valid({1992, 2, 29}));
  CHECK_FALSE(is_valid({1900, 2, 29}));
  CHECK_FALSE(is_valid({1993, 2, 29}));
  CHECK_FALSE(is_valid({1992, 0, 1}));
  CHECK_FALSE(is_valid({1992, 4, 31}));
  CHECK_FALSE(is_valid({1992, 4, 0}));
}

TEST_CASE("a clock that the environment sets moves a millisecond a reading") {
  // The only test of this program that asks for the clock: it is made once.
  ::setenv("ATTEST_NOW", "2026-02-25T18:03:07.250Z", 1);
  CHECK(to_iso(system_clock().now()) == "2026-02-25T18:03:07.250Z");
  CHECK(to_iso(system_clock().now()) == "2026-02-25T18:03:07.251Z");
}

}  // namespace
}  // namespace attest::base
