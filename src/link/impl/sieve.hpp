#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/comparers.hpp"
#include "link/fit.hpp"
#include "link/impl/prospects.hpp"

namespace attest::link::impl {

/// Compares proposals and keeps those that could be one person, with the rules that propose them.
/// What is kept does not depend on how proposals are cut into calls.
class Sieve {
 public:
  Sieve(const Prepared& prepared, Comparers& comparers, const Prospects& prospects,
        base::Reporter& reporter)
      : prepared_(prepared), comparers_(comparers), prospects_(prospects), reporter_(reporter) {}

  /// Ascending; a pair may come several times, also in later calls.
  void take(std::span<const Proposal> proposals);

  Candidates kept;                       ///< ascending, each once
  std::vector<std::uint64_t> proposers;  ///< of each: bit r for rule r
  std::uint64_t compared = 0;

 private:
  void sift(std::span<const PairIds> pairs, std::span<const std::uint64_t> rules);
  void merge();

  const Prepared& prepared_;
  Comparers& comparers_;
  const Prospects& prospects_;
  base::Reporter& reporter_;
  Candidates fresh_;  ///< of this call
  std::vector<std::uint64_t> fresh_proposers_;
};

}  // namespace attest::link::impl
