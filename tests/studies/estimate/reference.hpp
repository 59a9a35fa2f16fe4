#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "estimate/table.hpp"

namespace studies {

/// One row of a CSV by its column names.
using Row = std::map<std::string, std::string>;
std::vector<Row> read_csv(const std::string& path);

/// The folder with the estimation tables, or nothing where this clone lacks it.
std::optional<std::string> estimation_data();

/// A table of overlaps; `filter` is "COLUMN=VALUE COLUMN=VALUE", whose columns leave.
attest::estimate::Table overlap_table(const std::string& path, const std::string& filter);

/// The number in a cell; NaN where it is empty.
double number(const Row& row, const std::string& column);

}  // namespace studies
