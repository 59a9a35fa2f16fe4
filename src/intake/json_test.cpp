#include <doctest/doctest.h>

#include "intake/test_reading.hpp"

namespace attest::intake {
namespace {
using test::columns;
using test::failure;
using test::line;
using test::read;

test::Reading json(std::string_view text, const Options& options = {}) {
  return read(text, options, "list.json");
}

TEST_CASE("numbers are the digits written null and absent are missing") {
  const auto got = json(R"([{"a":1.10,"b":"x"},{"a":12345678901234567890,"b":null},{"b":""}])");
  CHECK(columns(got) == "a|b");
  CHECK(line(got.rows[0]) == "1.10|x");
  CHECK(line(got.rows[1]) == "12345678901234567890|·");
  CHECK(line(got.rows[2]) == "·|");
}

TEST_CASE("nested objects become columns arrays stay JSON doubled members are both kept") {
  const auto got = json(R"([{"p":{"x":1,"y":{"z":true}},"t":["a","b"],"d":1,"d":2,"e":{}}])");
  CHECK(columns(got) == "p/x|p/y/z|t|d|d|e");
  CHECK(line(got.rows[0]) == R"(1|true|["a","b"]|1|2|{})");
}

TEST_CASE("an object with an array inside is a table") {
  const auto got = json(R"({"meta":{"n":2},"data":{"items":[{"a":1},{"a":2}],"other":[{"b":1}]}})");
  CHECK(got.head.table == "/data/items");
  CHECK(got.rows.size() == 2);
  REQUIRE(got.head.tables.size() == 1);
  CHECK(got.head.tables[0].name == "/data/other");
  Options options;
  options.sheet = "/data/other";
  CHECK(columns(json(R"({"data":{"items":[{"a":1},{"a":2}],"other":[{"b":1}]}})", options)) == "b");
}

TEST_CASE("arrays of arrays may begin with names") {
  const auto got = json(R"([["name","n"],["Alpha",1],["Beta",2]])");
  CHECK(columns(got) == "name|n");
  CHECK(got.rows.size() == 2);
  CHECK(json("[[1,2],[3,4]]").rows.size() == 2);
}

TEST_CASE("lone values are a row") {
  CHECK(line(json("42").rows[0]) == "42");
  CHECK(line(json("null").rows[0]) == "·");
  CHECK(json("[]").rows.empty());
}

TEST_CASE("what is not JSON is told with its place") {
  for (const char* bad : {"[1,]", "[1", "{\"a\":}", "[1] x", "['a']", "{\"a\" 1}", "[01]",
                          "[\"\\x\"]", "nul", "{\"a\":1,}", "[1}"}) {
    CAPTURE(bad);
    CHECK(failure(bad, {}, "list.json").find("not JSON") != std::string::npos);
  }
  CHECK(failure(std::string(100'000, '['), {}, "list.json").find("not JSON") != std::string::npos);
}

TEST_CASE("a damaged line of JSON lines is refused alone") {
  const auto got = read("{\"a\":1}\n{\"a\":\n\n{\"b\":3}\n", {}, "list.jsonl");
  CHECK(got.head.kind == Kind::kJsonLines);
  CHECK(columns(got) == "a|b");
  REQUIRE(got.rows.size() == 3);
  CHECK(got.refused[1].find("not JSON") != std::string::npos);
  CHECK(line(got.rows[2]) == "·|3");
  CHECK(got.places[2].line == 4);
}

TEST_CASE("FollowTheMoney entities are known by their shape") {
  const auto got = read(
      "{\"id\":\"a1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ana\",\"Anna\"],"
      "\"country\":[\"xx\"]}}\n"
      "{\"id\":\"a2\",\"schema\":\"Person\",\"properties\":{\"birthDate\":[\"1970\"]}}\n",
      {}, "entities.json");
  CHECK(got.head.kind == Kind::kFollowTheMoney);
  CHECK(columns(got) == "id|schema|name|country|birthDate");
  CHECK(line(got.rows[0]) == "a1|Person|Ana; Anna|xx|·");
}

}  // namespace
}  // namespace attest::intake
