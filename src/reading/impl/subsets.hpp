#pragma once

#include <vector>

#include "reading/impl/mentions.hpp"

namespace attest::reading {

/// Says which mentions are part of others ("613 dead, including 106 women", "16 of the 41",
/// "18 işçiden altısı"), and names parts whose noun stands elsewhere.
void tie_subsets(const Sentence& sentence, std::vector<Mention>& mentions);

}  // namespace attest::reading
