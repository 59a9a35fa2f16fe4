#pragma once

#include <cstdint>
#include <vector>

namespace attest::link {

struct Prepared;

/// By how many years the ages of one person usually differ between two lists: lists state ages of
/// different days, and round them differently.
struct AgeGap {
  int usual = 0;  ///< age on the later list less age on the earlier one
  int lean = 0;   ///< +1 or -1: the neighbour of `usual` that is at least twice as frequent as the
                  ///< other; 0: neither
};

/// The gap between every two lists, from people whose whole name is unique on both: the commonest
/// difference among them, if 30 such people are found and it is a fifth of them. Inside a list, and
/// where too little is known, nothing is usual.
class AgeGaps {
 public:
  AgeGaps() = default;
  explicit AgeGaps(const Prepared& prepared);

  /// Level of the age comparison (data/link/priors.toml) of two known ages.
  unsigned level(std::uint32_t list_a, int age_a, std::uint32_t list_b, int age_b) const;
  AgeGap between(std::uint32_t earlier, std::uint32_t later) const;

 private:
  std::size_t lists_ = 0;
  std::vector<AgeGap> gaps_;  ///< by earlier * lists + later
};

}  // namespace attest::link
