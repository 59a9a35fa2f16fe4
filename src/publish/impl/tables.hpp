#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "publish/impl/links.hpp"

namespace attest::publish {

/// A column of a downloadable table: one list is the truth for CSV, its HXL tags, and JSON.
struct Column {
  enum class Type { kText, kNumber };
  std::string_view name;
  std::string_view tag;  ///< HXL
  std::string_view meaning;
  std::function<std::string(std::size_t row)> value;
  Type type = Type::kText;
};
struct OpenTable {
  std::string name;     ///< "figures": data/figures.csv, and the member of data/case.json
  std::string meaning;  ///< one sentence
  std::size_t rows = 0;
  std::vector<Column> columns;
};
/// Everything the site holds, as tables.
std::vector<OpenTable> open_tables(const Index& index);

/// RFC 4180; a text that a spreadsheet would take for a formula (= + - @ or a control character in
/// front) gets an apostrophe before it. Numbers are numbers.
std::string csv_cell(std::string_view text, Column::Type type);

}  // namespace attest::publish
