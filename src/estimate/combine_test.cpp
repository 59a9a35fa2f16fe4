#include "estimate/combine.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "estimate/analysis.hpp"
#include "estimate/diagnostics.hpp"

using namespace attest::estimate;
using attest::base::Stream;

namespace {

Draws normal_draws(double mean, double sd, std::size_t count, std::uint64_t lane) {
  Stream stream(5, lane);
  Draws out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(mean + sd * stream.normal());
  return out;
}

Result answer(const std::string& model, double median, double low, double high) {
  Result r;
  r.model = model;
  r.summary = {median, median, low, high};
  return r;
}

}  // namespace

TEST_CASE("variance between replicates is told apart from variance inside them") {
  std::vector<Replicate> replicates;
  for (std::uint64_t k = 0; k < 200; ++k)
    replicates.push_back(
        {{std::to_string(k)}, 100, normal_draws(1000 + 30 * Stream(9, k).normal(), 40, 400, k)});
  const Combination c = combine(replicates, {"linkage"}, 0.95);
  CHECK(c.shares[0].source == "model");
  CHECK(c.shares[1].share == doctest::Approx(900.0 / 2500).epsilon(0.15));
  CHECK(c.shares[0].share + c.shares[1].share == doctest::Approx(1));
  CHECK(c.pooled.high == doctest::Approx(1000 + 1.96 * 50).epsilon(0.02));
}

TEST_CASE("the published rule follows its formula") {
  const std::vector<Replicate> two{{{"1"}, 10, {10 + std::exp(1.0), 10 + std::exp(3.0)}},
                                   {{"2"}, 10, {10 + std::exp(2.0), 10 + std::exp(4.0)}}};
  const Combination c = combine(two, {"imputation"}, 0.95);
  // W = 2, B = 1/2, T = 2 + 1.5 · 1/2, df = (1 + 2 / (3 · 1/2))²
  CHECK(c.degrees_of_freedom == doctest::Approx(std::pow(1 + 2 / 1.5, 2)));
  CHECK(c.published.median == doctest::Approx(10 + std::exp(2.5)));
}

TEST_CASE("strata are added draw by draw and not end by end") {
  const std::vector<Draws> strata{normal_draws(100, 3, 4000, 1), normal_draws(200, 4, 4000, 2)};
  const Draws sum = add_strata(strata, 7, 4000, 1, 0);
  const Summary s = summarise(sum, 0.95);
  CHECK(s.mean == doctest::Approx(307).epsilon(0.001));
  CHECK(s.high - s.low == doctest::Approx(2 * 1.96 * 5).epsilon(0.05));
}

TEST_CASE("thin strata are drawn towards the others") {
  std::vector<Draws> strata;
  std::vector<double> documented;
  for (std::uint64_t s = 0; s < 8; ++s) {
    strata.push_back(normal_draws(200, 5, 1000, s));
    documented.push_back(100);
  }
  strata.push_back(normal_draws(500, 150, 1000, 99));
  documented.push_back(100);
  for (double& n : strata.back()) n = std::max(n, 101.0);
  const auto pooled_draws = pool_strata(strata, documented, 1, 0);
  CHECK(summarise(pooled_draws.back(), 0.95).mean < summarise(strata.back(), 0.95).mean);
  CHECK(summarise(pooled_draws[0], 0.95).mean == doctest::Approx(200).epsilon(0.02));
}

TEST_CASE("effective sizes know an autoregression") {
  std::vector<Draws> chains(4);
  for (std::uint64_t c = 0; c < 4; ++c) {
    Stream stream(1, c);
    double x = 0;
    for (int i = 0; i < 5000; ++i) chains[c].push_back(x = 0.8 * x + stream.normal());
  }
  const double expected = 20000 * 0.2 / 1.8;
  CHECK(ess_bulk(chains) == doctest::Approx(expected).epsilon(0.15));
  CHECK(ess_coda(chains) == doctest::Approx(expected).epsilon(0.15));
  CHECK(split_rhat(chains) < 1.01);
}

TEST_CASE("chains in different places are noticed") {
  const std::vector<Draws> chains{normal_draws(0, 1, 500, 1), normal_draws(0, 1, 500, 2),
                                  normal_draws(3, 1, 500, 3), normal_draws(0, 1, 500, 4)};
  CHECK(split_rhat(chains) > 1.1);
  CHECK(ess_bulk(chains) < 50);
  CHECK(split_rhat({Draws(100, 7.0), Draws(100, 7.0)}) == 1);
}

TEST_CASE("models agree only where medians lie in all intervals") {
  CHECK(agreement({answer("a", 100, 80, 120), answer("b", 110, 90, 130)}).verdict == "agree");
  CHECK(agreement({answer("a", 100, 80, 120), answer("b", 150, 90, 300)}).verdict == "differ");
  CHECK(agreement({answer("a", 100, 80, 120), answer("b", 200, 150, 300)}).verdict == "conflict");
  CHECK(agreement({answer("a", 100, 80, 120)}).verdict == "single");
  Result floor = answer("chao", 50, 40, 60);
  floor.kind = Kind::kLowerBound;
  CHECK(agreement({answer("a", 100, 80, 120), floor}).lowest == 80);
}
