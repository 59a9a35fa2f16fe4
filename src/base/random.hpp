#pragma once

#include <array>
#include <cstdint>

namespace attest::base {

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC'11): the block for a counter and a key.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key);

/// A stream of random numbers that is a pure function of (seed, lane): work item k takes lane k, so
/// results are the same for any number of threads. Distributions are our own, because the standard
/// library's differ between vendors. Cheap to copy; not thread-safe.
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t lane);

  std::uint32_t next32();
  std::uint64_t next64();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Uniform in (0, 1): never 0, for logarithms.
  double uniform_open();
  /// Uniform in 0 … n−1, without bias; n > 0.
  std::uint64_t below(std::uint64_t n);
  double normal();             ///< standard normal
  double exponential();        ///< rate 1
  double gamma(double shape);  ///< scale 1, any shape > 0 (Marsaglia & Tsang 2000)
  double beta(double a, double b);
  std::uint64_t binomial(std::uint64_t n, double p);
  std::uint64_t poisson(double mean);

 private:
  std::uint64_t seed_;
  std::uint64_t lane_;
  std::uint64_t block_ = 0;
  std::array<std::uint32_t, 4> buffer_{};
  int used_ = 4;
};

}  // namespace attest::base
