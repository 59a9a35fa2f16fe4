#pragma once

#include <string>
#include <vector>

#include "vault/impl/index.hpp"

namespace attest::vault {

// What stands. An entry is in force unless an undo in force names it. A list's state is its newest
// import in force: imports form a tree by what each was compared with; one taken back hands its
// followers to the one before it; where two follow one, the smaller address stands and the other
// waits for a decision. State depends on the set of entries, not on their arrival.

/// Recomputes which entries are in force; returns the lists whose imports changed.
std::vector<std::string> update_force(Index& index);

/// The snapshots that make a list's state, first to last, and those that compete with one of them.
struct Chain {
  std::vector<Snapshot> standing;
  std::vector<Snapshot> competing;
};
Chain chain_of(Index& index, const std::string& list);

/// Recomputes which lines are the list's records.
void update_standing(Index& index, const std::string& list);
/// The same after `newest` was added, without looking at what stood before where that is not
/// needed.
void extend_standing(Index& index, const Snapshot& newest);

}  // namespace attest::vault
