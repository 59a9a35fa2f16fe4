#include "base/error.hpp"

#include <doctest/doctest.h>

#include <set>

#include "base/report.hpp"

namespace attest::base {
namespace {

TEST_CASE("a message names place and fault and remedy on one line") {
  const Error error(Code::kMalformed, "is not TOML:\nno value", "case.toml, line 3", "Correct it");
  CHECK(error.message() == "case.toml, line 3: is not TOML: no value. Correct it");
  CHECK(Error(Code::kStopped, "stopped").message() == "stopped");
  CHECK(Error(Code::kLimit, "Too large.", "", "Split it").message() == "Too large. Split it");
}

TEST_CASE("every code has its own word") {
  std::set<std::string_view> words;
  for (int code = 0; code <= static_cast<int>(Code::kInternal); ++code) {
    words.insert(code_word(static_cast<Code>(code)));
  }
  CHECK(words.size() == static_cast<std::size_t>(Code::kInternal) + 1);
  CHECK(code_word(Code::kNotFound) == "not_found");
}

TEST_CASE("a broken rule of ours is an internal error") {
  CHECK_NOTHROW(ensure(true, "never said"));
  try {
    ensure(false, "one is two");
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    CHECK(error.code() == Code::kInternal);
    CHECK(error.message().find("one is two") != std::string::npos);
  }
}

TEST_CASE("work goes on until a stop is requested") {
  class Stopped final : public Reporter {
    void progress(std::string_view, std::uint64_t, std::uint64_t) override {}
    void note(std::string_view) override {}
    bool stop_requested() const override { return true; }
  };
  CHECK_NOTHROW(check_stop(silent_reporter()));
  CHECK_THROWS_AS(check_stop(Stopped()), Error);
}

}  // namespace
}  // namespace attest::base
