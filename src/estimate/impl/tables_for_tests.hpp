#pragma once

#include <string>
#include <utility>
#include <vector>

#include "estimate/table.hpp"

namespace attest::estimate::for_tests {

/// Counts in the order of patterns written as binary numbers, first list leftmost: 001, 010, 011, …
/// (how papers print them).
inline Table from_counts(std::vector<std::string> lists, const std::vector<std::int64_t>& counts) {
  const std::size_t n = lists.size();
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    Pattern pattern = 0;
    for (std::size_t j = 0; j < n; ++j)
      pattern |= static_cast<Pattern>((i + 1) >> (n - 1 - j) & 1U) << j;
    cells.push_back({pattern, counts[i]});
  }
  return {std::move(lists), std::move(cells)};
}

/// Killings in Kosovo, March to June 1999 (Ball, Betts, Scheuren, Dudukovic & Asher 2002; in R's
/// LCMCR).
inline Table kosovo() {
  return from_counts({"EXH", "ABA", "OSCE", "HRW"},
                     {306, 936, 123, 845, 31, 217, 32, 1131, 106, 228, 42, 177, 18, 181, 27});
}
/// Hepatitis A in a Taiwanese college 1995 (Chao et al. 1997); about 545 people were later found to
/// have been infected.
inline Table hepatitis() {
  return from_counts({"P", "Q", "E"}, {63, 55, 18, 69, 17, 21, 28});
}
/// Chan, Silverman & Vincent (2021), an artificial table with two empty overlaps.
inline Table artificial() {
  return from_counts({"A", "B", "C"}, {20, 30, 0, 40, 0, 6, 0});
}
/// Trafficking in New Orleans, five lists
/// (Chan, Silverman & Vincent 2021, 185 cases).
inline Table new_orleans() {
  std::vector<std::int64_t> counts(31, 0);
  const std::pair<std::size_t, std::int64_t> seen[] = {{1, 21}, {2, 33}, {4, 70}, {6, 1},   {8, 24},
                                                       {9, 1},  {10, 2}, {12, 2}, {16, 25}, {18, 2},
                                                       {20, 1}, {24, 1}, {26, 1}, {28, 1}};
  for (const auto& [pattern, count] : seen) counts[pattern - 1] = count;
  return from_counts({"A", "BEFG", "C", "D", "H"}, counts);
}

}  // namespace attest::estimate::for_tests
