#pragma once

#include <vector>

#include "reading/impl/numerals.hpp"

namespace attest::reading {

/// Makes one numeral of two where the words between them say so: "25–30", "between 25 and 30",
/// "from 25 to 30", "at least 25 and at most 30", «20-ից 25». Figures that rose from one number to
/// another stay two.
void join_ranges(const Sentence& sentence, std::vector<Numeral>& numerals);

}  // namespace attest::reading
