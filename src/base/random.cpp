#include "base/random.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace attest::base {
namespace {

// Below this mean a search from zero is faster than splitting.
constexpr double kSmallMean = 12;

std::uint32_t low_half(std::uint64_t value) {
  return static_cast<std::uint32_t>(value);
}
std::uint32_t high_half(std::uint64_t value) {
  return static_cast<std::uint32_t>(value >> 32);
}

// The logarithm of a gamma variate; does not underflow for tiny shapes.
double log_gamma_variate(Stream& stream, double shape) {
  const double larger = std::log(stream.gamma(shape + 1));
  return larger + std::log(stream.uniform_open()) / shape;
}

// Binomial with n·p small and p ≤ ½: walks up the distribution function.
std::uint64_t search_binomial(Stream& stream, std::uint64_t n, double p) {
  const auto trials = static_cast<double>(n);
  const double odds = p / (1 - p);
  const double none = std::exp(trials * std::log1p(-p));
  for (;;) {
    double left = stream.uniform();
    double mass = none;
    for (std::uint64_t x = 0; x <= n && mass > 0; ++x) {
      if (left < mass) return x;
      left -= mass;
      const auto successes = static_cast<double>(x);
      mass *= (trials - successes) / (successes + 1) * odds;
    }
  }
}

std::uint64_t search_poisson(Stream& stream, double mean) {
  const double none = std::exp(-mean);
  for (;;) {
    double left = stream.uniform();
    double mass = none;
    for (std::uint64_t x = 0; mass > 0; ++x) {
      if (left < mass) return x;
      left -= mass;
      mass *= mean / static_cast<double>(x + 1);
    }
  }
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) {
  constexpr std::uint64_t kMultiplier0 = 0xD2511F53;
  constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product0 = kMultiplier0 * counter[0];
    const std::uint64_t product1 = kMultiplier1 * counter[2];
    counter = {high_half(product1) ^ counter[1] ^ key[0], low_half(product1),
               high_half(product0) ^ counter[3] ^ key[1], low_half(product0)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

Stream::Stream(std::uint64_t seed, std::uint64_t lane) : seed_(seed), lane_(lane) {}

std::uint32_t Stream::next32() {
  if (used_ == 4) {
    buffer_ = philox({low_half(block_), high_half(block_), low_half(lane_), high_half(lane_)},
                     {low_half(seed_), high_half(seed_)});
    ++block_;
    used_ = 0;
  }
  return buffer_[static_cast<std::size_t>(used_++)];
}

std::uint64_t Stream::next64() {
  const std::uint64_t high = next32();
  return high << 32 | next32();
}

double Stream::uniform() {
  return static_cast<double>(next64() >> 11) * 0x1p-53;
}

double Stream::uniform_open() {
  return (static_cast<double>(next64() >> 12) + 0.5) * 0x1p-52;
}

// Lemire, "Fast random integer generation in an interval", 2019.
std::uint64_t Stream::below(std::uint64_t n) {
  ensure(n > 0, "a random number below n needs n > 0");
  __extension__ using Wide = unsigned __int128;
  Wide product = Wide(next64()) * n;
  if (static_cast<std::uint64_t>(product) < n) {
    const std::uint64_t threshold = (0 - n) % n;
    while (static_cast<std::uint64_t>(product) < threshold) product = Wide(next64()) * n;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

// Leva, "A fast normal random number generator", 1992: a ratio of uniforms that seldom needs a
// logarithm, so its bits hardly depend on the mathematics library.
double Stream::normal() {
  for (;;) {
    const double u = uniform_open();
    const double v = 1.7156 * (uniform_open() - 0.5);
    const double x = u - 0.449871;
    const double y = std::abs(v) + 0.386595;
    const double q = x * x + y * (0.19600 * y - 0.25472 * x);
    if (q < 0.27597) return v / u;
    if (q > 0.27846) continue;
    if (v * v <= -4 * u * u * std::log(u)) return v / u;
  }
}

double Stream::exponential() {
  return -std::log(uniform_open());
}

double Stream::gamma(double shape) {
  ensure(shape > 0 && std::isfinite(shape), "a gamma shape is positive");
  if (shape < 1) {
    const double larger = gamma(shape + 1);
    return larger * std::pow(uniform_open(), 1 / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal();
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double u = uniform_open();
    if (u < 1 - 0.0331 * x * x * x * x) return d * v;
    if (std::log(u) < 0.5 * x * x + d * (1 - v + std::log(v))) return d * v;
  }
}

double Stream::beta(double a, double b) {
  if (a >= 1 || b >= 1) {
    const double x = gamma(a);
    const double y = gamma(b);
    return x / (x + y);
  }
  const double x = log_gamma_variate(*this, a);
  const double y = log_gamma_variate(*this, b);
  return 1 / (1 + std::exp(y - x));
}

// Large n: the k-th smallest of n uniforms is Beta(k, n + 1 − k); knowing it halves the question
// (Devroye 1986, X.4.3). About log2(n) beta variates.
std::uint64_t Stream::binomial(std::uint64_t n, double p) {
  ensure(p >= 0 && p <= 1, "a probability lies in 0 … 1");
  std::uint64_t successes = 0;
  while (static_cast<double>(n) * std::min(p, 1 - p) > kSmallMean) {
    const std::uint64_t k = n / 2 + 1;
    const double middle = beta(static_cast<double>(k), static_cast<double>(n + 1 - k));
    if (middle <= p) {
      successes += k;
      n -= k;
      p = std::clamp((p - middle) / (1 - middle), 0.0, 1.0);
    } else {
      n = k - 1;
      p = std::clamp(p / middle, 0.0, 1.0);
    }
  }
  if (p > 0.5) return successes + n - search_binomial(*this, n, 1 - p);
  return successes + search_binomial(*this, n, p);
}

// Large means: the time of the k-th event is Gamma(k) (Ahrens & Dieter 1974).
std::uint64_t Stream::poisson(double mean) {
  ensure(mean >= 0 && mean < 1e18, "a Poisson mean lies in 0 … 10^18");
  std::uint64_t events = 0;
  while (mean > kSmallMean) {
    const auto k = static_cast<std::uint64_t>(mean * 0.875);
    const double time = gamma(static_cast<double>(k));
    if (time > mean) return events + binomial(k - 1, mean / time);
    events += k;
    mean -= time;
  }
  return events + search_poisson(*this, mean);
}

}  // namespace attest::base
