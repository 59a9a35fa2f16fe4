#pragma once

/// Eight chains side by side: every number is a vector of eight, one a chain, so that a step of all
/// of them costs little more than a step of one. Plain compiler vectors: the same bits with every
/// instruction set (contraction is off), and the exponential and the logarithm are our own for the
/// same reason.

#include <cstdint>
#include <new>
#include <vector>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wpsabi"  // vectors are passed only between inlined functions
#endif

namespace attest::estimate::impl {

inline constexpr int kLanes = 8;
using Lanes = double __attribute__((vector_size(8 * kLanes)));
using LaneBits = std::int64_t __attribute__((vector_size(8 * kLanes)));
using LaneWords = std::uint64_t __attribute__((vector_size(8 * kLanes)));

// Outside the clones the compiler would align these to 16 bytes only; every one that a clone
// touches lies at 64.
inline constexpr std::size_t kLaneAlignment = 64;
#define ATTEST_ALIGNED alignas(64)

template <typename Value>
struct LaneAllocator {
  using value_type = Value;
  LaneAllocator() = default;
  template <typename Other>
  explicit LaneAllocator(const LaneAllocator<Other>&) {}
  Value* allocate(std::size_t count) {
    return static_cast<Value*>(
        ::operator new(count * sizeof(Value), std::align_val_t{kLaneAlignment}));
  }
  void deallocate(Value* at, std::size_t) noexcept {
    ::operator delete(at, std::align_val_t{kLaneAlignment});
  }
  friend bool operator==(const LaneAllocator&, const LaneAllocator&) { return true; }
};
using LaneVector = std::vector<Lanes, LaneAllocator<Lanes>>;

#define ATTEST_INLINE inline __attribute__((always_inline))

// The loops that matter are compiled for several instruction sets and chosen when the program
// starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define ATTEST_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define ATTEST_CLONES
#endif

ATTEST_INLINE Lanes all(double x) {
  return Lanes{} + x;
}
ATTEST_INLINE LaneBits bits(const Lanes& x) {
  return reinterpret_cast<LaneBits>(x);
}
ATTEST_INLINE Lanes number(const LaneBits& x) {
  return reinterpret_cast<Lanes>(x);
}
/// a where the mask is set, else b.
ATTEST_INLINE Lanes choose(const LaneBits& mask, const Lanes& a, const Lanes& b) {
  return number((bits(a) & mask) | (bits(b) & ~mask));
}
ATTEST_INLINE Lanes least(const Lanes& a, const Lanes& b) {
  return choose(a < b, a, b);
}
ATTEST_INLINE Lanes most(const Lanes& a, const Lanes& b) {
  return choose(a > b, a, b);
}

/// e^x; x is held within ±700. Relative error below 1e-15.
ATTEST_INLINE Lanes exp(const Lanes& argument) {
  const Lanes x = most(least(argument, all(700)), all(-700));
  const Lanes magic = all(6755399441055744.0);  // 1.5 · 2^52: adding it rounds to a whole number
  const Lanes shifted = x * all(1.4426950408889634) + magic;
  const Lanes whole = shifted - magic;
  const Lanes r = (x - whole * all(0.6931471803691238)) - whole * all(1.9082149292705877e-10);
  Lanes sum = all(1.0 / 479001600);
  sum = sum * r + all(1.0 / 39916800);
  sum = sum * r + all(1.0 / 3628800);
  sum = sum * r + all(1.0 / 362880);
  sum = sum * r + all(1.0 / 40320);
  sum = sum * r + all(1.0 / 5040);
  sum = sum * r + all(1.0 / 720);
  sum = sum * r + all(1.0 / 120);
  sum = sum * r + all(1.0 / 24);
  sum = sum * r + all(1.0 / 6);
  sum = sum * r + all(0.5);
  sum = sum * r + all(1.0);
  sum = sum * r + all(1.0);
  return number(bits(sum) + ((bits(shifted) - bits(magic)) << 52));
}

/// log x for positive normal x. Relative error below 1e-15, absolute near 1.
ATTEST_INLINE Lanes log(const Lanes& x) {
  const LaneBits raw = bits(x);
  const LaneBits half = LaneBits{} + 0x3FE6A09E667F3BCDLL;  // √½
  const LaneBits exponent = (raw - half) >> 52;
  const Lanes m = number(raw - (exponent << 52));
  const Lanes f = (m - all(1)) / (m + all(1));
  const Lanes f2 = f * f;
  Lanes sum = all(1.0 / 21);
  sum = sum * f2 + all(1.0 / 19);
  sum = sum * f2 + all(1.0 / 17);
  sum = sum * f2 + all(1.0 / 15);
  sum = sum * f2 + all(1.0 / 13);
  sum = sum * f2 + all(1.0 / 11);
  sum = sum * f2 + all(1.0 / 9);
  sum = sum * f2 + all(1.0 / 7);
  sum = sum * f2 + all(1.0 / 5);
  sum = sum * f2 + all(1.0 / 3);
  sum = sum * f2 + all(1.0);
  const Lanes whole = __builtin_convertvector(exponent, Lanes);
  return whole * all(0.6931471805599453) + all(2) * f * sum;
}

/// Square root by lane.
ATTEST_INLINE Lanes root(const Lanes& x) {
  Lanes out = x;
  for (int c = 0; c < kLanes; ++c) out[c] = __builtin_sqrt(x[c]);
  return out;
}

/// sin and cos of 2πu for u in [0, 1).
ATTEST_INLINE void circle(const Lanes& u, Lanes& sine, Lanes& cosine) {
  const Lanes magic = all(6755399441055744.0);
  const Lanes shifted = u * all(4) + magic;
  const Lanes quarter = shifted - magic;
  const LaneBits turn = bits(shifted) - bits(magic);
  const Lanes x = (u - quarter * all(0.25)) * all(6.283185307179586);
  const Lanes x2 = x * x;
  Lanes s = all(1.0 / 6227020800);
  s = s * x2 - all(1.0 / 39916800);
  s = s * x2 + all(1.0 / 362880);
  s = s * x2 - all(1.0 / 5040);
  s = s * x2 + all(1.0 / 120);
  s = s * x2 - all(1.0 / 6);
  s = x + x * x2 * s;
  Lanes c = all(1.0 / 479001600);
  c = c * x2 - all(1.0 / 3628800);
  c = c * x2 + all(1.0 / 40320);
  c = c * x2 - all(1.0 / 720);
  c = c * x2 + all(1.0 / 24);
  c = c * x2 - all(0.5);
  c = c * x2 + all(1.0);
  const LaneBits odd = (turn & 1) != 0;
  const LaneBits flip_sine = (turn & 2) << 62, flip_cosine = ((turn + 1) & 2) << 62;
  sine = number(bits(choose(odd, c, s)) ^ flip_sine);
  cosine = number(bits(choose(odd, s, c)) ^ flip_cosine);
}

/// xoshiro256++ (Blackman & Vigna 2021), one generator a lane. Seeded from base::Stream; far
/// cheaper than it where a step of eight chains needs hundreds of normal variates.
struct LaneRandom {
  ATTEST_ALIGNED LaneWords s0{};
  ATTEST_ALIGNED LaneWords s1{};
  ATTEST_ALIGNED LaneWords s2{};
  ATTEST_ALIGNED LaneWords s3{};

  ATTEST_INLINE LaneWords next() {
    const LaneWords sum = s0 + s3;
    const LaneWords out = ((sum << 23) | (sum >> 41)) + s0;
    const LaneWords t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 45) | (s3 >> 19);
    return out;
  }
  /// Uniform in (0, 1).
  ATTEST_INLINE Lanes uniform() {
    const LaneWords one = LaneWords{} + 0x3FF0000000000000ULL;
    const LaneWords raw = (next() >> 12) | one;
    return reinterpret_cast<Lanes>(raw) - all(1 - 1.1102230246251565e-16);
  }
  /// Two normal variates (Box & Muller).
  ATTEST_INLINE void normals(Lanes& a, Lanes& b) {
    const Lanes radius = root(all(-2) * log(uniform()));
    Lanes sine, cosine;
    circle(uniform(), sine, cosine);
    a = radius * sine;
    b = radius * cosine;
  }
};

}  // namespace attest::estimate::impl
