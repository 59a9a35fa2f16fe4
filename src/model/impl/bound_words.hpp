#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "model/quantity.hpp"

namespace attest::model::impl {

/// The bound that marks or words around a folded number state, and what they leave: "at least 200"
/// → at least, "200"; "200-den cox" → more than, "200". Exact, and the text itself, where there is
/// none.
struct Bounded {
  Bound bound = Bound::kExact;
  std::string_view rest;
};
Bounded take_bound(std::string_view folded);

/// The ways to cut a folded text into the two ends of a range: "500-1,000", "from 500 to 1000",
/// "entre 20 et 30".
std::vector<std::pair<std::string_view, std::string_view>> divide(std::string_view folded);

}  // namespace attest::model::impl
