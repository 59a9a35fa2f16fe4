#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace attest::link {

/// Someone on one list may be someone on the other, with these odds against being nobody there.
struct Rival {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double odds = 0;
};

/// The chance of each link where everybody has at most one partner: marginals of the distribution
/// over all matchings that weighs each by the product of its odds. Computed by belief propagation,
/// exact where the candidates form no cycle (Bayati, Shah & Sharma 2008; Zdeborova & Mezard 2006).
/// The same for any order of work.
std::vector<double> link_chances(std::span<const Rival> rivals, std::size_t lefts,
                                 std::size_t rights);

}  // namespace attest::link
