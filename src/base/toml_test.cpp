#include "base/toml.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace attest::base {
namespace {

TEST_CASE("TOML becomes a tree in the order of the file") {
  const auto value = parse_toml(R"(
zeta = 1
alpha = "é"
[b]
y = [1, 2.5, 1e3, true]
x = { q = 1992-02-26, p = 07:32:00 }
[a.deep]
when = 1992-02-26T07:32:00Z
[[row]]
n = 1
[[row]]
n = 2
)",
                                "case.toml");
  CHECK(to_json(value) ==
        R"({"zeta":1,"alpha":"é","b":{"y":[1,2.5,1000.0,true],)"
        R"("x":{"q":"1992-02-26","p":"07:32:00"}},"a":{"deep":{"when":"1992-02-26T07:32:00Z"}},)"
        R"("row":[{"n":1},{"n":2}]})");
}

TEST_CASE("a fault in TOML names file and line") {
  const auto where = [](std::string_view text) {
    try {
      parse_toml(text, "case.toml");
    } catch (const Error& error) {
      CHECK(error.code() == Code::kMalformed);
      return error.where();
    }
    return std::string("no fault");
  };
  CHECK(where("a = 1\nb = \n").starts_with("case.toml, line 2"));
  CHECK(where("a = 1\n\na = 2\n").starts_with("case.toml, line 3"));
  CHECK(where("x = inf\n").starts_with("case.toml, line 1"));
  CHECK(where("x = \"\xFF\"\n").starts_with("case.toml, line 1"));
  CHECK(where("x = " + std::string(100'000, '[')).starts_with("case.toml, line 1"));
}

TEST_CASE("any text written for TOML is read back") {
  CHECK(to_toml_string("a\"\\\n\x7f") == R"("a\"\\\n\u007F")");
  CHECK(rc::check([](const std::string& bytes) {
    const auto text = replace_invalid_utf8(bytes);
    RC_ASSERT(parse_toml("x = " + to_toml_string(text), "test")["x"].text() == text);
  }));
}

}  // namespace
}  // namespace attest::base
