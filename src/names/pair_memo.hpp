#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace attest::names {

/// What was found out about pairs of numbers, in a table of fixed size: each pair has one place,
/// where the next pair of the same place takes over. So remembering never changes a result, never
/// grows, and costs one look at memory. Not thread-safe: every thread takes its own.
template <typename Value>
class PairMemo {
 public:
  /// `places` is rounded up to a power of two.
  explicit PairMemo(std::size_t places)
      : places_(std::bit_ceil(std::max<std::size_t>(places, 1))) {}

  /// The value of the ordered pair (a, b), asked of `find` where it is not remembered. Of numbers
  /// below 2³²−1.
  template <typename Find>
  Value of(std::uint32_t a, std::uint32_t b, Find find) {
    const std::uint64_t pair = std::uint64_t{a} << 32U | b;
    const std::uint64_t hash = (pair ^ (pair >> 32U)) * 0x9E3779B97F4A7C15U;
    Place& place = places_[(hash >> 32U) & (places_.size() - 1)];
    if (place.pair != pair) place = {pair, find()};
    return place.value;
  }

 private:
  struct Place {
    std::uint64_t pair = ~std::uint64_t{0};
    Value value{};
  };
  std::vector<Place> places_;
};

}  // namespace attest::names
