#include "estimate/decomposable.hpp"

#include <doctest/doctest.h>

#include "estimate/impl/tables_for_tests.hpp"

using namespace attest::estimate;

TEST_CASE("decomposable graphs are counted as others count them") {
  CHECK(decomposable_graphs(3).size() == 8);
  CHECK(decomposable_graphs(4).size() == 61);
  CHECK(decomposable_graphs(5).size() == 822);
  CHECK(decomposable_graphs(6).size() == 18154);
}

TEST_CASE("dga on Kosovo is reproduced to its printed digits") {
  DecomposableOptions options;
  options.saturated = true;
  options.grid = UnseenGrid{1, 7, 132000};
  const Result r = decomposable(for_tests::kosovo(), options, attest::base::silent_reporter());
  CHECK(r.summary.mean == doctest::Approx(12749.3).epsilon(5e-6));
  CHECK(r.summary.median == 12598);
  CHECK(r.summary.low == 9826);
  CHECK(r.summary.high == 16546);
}

TEST_CASE("the adaptive sum agrees with a fine grid and has no end of its own") {
  DecomposableOptions fine, adaptive;
  fine.grid = UnseenGrid{0, 1, 60000};
  const auto a = decomposable(for_tests::kosovo(), fine, attest::base::silent_reporter());
  const auto b = decomposable(for_tests::kosovo(), adaptive, attest::base::silent_reporter());
  CHECK(b.summary.mean == doctest::Approx(a.summary.mean).epsilon(1e-3));
  CHECK(b.summary.high == doctest::Approx(a.summary.high).epsilon(1e-3));
}

TEST_CASE("the saturated graph answers from the prior and is left out unless asked for") {
  DecomposableOptions with;
  with.saturated = true;
  const auto out = decomposable(for_tests::hepatitis(), {}, attest::base::silent_reporter());
  const auto in = decomposable(for_tests::hepatitis(), with, attest::base::silent_reporter());
  CHECK(in.candidates[0].model == "[123]");
  CHECK(out.candidates[0].model != "[123]");
  CHECK(out.summary.high < in.summary.high);
}

TEST_CASE("two lists and seven lists are refused") {
  const Table two({"A", "B"}, {{1, 5}, {2, 5}, {3, 5}});
  CHECK(decomposable(two, {}, attest::base::silent_reporter()).refusal.code == "too_few_lists");
  const Table seven({"A", "B", "C", "D", "E", "F", "G"}, {{1, 5}, {127, 5}});
  CHECK(decomposable(seven, {}, attest::base::silent_reporter()).refusal.code == "too_many_lists");
}
