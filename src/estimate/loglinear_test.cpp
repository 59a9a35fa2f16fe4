#include "estimate/loglinear.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>

#include "estimate/impl/existence.hpp"
#include "estimate/impl/hierarchy.hpp"
#include "estimate/impl/tables_for_tests.hpp"

using namespace attest::estimate;

TEST_CASE("there are 113 hierarchical models on four lists besides the saturated one") {
  CHECK(hierarchical_models(3, 2).size() == 8);
  CHECK(hierarchical_models(4, 3).size() == 113);
  CHECK(hierarchical_models(5, 2).size() == 1024);
}

TEST_CASE("Kosovo is best described by one model whose published estimate is found") {
  LogLinearOptions options;
  options.bootstraps = 0;
  const Result result = loglinear(for_tests::kosovo(), options, attest::base::silent_reporter());
  CHECK(result.candidates[0].model == "[123,14,34]");
  CHECK(result.summary.mean == doctest::Approx(10356.5).epsilon(1e-5));
  CHECK(result.summary.low == doctest::Approx(8994.3).epsilon(1e-4));
  CHECK(result.summary.high == doctest::Approx(12110.4).epsilon(1e-4));
}

TEST_CASE("pairs only lead Kosovo away from the census") {
  CHECK(stepwise_pairs(for_tests::kosovo()).estimate == doctest::Approx(14341.7).epsilon(1e-5));
}

TEST_CASE("independence gives hepatitis A its textbook estimate") {
  const LogLinearFit fit = fit_loglinear(for_tests::hepatitis(), {});
  CHECK(fit.estimate == doctest::Approx(388.5).epsilon(1e-3));
  CHECK(fit.parameters == 4);
}

TEST_CASE("existence is decided as in the paper on empty overlaps") {
  const Table table = for_tests::artificial();
  CHECK_FALSE(fit_loglinear(table, {0b011, 0b101, 0b110}).exists);
  CHECK_FALSE(fit_loglinear(table, {0b011}).exists);
  const LogLinearFit fit = fit_loglinear(table, {0b101, 0b110});
  CHECK(fit.exists);
  CHECK(fit.extended);
  // A and B alone decide: 40 only on A, 30 only on B, 6 on both; C avoids both.
  CHECK(fit.estimate == doctest::Approx(96 + 40.0 * 30 / 6).epsilon(1e-6));
}

TEST_CASE("a fit has the margins of its generators") {
  rc::check("a fit has the margins of its generators", [] {
    const auto counts = *rc::gen::container<std::vector<int>>(7, rc::gen::inRange(1, 60));
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < counts.size(); ++i) cells.push_back({i + 1, counts[i]});
    const Table table({"A", "B", "C"}, cells);
    const LogLinearFit fit = fit_loglinear(table, {0b011, 0b101});
    RC_ASSERT(fit.exists);
    for (const Pattern margin : {1U, 2U, 4U, 3U, 5U}) {
      double fitted = 0;
      for (std::size_t i = 1; i <= 7; ++i)
        if ((i & margin) == margin) fitted += fit.fitted[i - 1];
      RC_ASSERT(std::abs(fitted - static_cast<double>(table.on_all(margin))) < 1e-4);
    }
  });
}

TEST_CASE("the confidence distribution crosses its own interval at its ends") {
  const Table table = for_tests::hepatitis();
  const Profile profile = profile_interval(table, fit_loglinear(table, {}), 0.95, 1000);
  CHECK(quantile(profile.quantiles, 0.025) == doctest::Approx(profile.low).epsilon(0.01));
  CHECK(quantile(profile.quantiles, 0.975) == doctest::Approx(profile.high).epsilon(0.01));
}

TEST_CASE("draws agree with the interval that is shown") {
  const auto r = loglinear(for_tests::kosovo(), {}, attest::base::silent_reporter());
  const Summary drawn = summarise(pooled(r.draws), r.level);
  CHECK(drawn.median == doctest::Approx(r.summary.median).epsilon(0.01));
  CHECK(drawn.low == doctest::Approx(r.summary.low).epsilon(0.01));
  CHECK(drawn.high == doctest::Approx(r.summary.high).epsilon(0.01));
}

TEST_CASE("the same numbers come from any number of threads") {
  LogLinearOptions one, two;
  one.bootstraps = two.bootstraps = 20;
  two.threads = 3;
  const auto a = loglinear(for_tests::new_orleans(), one, attest::base::silent_reporter());
  const auto b = loglinear(for_tests::new_orleans(), two, attest::base::silent_reporter());
  CHECK(a.draws == b.draws);
  CHECK(a.variants[1].summary.high == b.variants[1].summary.high);
}
