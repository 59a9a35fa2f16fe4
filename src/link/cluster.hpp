#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "link/fit.hpp"

namespace attest::link {

/// What people have decided about pairs. Both hold whatever the records say.
struct Constraints {
  std::vector<PairIds> same;
  std::vector<PairIds> different;
};

/// The odds of any two records, proposed or not, as clustering and sampling need them: a
/// candidate's own chance, else what comparing the two gives. Held in bounds, so that one odd pair
/// cannot outvote a whole cluster. Not thread-safe: every thread takes its own.
class PairOdds {
 public:
  static constexpr double kMost = 9;    ///< natural log odds
  static constexpr double kLeast = -4;  ///< slips of one record speak against all others at once

  /// What comparing two records gives, for pairs that nobody proposed (natural log odds).
  using Compare = std::function<double(std::uint32_t, std::uint32_t)>;
  PairOdds(const Prepared& prepared, Compare compare)
      : prepared_(prepared), compare_(std::move(compare)) {}
  /// Forgets everything, then knows these candidates.
  void know(std::span<const PairIds> pairs, std::span<const double> log_odds);
  /// Impossible pairs (two of a list that holds nobody twice, or decided so) give −infinity.
  double operator()(std::uint32_t a, std::uint32_t b);
  /// Pairs that were compared because nobody had proposed them, with their log odds.
  struct Extra {
    PairIds pair;
    double log_odds;
  };
  std::vector<Extra> extras() const;
  void forbid(const std::unordered_set<std::uint64_t>* forbidden) { forbidden_ = forbidden; }

 private:
  const Prepared& prepared_;
  Compare compare_;
  const std::unordered_set<std::uint64_t>* forbidden_ = nullptr;
  std::unordered_map<std::uint64_t, double> known_;
  std::vector<std::uint64_t> compared_;
};

constexpr std::uint64_t pair_code(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint64_t>(a < b ? a : b) << 32 | (a < b ? b : a);
}

struct Clusters {
  std::vector<std::uint32_t> of;  ///< by record: the lowest record of its cluster
  std::vector<PairOdds::Extra> extras;
  std::uint32_t count = 0;
  std::uint32_t largest = 0;
};

/// Groups records so that the summed log odds over all pairs inside groups is large: merges the
/// most coherent groups first, only while the sum over all their cross pairs is positive, then
/// moves single records where that helps (correlation clustering; Bansal, Blum & Chawla 2004). No
/// chain holds together without inner plausibility. Works component by component on `threads`
/// threads.
Clusters cluster(const Prepared& prepared, const std::function<PairOdds::Compare()>& comparers,
                 std::span<const PairIds> pairs, std::span<const float> chances, double threshold,
                 const Constraints& constraints, int threads, base::Reporter& reporter);

/// Comparers of a model of ours, one a thread.
std::function<PairOdds::Compare()> comparers_of(const Prepared& prepared, const Model& model,
                                                const Commonness& commonness);

}  // namespace attest::link
