#include "link/comparers.hpp"

#include <algorithm>
#include <atomic>

#include "base/parallel.hpp"

namespace attest::link {
namespace {

constexpr std::size_t kRemembered = 1 << 18;  // pairs of words, a thread
constexpr std::size_t kChunk = 1 << 13;
constexpr std::size_t kAhead = 8;  // pairs whose records are fetched while others are compared

}  // namespace

Comparers::Comparers(const Prepared& prepared, std::span<const Comparison> comparisons,
                     const Commonness& commonness, int threads)
    : prepared_(prepared) {
  for (int i = 0; i < std::max(1, threads); ++i)
    comparers_.push_back(
        std::make_unique<Comparer>(prepared, comparisons, commonness, kRemembered));
}

std::vector<Evidence> Comparers::compare(std::span<const PairIds> pairs, base::Reporter& reporter) {
  std::vector<Evidence> evidence(pairs.size());
  const std::size_t chunks = (pairs.size() + kChunk - 1) / kChunk;
  std::atomic<std::size_t> next{0};
  base::parallel_for(comparers_.size(), static_cast<int>(comparers_.size()), [&](std::size_t i) {
    for (auto chunk = next.fetch_add(1); chunk < chunks; chunk = next.fetch_add(1)) {
      base::check_stop(reporter);
      const std::size_t end = std::min(pairs.size(), (chunk + 1) * kChunk);
      for (std::size_t pair = chunk * kChunk; pair < end; ++pair) {
        if (pair + kAhead < end) prepared_.fetch(pairs[pair + kAhead].b);
        evidence[pair] = comparers_[i]->compare(pairs[pair].a, pairs[pair].b);
      }
      reporter.progress("comparing pairs", end, pairs.size());
    }
  });
  return evidence;
}

}  // namespace attest::link
