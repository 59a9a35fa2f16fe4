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

/// Two rivals that share one end, and whose other ends are two records of one person of their list
/// with chance `same`: as far as that is so, they do not compete.
struct Allies {
  std::uint32_t first = 0;  ///< places in the list of rivals
  std::uint32_t second = 0;
  double same = 0;
};

/// The chance of each link where everybody has at most one partner: marginals of the distribution
/// over all matchings that weighs each by the product of its odds. Computed by belief propagation,
/// exact where the candidates form no cycle and nobody has allies (Bayati, Shah & Sharma 2008;
/// Zdeborova & Mezard 2006). The same for any order of work.
std::vector<double> link_chances(std::span<const Rival> rivals, std::size_t lefts,
                                 std::size_t rights, std::span<const Allies> allies = {});

}  // namespace attest::link
