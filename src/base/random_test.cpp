#include "base/random.hpp"

#include <Random123/philox.h>
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <functional>

#include "base/error.hpp"

namespace attest::base {
namespace {

struct Moments {
  double mean;
  double variance;
};

constexpr int kDraws = 100'000;

Moments moments(const std::function<double(Stream&)>& draw) {
  Stream stream(7, 11);
  double sum = 0;
  double squares = 0;
  const double shift = draw(stream);
  for (int i = 0; i < kDraws; ++i) {
    const double x = draw(stream) - shift;
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kDraws;
  return {mean + shift, squares / kDraws - mean * mean};
}

// Five standard errors of the mean; the variance within 6 %.
void check_moments(const std::function<double(Stream&)>& draw, double mean, double variance) {
  const auto found = moments(draw);
  CHECK(std::abs(found.mean - mean) < 5 * std::sqrt(variance / kDraws));
  CHECK(found.variance == doctest::Approx(variance).epsilon(0.06));
}

TEST_CASE("Philox of zeros is the published vector") {
  const std::array<std::uint32_t, 4> kVector{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == kVector);
}

TEST_CASE("Philox gives what Random123 gives") {
  CHECK(rc::check([](const std::array<std::uint32_t, 4>& counter,
                     const std::array<std::uint32_t, 2>& key) {
    const auto theirs =
        r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    const auto ours = philox(counter, key);
    for (std::size_t i = 0; i < 4; ++i) RC_ASSERT(ours[i] == theirs[i]);
  }));
}

TEST_CASE("a stream depends on seed and lane alone") {
  Stream a(1, 2);
  Stream b(1, 2);
  CHECK(a.next64() == b.next64());
  CHECK(Stream(1, 2).next64() != Stream(1, 3).next64());
  CHECK(Stream(1, 2).next64() != Stream(2, 2).next64());
  const auto block = philox({0, 0, 2, 0}, {1, 0});
  CHECK(Stream(1, 2).next32() == block[0]);
}

TEST_CASE("below n reaches every number below n equally often") {
  Stream stream(3, 5);
  std::array<int, 7> seen{};
  for (int i = 0; i < 70'000; ++i) ++seen[stream.below(7)];
  for (const int count : seen) CHECK(std::abs(count - 10'000) < 500);
  CHECK(stream.below(1) == 0);
  CHECK(stream.below(UINT64_MAX) < UINT64_MAX);
  CHECK_THROWS_AS(stream.below(0), Error);
}

TEST_CASE("uniform and normal and exponential numbers have their moments") {
  check_moments([](Stream& s) { return s.uniform(); }, 0.5, 1.0 / 12);
  check_moments([](Stream& s) { return s.uniform_open(); }, 0.5, 1.0 / 12);
  check_moments([](Stream& s) { return s.normal(); }, 0, 1);
  check_moments([](Stream& s) { return std::pow(s.normal(), 3); }, 0, 15);
  check_moments([](Stream& s) { return s.normal() > 1.959964 ? 1.0 : 0.0; }, 0.025, 0.024375);
  check_moments([](Stream& s) { return s.exponential(); }, 1, 1);
}

TEST_CASE("gamma numbers have their moments for any shape") {
  for (const double shape : {0.05, 0.5, 1.0, 2.5, 40.0, 1e6}) {
    INFO("shape " << shape);
    check_moments([&](Stream& s) { return s.gamma(shape); }, shape, shape);
  }
}

TEST_CASE("beta numbers have their moments also where gammas vanish") {
  for (const auto& [a, b] :
       {std::pair{0.5, 0.5}, {2.0, 5.0}, {100.0, 3.0}, {0.001, 0.002}, {0.01, 4.0}}) {
    INFO("a " << a << " b " << b);
    const double mean = a / (a + b);
    check_moments([x = a, y = b](Stream& s) { return s.beta(x, y); }, mean,
                  mean * (1 - mean) / (a + b + 1));
  }
}

TEST_CASE("binomial numbers have their moments for small and large n") {
  for (const auto& [n, p] : {std::pair{std::uint64_t{1}, 0.3},
                             {10, 0.9},
                             {30, 0.5},
                             {1000, 0.003},
                             {1000, 0.7},
                             {1'000'000, 0.25},
                             {4'000'000'000'000, 0.5}}) {
    INFO("n " << n << " p " << p);
    const auto trials = static_cast<double>(n);
    check_moments([m = n, q = p](Stream& s) { return static_cast<double>(s.binomial(m, q)); },
                  trials * p, trials * p * (1 - p));
  }
  Stream stream(1, 1);
  CHECK(stream.binomial(0, 0.5) == 0);
  CHECK(stream.binomial(50, 0) == 0);
  CHECK(stream.binomial(50, 1) == 50);
  CHECK(stream.binomial(UINT64_MAX, 1) == UINT64_MAX);
  CHECK_THROWS_AS(stream.binomial(5, 1.5), Error);
}

TEST_CASE("a split binomial has the distribution and not only its moments") {
  // n = 40, p = 0.5 is split at least once; exact probabilities by recurrence.
  constexpr int kTrials = 40;
  std::array<double, kTrials + 1> exact{};
  exact[0] = std::pow(0.5, kTrials);
  for (int x = 0; x < kTrials; ++x) {
    exact[static_cast<std::size_t>(x + 1)] =
        exact[static_cast<std::size_t>(x)] * (kTrials - x) / (x + 1);
  }
  std::array<int, kTrials + 1> seen{};
  Stream stream(9, 9);
  for (int i = 0; i < kDraws; ++i) ++seen[stream.binomial(kTrials, 0.5)];
  for (std::size_t x = 0; x < seen.size(); ++x) {
    const double expected = exact[x] * kDraws;
    CHECK(std::abs(seen[x] - expected) < 5 * std::sqrt(expected) + 5);
  }
}

TEST_CASE("Poisson numbers have their moments for small and large means") {
  for (const double mean : {0.01, 3.0, 11.9, 12.1, 50.0, 1e4, 1e9}) {
    INFO("mean " << mean);
    check_moments([&](Stream& s) { return static_cast<double>(s.poisson(mean)); }, mean, mean);
  }
  Stream stream(1, 1);
  CHECK(stream.poisson(0) == 0);
  CHECK_THROWS_AS(stream.poisson(-1), Error);
}

}  // namespace
}  // namespace attest::base
