#include "estimate/latent_class.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "estimate/impl/gibbs.hpp"
#include "estimate/impl/modes.hpp"
#include "estimate/impl/sampler.hpp"
#include "estimate/impl/tables_for_tests.hpp"
#include "estimate/prior.hpp"

using namespace attest::estimate;
using namespace attest::estimate::impl;
using attest::base::silent_reporter;
using attest::base::Stream;

TEST_CASE("the exponential the logarithm and the circle of eight lanes are right") {
  Stream stream(1, 0);
  for (int round = 0; round < 200; ++round) {
    ATTEST_ALIGNED Lanes x, u, sine, cosine;
    for (int c = 0; c < kLanes; ++c) {
      x[c] = 40 * stream.normal();
      u[c] = stream.uniform();
    }
    ATTEST_ALIGNED const Lanes e = impl::exp(x);
    ATTEST_ALIGNED const Lanes back = impl::log(e);
    circle(u, sine, cosine);
    for (int c = 0; c < kLanes; ++c) {
      CHECK(e[c] == doctest::Approx(std::exp(x[c])).epsilon(1e-13));
      CHECK(std::abs(back[c] - x[c]) < 1e-12 * (1 + std::abs(x[c])));
      CHECK(std::abs(sine[c] - std::sin(2 * M_PI * u[c])) < 1e-11);
      CHECK(std::abs(cosine[c] - std::cos(2 * M_PI * u[c])) < 1e-11);
    }
  }
}

TEST_CASE("the gradient is the slope of the log posterior") {
  const Problem problem = make_problem(for_tests::kosovo(), {});
  Pack pack(problem);
  Workspace room(problem);
  Stream stream(2, 0);
  for (Lanes& q : pack.q)
    for (int c = 0; c < kLanes; ++c) q[c] = stream.normal();
  pack.temperature = all(0.7);
  evaluate(problem, pack, room);
  const LaneVector slope = pack.g;
  const double step = 1e-5;
  for (std::size_t d = 0; d < pack.q.size(); ++d) {
    ATTEST_ALIGNED Lanes value[2];
    for (const int side : {0, 1}) {
      Pack moved = pack;
      moved.q[d] = moved.q[d] + all(side == 0 ? -step : step);
      evaluate(problem, moved, room);
      value[side] = all(0.7) * moved.likelihood + moved.prior;
    }
    for (int c = 0; c < kLanes; ++c)
      CHECK(slope[d][c] == doctest::Approx((value[1][c] - value[0][c]) / (2 * step)).epsilon(1e-3));
  }
}

TEST_CASE("New Orleans gives the posterior that LCMCR needed a million sweeps for") {
  LatentClassOptions options;
  options.max_ratio = 20;
  options.target_ess = 4000;
  const Result r = latent_class(for_tests::new_orleans(), options, silent_reporter());
  CHECK(r.status == Status::kOk);
  CHECK(r.diagnostics.rhat < 1.01);
  CHECK(r.summary.mean == doctest::Approx(868.1).epsilon(0.02));
  CHECK(r.summary.median == doctest::Approx(832).epsilon(0.02));
  CHECK(r.summary.low == doctest::Approx(571).epsilon(0.03));
  CHECK(r.summary.high == doctest::Approx(1368).epsilon(0.04));
}

// The posterior mean of P(on no list) by drawing from the prior and weighing with the likelihood.
static double missed_by_weighing(const Table& table, int draws) {
  Stream s(7, 0);
  double weights = 0, missed = 0;
  for (int i = 0; i < draws; ++i) {
    const double alpha = std::max(s.gamma(0.25) / 0.25, 1e-300);
    double left = 1, chance[8] = {};
    for (int k = 0; k < 10 && left > 1e-14; ++k) {
      const double rest = k < 9 ? std::pow(s.uniform_open(), 1 / alpha) : 0;
      const double capture[3] = {s.uniform(), s.uniform(), s.uniform()};
      for (unsigned pattern = 0; pattern < 8; ++pattern) {
        double c = left * (1 - rest);
        for (unsigned j = 0; j < 3; ++j)
          c *= (pattern >> j & 1U) != 0 ? capture[j] : 1 - capture[j];
        chance[pattern] += c;
      }
      left *= rest;
    }
    double log_weight = -static_cast<double>(table.documented()) * std::log(1 - chance[0]);
    for (const Cell& cell : table.cells())
      log_weight += static_cast<double>(cell.count) * std::log(4 * chance[cell.pattern]);
    weights += std::exp(log_weight);
    missed += std::exp(log_weight) * chance[0];
  }
  return missed / weights;
}

TEST_CASE("a tiny table has the posterior that weighing the prior gives") {
  const Table table = for_tests::from_counts({"A", "B", "C"}, {3, 2, 1, 14, 1, 5, 7});
  const Problem problem = make_problem(table, {});
  PackSampler sampler(problem, 5, 0);
  sampler.scout(400, silent_reporter());
  sampler.warm_up(1000, silent_reporter());
  sampler.run(4000, silent_reporter());
  // Given P(on no list), (n − 1) / (N − 1) has the mean 1 − P.
  double mean = 0, count = 0;
  for (const auto& chain : sampler.draws())
    for (const double n : chain) {
      mean += 1 - (static_cast<double>(table.documented()) - 1) / (n - 1);
      ++count;
    }
  CHECK(mean / count == doctest::Approx(missed_by_weighing(table, 600'000)).epsilon(0.03));
}

TEST_CASE("one seed gives one answer whatever the threads and another seed another") {
  LatentClassOptions one, many, other;
  one.target_ess = many.target_ess = other.target_ess = 200;
  one.chains = many.chains = 16;
  many.threads = 3;
  other.seed = 2;
  const auto a = latent_class(for_tests::new_orleans(), one, silent_reporter());
  const auto b = latent_class(for_tests::new_orleans(), many, silent_reporter());
  CHECK(a.draws == b.draws);
  CHECK(a.draws.size() == 16);
  CHECK(a.draws != latent_class(for_tests::new_orleans(), other, silent_reporter()).draws);
}

TEST_CASE("the unseen of a known chance to be missed are negative binomial") {
  const Problem problem = make_problem(for_tests::hepatitis(), {});
  Stream stream(3, 0);
  double sum = 0, squares = 0;
  for (int i = 0; i < 20000; ++i) {
    const double u = draw_unseen(problem, 0.5, stream);
    sum += u / 20000;
    squares += u * u / 20000;
  }
  CHECK(sum == doctest::Approx(271).epsilon(0.01));
  CHECK(squares - sum * sum == doctest::Approx(542).epsilon(0.05));
}

TEST_CASE("a limit on the unseen is kept") {
  LatentClassOptions options;
  options.max_ratio = 0.5;
  options.target_ess = 200;
  options.tempering = false;
  const Result r = latent_class(for_tests::hepatitis(), options, silent_reporter());
  for (const auto& chain : r.draws)
    for (const double n : chain) CHECK(n <= 271 * 1.5);
  CHECK(r.share_at_limit > 0.01);
}

TEST_CASE("two heaps of draws are two modes and one heap is one") {
  Stream stream(4, 0);
  std::vector<double> one, two;
  for (int i = 0; i < 4000; ++i) {
    one.push_back(1000 + 50 * stream.normal());
    two.push_back(i % 3 == 0 ? 2000 + 100 * stream.normal() : 1000 + 50 * stream.normal());
  }
  CHECK(find_modes(one, 500, 0.95).size() == 1);
  const auto modes = find_modes(two, 500, 0.95);
  REQUIRE(modes.size() == 2);
  CHECK(modes[1].weight == doctest::Approx(1.0 / 3).epsilon(0.05));
}

TEST_CASE("the uniform prior holds N near n and ever nearer with more lists") {
  CHECK(prior_ratio(3, {}).high == doctest::Approx(1.87).epsilon(0.06));
  CHECK(prior_ratio(5, {}).high == doctest::Approx(1.20).epsilon(0.03));
  CHECK(prior_ratio(8, {}).high < 1.05);
}

TEST_CASE("a capture prior is found for a belief about N over n") {
  const auto prior = capture_prior(5, {2, 20});
  REQUIRE(prior);
  LatentClassOptions options;
  options.classes = 1;
  options.capture_a = prior->a;
  options.capture_b = prior->b;
  const Summary ratio = prior_ratio(5, options);
  CHECK(ratio.median == doctest::Approx(2).epsilon(0.1));
  CHECK(ratio.high == doctest::Approx(20).epsilon(0.4));
  CHECK_FALSE(capture_prior(5, {0.5, 20}));
}
