#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace attest::names {

// The arithmetic of Jaro and Winkler, written once so that every path gives the same bits.

/// How far apart two equal letters may stand.
inline std::size_t jaro_reach(std::size_t a, std::size_t b) {
  const std::size_t half = std::max(a, b) / 2;
  return half == 0 ? 0 : half - 1;
}

/// `common` letters of words of lengths a and b; `swaps` pairs of them are out of order.
inline double jaro_value(double a, double b, double common, double swaps) {
  return (common / a + common / b + (common - swaps) / common) / 3.0;
}

inline double winkler_value(double jaro, double prefix) {
  return jaro > 0.7 ? jaro + prefix * 0.1 * (1.0 - jaro) : jaro;
}

inline std::size_t common_prefix(std::u32string_view a, std::u32string_view b) {
  const std::size_t most = std::min({a.size(), b.size(), std::size_t{4}});
  std::size_t n = 0;
  while (n < most && a[n] == b[n]) ++n;
  return n;
}

}  // namespace attest::names
