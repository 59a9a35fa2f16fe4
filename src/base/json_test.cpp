#include "base/json.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace attest::base {
namespace {

std::size_t fault_offset(std::string_view text) {
  const auto parsed = parse_json(text);
  INFO(text);
  REQUIRE(parsed.fault);
  CHECK(parsed.value.is_null());
  CHECK_FALSE(parsed.fault->reason.empty());
  return parsed.fault->offset;
}

Json parsed(std::string_view text) {
  return parse_json_or_throw(text, "a test");
}

TEST_CASE("JSON keeps order and duplicate keys and the digits of numbers") {
  constexpr std::string_view kText =
      R"({"b":1.10,"a":[true,false,null,-0.0],"b":1e400,"n":123456789012345678901234567890})";
  const auto value = parsed(kText);
  CHECK(to_json(value) == kText);
  REQUIRE(value.members().size() == 4);
  CHECK(value["b"].text() == "1.10");
  CHECK(value.members()[2].second.text() == "1e400");
  CHECK(value["none"].is_null());
  CHECK(value.has("n"));
  CHECK_FALSE(value.has("none"));
}

TEST_CASE("a lone scalar is a JSON text and blanks around it are not part of it") {
  CHECK(parsed("1").as_integer() == 1);
  CHECK(parsed(" \"x\"\n").text() == "x");
  CHECK(parsed("\ttrue ").as_boolean());
  CHECK(parsed("null").is_null());
  CHECK(parsed(" [ ] ").is_array());
  CHECK(fault_offset("") == 0);
  CHECK(fault_offset("  ") == 0);
}

TEST_CASE("a fault in JSON has its byte offset") {
  CHECK(fault_offset(R"({"a":1,"b":[1,,}])") == 14);
  CHECK(fault_offset(R"({"a":1}{"b":2})") == 7);
  CHECK(fault_offset("[1] 2") == 4);
  CHECK(fault_offset("1],[2") == 1);
  CHECK(fault_offset("1,2") == 2);
  CHECK(fault_offset("[1 2]") == 3);
  CHECK(fault_offset("[01]") == 1);
  CHECK(fault_offset("[1.]") == 1);
  CHECK(fault_offset("[nul]") == 1);
  CHECK(fault_offset("[1,]") == 3);
  CHECK(fault_offset(R"([1,"abc)") == 3);
  CHECK(fault_offset("[\"a\nb\"]") == 3);
  CHECK(fault_offset(R"(["\x"])") == 1);
  CHECK(fault_offset("[\"\xFF\"]") == 2);
  CHECK(fault_offset("\xEF\xBB\xBF[]") == 0);
}

TEST_CASE("what others let pass is refused") {
  for (const std::string_view text : {R"({"a":1,})",
                                      R"({"a" 1})",
                                      R"({a:1})",
                                      R"({"a":1 "b":2})",
                                      R"({"a"})",
                                      "[",
                                      "]",
                                      "{",
                                      "}",
                                      "[}",
                                      "{]",
                                      "NaN",
                                      "Infinity",
                                      "+1",
                                      ".5",
                                      "0x1",
                                      "'a'",
                                      "// x\n1",
                                      "[1]]",
                                      "truee",
                                      "tru",
                                      R"("\ud800")",
                                      R"("\udc00")",
                                      R"("\ud800\u0041")",
                                      R"({"\udfff":1})",
                                      "1e",
                                      "-",
                                      "--1",
                                      "\"\t\"",
                                      "[\"a\" \"b\"]",
                                      "1 1",
                                      "{} {}",
                                      ",",
                                      ":",
                                      "[:]",
                                      "[1:2]",
                                      "nulltrue"}) {
    fault_offset(text);
  }
  CHECK(parse_json(std::string_view("1\0", 2)).fault);
}

TEST_CASE("surrogate pairs and escapes are read") {
  CHECK(parsed(R"("\ud83d\ude00\u00e9\n\/")").text() == "😀é\n/");
  CHECK(parsed(R"("\u0000")").text() == std::string(1, '\0'));
}

TEST_CASE("nesting has a limit that the fault names") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK_FALSE(parse_json(nested(512)).fault);
  const auto deep = parse_json(nested(513));
  REQUIRE(deep.fault);
  CHECK(deep.fault->offset == 512);
  CHECK(deep.fault->reason.find("512") != std::string::npos);
  CHECK(parse_json(nested(3'000'000)).fault);
  CHECK(parse_json("[[1]]", {.depth = 1}).fault);
}

TEST_CASE("a text larger than the kept buffer is read as well") {
  std::string text = "[0";
  while (text.size() < 3'000'000) text += ",\"abc\"";
  text += "]";
  CHECK(parsed(text).items().size() > 400'000);
  text.back() = '}';
  CHECK(parse_json(text).fault);
}

TEST_CASE("canonical JSON follows RFC 8785") {
  // The sorting example of RFC 8785, section 3.2.3.
  const auto value = parsed(
      R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
      R"("1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"Latin"})");
  std::vector<std::string> order;
  const auto canonical = parsed(to_canonical_json(value));
  for (const auto& [key, text] : canonical.members()) order.push_back(text.text());
  CHECK(order == std::vector<std::string>{"Carriage Return", "One", "Control", "Latin", "Euro Sign",
                                          "Emoji", "Hebrew Letter Dalet With Dagesh"});
  CHECK(to_canonical_json(parsed(R"({ "b" : "\u000f\n\u007f\u2028\/\"\\" , "a":[ 1 ] })")) ==
        "{\"a\":[1],\"b\":\"\\u000f\\n\x7f\u2028/\\\"\\\\\"}");
}

TEST_CASE("numbers are read only as what they are") {
  CHECK(parsed("9223372036854775807").as_integer() == INT64_MAX);
  CHECK_FALSE(parsed("9223372036854775808").as_integer());
  CHECK_FALSE(parsed("1.0").as_integer());
  CHECK_FALSE(parsed("\"1\"").as_integer());
  CHECK(parsed("-1.5e2").as_double() == -150.0);
  CHECK_FALSE(parsed("1e400").as_double());
  CHECK_THROWS_AS(Json::number("01"), Error);
}

TEST_CASE("pretty JSON is indented by two") {
  CHECK(to_pretty_json(parsed(R"({"a":[1,{}],"b":[]})")) ==
        "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

TEST_CASE("bytes that are not UTF-8 never get into JSON") {
  CHECK(to_json(Json::string("a\xFFz")) == "\"a\uFFFDz\"");
}

TEST_CASE("a fault in a text of our own names the text") {
  try {
    parse_json_or_throw("[1,", "log/0001");
    FAIL("no fault found");
  } catch (const Error& error) {
    CHECK(error.code() == Code::kMalformed);
    CHECK(error.where().starts_with("log/0001 at byte "));
  }
}

Json any_json(int depth) {
  const int kinds = depth > 0 ? 6 : 4;
  switch (*rc::gen::inRange(0, kinds)) {
    case 0:
      return {};
    case 1:
      return Json::boolean(*rc::gen::arbitrary<bool>());
    case 2:
      return Json::number(*rc::gen::arbitrary<std::int64_t>());
    case 3:
      return Json::string(replace_invalid_utf8(*rc::gen::arbitrary<std::string>()));
    case 4: {
      Json array = Json::array();
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) array.push(any_json(depth - 1));
      return array;
    }
    default: {
      Json object = Json::object();
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        auto key = replace_invalid_utf8(*rc::gen::arbitrary<std::string>());
        object.set(std::move(key), any_json(depth - 1));
      }
      return object;
    }
  }
}

TEST_CASE("whatever is written is read back the same") {
  CHECK(rc::check([] {
    const auto value = any_json(3);
    RC_ASSERT(to_json(parsed(to_json(value))) == to_json(value));
    RC_ASSERT(to_json(parsed(to_pretty_json(value))) == to_json(value));
    const auto canonical = to_canonical_json(value);
    RC_ASSERT(to_canonical_json(parsed(canonical)) == canonical);
  }));
}

// The other parser refuses numbers that no double holds; JSON does not.
bool holds_huge_number(const Json& value) {
  if (value.is_number()) return !value.as_double();
  for (const auto& item : value.items()) {
    if (holds_huge_number(item)) return true;
  }
  for (const auto& [key, member] : value.members()) {
    if (holds_huge_number(member)) return true;
  }
  return false;
}

TEST_CASE("damaged JSON is accepted exactly where another parser accepts it") {
  CHECK(rc::check([] {
    auto text = to_json(any_json(3));
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
      const auto piece = *rc::gen::elementOf(std::string("[]{},:\"\\ 01-.eEtrunlfas\n\x80"));
      if (*rc::gen::arbitrary<bool>() || at == text.size()) {
        text.insert(at, 1, piece);
      } else {
        text[at] = piece;
      }
    }
    const auto ours = parse_json(text);
    const bool theirs = nlohmann::json::accept(text);
    if (ours.fault) {
      RC_ASSERT(!theirs);
      RC_ASSERT(ours.fault->offset <= text.size());
    } else {
      RC_ASSERT(theirs || holds_huge_number(ours.value));
    }
  }));
}

}  // namespace
}  // namespace attest::base
