#include "names/pair_memo.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using attest::names::PairMemo;

TEST_CASE("what is remembered of a pair is what was found in however few places") {
  rc::check([](const std::vector<std::pair<std::uint8_t, std::uint8_t>>& pairs) {
    PairMemo<int> memo(*rc::gen::inRange<std::size_t>(0, 40));
    for (const auto& [a, b] : pairs)
      RC_ASSERT(memo.of(a, b, [&] { return a * 256 + b; }) == a * 256 + b);
  });
}

TEST_CASE("a pair is found once while nobody takes its place and its turn is another pair") {
  PairMemo<int> memo(1);
  int asked = 0;
  const auto find = [&asked] { return ++asked; };
  CHECK(memo.of(3, 4, find) == 1);
  CHECK(memo.of(3, 4, find) == 1);
  CHECK(memo.of(4, 3, find) == 2);
  CHECK(memo.of(3, 4, find) == 3);
}
