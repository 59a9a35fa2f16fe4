#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/report.hpp"
#include "link/blocking.hpp"
#include "link/comparison.hpp"

namespace attest::link {

/// A comparer for each thread. They go on remembering pairs of words from call to call, so that a
/// run keeps one of these for all it compares. What they remember never changes a result. Not
/// thread-safe.
class Comparers {
 public:
  /// All of these must outlive it.
  Comparers(const Prepared& prepared, std::span<const Comparison> comparisons,
            const Commonness& commonness, int threads);

  /// What comparing each pair gives, in their order. Throws base::Error{kStopped}.
  std::vector<Evidence> compare(std::span<const PairIds> pairs, base::Reporter& reporter);
  Evidence compare(PairIds pair) { return comparers_.front()->compare(pair.a, pair.b); }

 private:
  const Prepared& prepared_;
  std::vector<std::unique_ptr<Comparer>> comparers_;
};

}  // namespace attest::link
