#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "link/cluster.hpp"

namespace attest::link::impl {

/// One component: its records, the links between them that speak for one person, and pairs that
/// must stay together. Returns a label for each record.
struct Component {
  std::vector<std::uint32_t> records;
  std::vector<PairIds> links;  ///< places in `records`
  std::vector<PairIds> same;   ///< places in `records`
};
std::vector<std::uint32_t> agglomerate(const Component& component, PairOdds& odds);

}  // namespace attest::link::impl
