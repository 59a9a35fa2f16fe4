#include "estimate/baselines.hpp"

#include <doctest/doctest.h>

#include "estimate/impl/tables_for_tests.hpp"

using namespace attest::estimate;

TEST_CASE("Chao's lower bound with list effects is Rcapture's") {
  CHECK(chao(for_tests::kosovo(), 0.95).summary.mean == doctest::Approx(8591.2).epsilon(1e-5));
  CHECK(chao(for_tests::hepatitis(), 0.95).summary.mean == doctest::Approx(478.7).epsilon(1e-4));
  CHECK(chao(for_tests::kosovo(), 0.95).kind == Kind::kLowerBound);
}

TEST_CASE("sample coverage gives hepatitis A the three estimates of CARE1") {
  CoverageOptions options;
  options.bootstraps = 200;
  const Result r = coverage(for_tests::hepatitis(), options);
  CHECK(r.variants[0].summary.mean == doctest::Approx(407).epsilon(0.002));
  CHECK(r.variants[1].summary.mean == doctest::Approx(971).epsilon(0.002));
  CHECK(r.variants[2].summary.mean == doctest::Approx(508).epsilon(0.002));
  CHECK(r.summary.mean == r.variants[2].summary.mean);
}

TEST_CASE("two lists teach and nothing more") {
  const TwoLists t = two_lists(100, 80, 20);
  CHECK(t.lincoln_petersen == doctest::Approx(400));
  CHECK(t.chapman == doctest::Approx(101.0 * 81 / 21 - 1));
  CHECK(t.chapman_low < t.chapman);
  CHECK(two_lists(10, 10, 0).lincoln_petersen != two_lists(10, 10, 0).lincoln_petersen);
}
