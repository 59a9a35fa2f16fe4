#pragma once

#include <string_view>
#include <vector>

namespace attest::names {

/// The lines of an embedded table that hold something, cut at tabs. Lines that begin with # are
/// comments. The views point into the table.
std::vector<std::vector<std::string_view>> table_rows(std::string_view table);

}  // namespace attest::names
