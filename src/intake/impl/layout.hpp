#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "intake/reader.hpp"

namespace attest::intake {

/// A row as it stands on the sheet, blank rows left out or empty.
struct GridRow {
  std::int64_t number = 0;  ///< 1-based, as people count
  std::vector<Cell> cells;
};

/// Cells that are shown as one.
struct Merge {
  std::int64_t row = 0;     ///< 1-based
  std::int64_t column = 0;  ///< 0-based, in the grid
  std::int64_t rows = 1;
  std::int64_t columns = 1;
};

/// Where names and data begin. Rows before the names are titles.
struct Layout {
  std::size_t first_data = 0;      ///< index into the grid
  std::vector<std::string> names;  ///< empty: no row holds names
  bool named = false;
  std::vector<std::string> notes;
};

/// So many rows are looked at.
inline constexpr std::size_t kRowsForLayout = 200;

/// Finds the header in the first rows of a table. Titles above it are left aside and quoted in the
/// notes; several header rows become one, "Killed / Women". If no row looks like names, every row
/// is data. Throws base::Error{kNotFound} if the header row the user named is not among them.
Layout find_layout(std::span<const GridRow> rows, std::span<const Merge> merges,
                   const Header& asked, const std::string& file, std::size_t marked = 0);

}  // namespace attest::intake
