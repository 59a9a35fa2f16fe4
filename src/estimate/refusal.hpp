#pragma once

#include <optional>
#include <string>
#include <vector>

#include "estimate/result.hpp"
#include "estimate/table.hpp"

namespace attest::estimate {

/// What is known about the lists besides the table.
struct Derivation {
  std::string list;  ///< was made from …
  std::string from;  ///< … this one
};

/// Whether the table can answer at all. Codes: no_people, too_few_lists, separate_populations,
/// derived_list.
std::optional<Refusal> refuse(const Table& table, const std::vector<Derivation>& derived = {});

/// What must be said beside an answer. Codes: likely_copy, separate_group (small), sparse,
/// few_people, three_lists, contained_list, empty_list, heterogeneity.
std::vector<Warning> warnings(const Table& table);

/// Lists that are joined by overlaps, largest group first.
std::vector<std::vector<int>> overlap_groups(const Table& table);

}  // namespace attest::estimate
