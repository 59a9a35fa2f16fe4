#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.hpp"
#include "intake/impl/layout.hpp"
#include "intake/reader.hpp"

namespace attest::intake {

/// Rows of JSON values under one set of columns: the members met so far, in the order they were
/// met. Members of nested objects become columns of their own, "place/name"; arrays stay JSON text;
/// a member given twice has two columns.
class JsonColumns {
 public:
  enum class Shape { kPlain, kFollowTheMoney };
  explicit JsonColumns(Shape shape) : shape_(shape) {}

  /// Learns the columns of a row.
  void learn(const base::Json& row);
  /// The row's cells, as many as there are columns; members never learnt are left out.
  void fill(const base::Json& row, std::vector<std::optional<std::string>>& cells) const;

  /// Rows that are all arrays have no names of their own.
  bool only_arrays() const { return arrays_ > 0 && arrays_ == rows_; }
  std::size_t width() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }

 private:
  template <class Visit>
  void walk(const base::Json& row, Visit&& visit) const;

  Shape shape_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> index_;  ///< by path
  std::size_t arrays_ = 0;
  std::size_t rows_ = 0;
};

/// A scalar as the text of a cell: nothing for null, digits as written, "true", "false".
std::optional<std::string> json_cell(const base::Json& value);

/// Rows that are all arrays may begin with a row of names: the layout of the first of them.
Layout array_layout(const std::vector<base::Json>& first, const Header& asked,
                    const std::string& file);

/// "line 3, column 7" of a byte offset.
std::string line_and_column(std::string_view text, std::size_t offset);

}  // namespace attest::intake
