#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/parallel.hpp"

namespace attest::link::impl {

/// Sorts by `key`, which is below 1024 and rises with the order, then each bucket by itself. The
/// same for any number of threads.
template <typename T, typename Key>
void bucket_sort(std::vector<T>& all, int threads, Key key) {
  constexpr std::size_t kBuckets = 1024;
  std::vector<std::size_t> begin(kBuckets + 1, 0);
  for (const auto& each : all) ++begin[key(each) + 1];
  for (std::size_t i = 0; i < kBuckets; ++i) begin[i + 1] += begin[i];
  std::vector<T> sorted(all.size());
  auto next = begin;
  for (const auto& each : all) sorted[next[key(each)]++] = each;
  base::parallel_for(kBuckets, threads, [&](std::size_t bucket) {
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin[bucket]),
              sorted.begin() + static_cast<std::ptrdiff_t>(begin[bucket + 1]));
  });
  all.swap(sorted);
}

}  // namespace attest::link::impl
