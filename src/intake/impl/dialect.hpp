#pragma once

#include <string>
#include <string_view>

#include "intake/impl/csv_scan.hpp"

namespace attest::intake {

/// How well a text reads as a table under its best dialect.
struct DialectGuess {
  Dialect dialect;
  double score = 0;        ///< 0: every row has one cell
  double second = 0;       ///< of the best other delimiter
  double share = 0;        ///< of rows that have the most usual number of cells
  std::size_t rows = 0;    ///< looked at, blank ones left out
  std::size_t width = 1;   ///< the most usual number of cells
  double clean = 0;        ///< share of cells that look like values
  std::size_t broken = 0;  ///< rows in which quotes stand where none may, or are never closed
};

/// The dialect under which rows are most alike and cells most look like values (after van den Burg,
/// Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019).
/// `delimiter`: as the user said, or empty. `whole`: the text is all there is, its last row too.
DialectGuess guess_dialect(std::string_view text, bool whole, std::string_view delimiter);

/// "sep=;" on the first line, as Excel writes it: its delimiter, or empty; `after` is where the
/// next line begins.
std::string separator_line(std::string_view text, std::size_t& after);

/// For people: "comma", "tab", "';'".
std::string delimiter_name(std::string_view delimiter);

}  // namespace attest::intake
