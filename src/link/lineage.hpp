#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "link/link.hpp"

namespace attest::link {

/// What two lists have to do with each other. A list that was copied from another is no second
/// witness: a capture-recapture estimate must not count it as one.
enum class Kinship {
  kCopy,         ///< one holds most of the other in the same spelling
  kIndependent,  ///< the same people, written down anew
  kUnclear       ///< too few people in common to tell
};
std::string_view word(Kinship kinship);

struct Lineage {
  std::uint32_t list_a = 0, list_b = 0;
  std::uint64_t linked = 0;       ///< people found on both
  double share_of_smaller = 0;    ///< linked ÷ people of the smaller list
  double same_spelling = 0;       ///< of the linked: names equal letter for letter
  double same_rare_spelling = 0;  ///< the same, of those with a word that occurs nowhere else
  std::uint64_t rare = 0;         ///< how many have one
  double same_order =
      0;  ///< of neighbours on one, how many stand in the same order on the other (0.5: chance)
  Kinship kinship = Kinship::kUnclear;
};

/// One entry for every two lists that share people.
std::vector<Lineage> trace_lineage(std::span<const Roster> rosters, const Linkage& linkage);

}  // namespace attest::link
