#pragma once

#include <string>
#include <vector>

#include "link/link.hpp"

namespace attest::link {

/// Why a pair has its chance: one step a comparison, in bits (log2 of odds).
struct Explanation {
  struct Step {
    std::string comparison;
    std::string level;
    double bits = 0;    ///< of the level: m against u
    double rarity = 0;  ///< of the agreeing values, rare ones more
  };
  double prior = 0;     ///< before any field
  double coverage = 0;  ///< how much of their groups the other list holds
  double company = 0;   ///< what became of those they were listed with
  std::vector<Step> steps;
  double relatives = 0;  ///< what is taken off because relatives would look alike
  double total = 0;      ///< all of these
  double chance_alone = 0;
  double chance = 0;  ///< after rivals competed; equals chance_alone inside a list
};

/// Any pair of records, candidate or not. Not for runs of a Splink model.
Explanation explain(const Linkage& linkage, PairIds pair);

}  // namespace attest::link
