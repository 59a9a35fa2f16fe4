#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attest::vault {

/// Rows on their way into a case, packed: no object per statement. Fill with about 2,000 rows, hand
/// over, clear, fill again. Each row is either a record (as many cells as the act has columns) or a
/// refused row (why, and its raw cells, as many as the file had).
class RowBatch {
 public:
  /// A cell as it will be written: nothing, the exact text, or the text with what it was read as.
  struct CellView {
    bool present = false;
    std::string_view text;
    std::string_view parsed;  ///< empty: the text says it all
  };

  /// One row of the batch; valid until the batch is changed.
  struct RowView {
    std::int64_t row = 0;   ///< 0-based data row in the file
    std::string_view head;  ///< more members of the line's head as JSON object text, or empty
    bool refused = false;
    std::size_t first_cell = 0;  ///< in cells
    std::size_t cells = 0;
  };

  /// Begins a record; its cells follow in the order of the act's columns.
  /// `head`: canonical JSON object with further members of the line's head, for example a locator's
  /// offsets.
  void begin_record(std::int64_t row, std::string_view head = {});
  void add_null();
  void add_cell(std::string_view text, std::string_view parsed = {});

  /// Begins a refused row; its raw cells follow (add_cell, add_null).
  void begin_refused(std::int64_t row, std::string_view column, std::string_view value,
                     std::string_view reason, std::string_view remedy);

  void clear();
  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  /// Bytes held, to hand over early where cells are long.
  std::size_t bytes() const { return text_.size(); }
  RowView row(std::size_t index) const;
  CellView cell(const RowView& row, std::size_t index) const;

  /// Refused rows carry four cells before their raw ones: column, value, reason, remedy.
  static constexpr std::size_t kRefusalCells = 4;

 private:
  struct Row {
    std::int64_t row;
    std::size_t first_cell;
    std::uint32_t head_length;
    bool refused;
    std::size_t head_offset;
  };
  struct CellAt {
    std::size_t offset;
    std::uint32_t text;  ///< kAbsent: no value
    std::uint32_t parsed;
  };
  static constexpr std::uint32_t kAbsent = UINT32_MAX;

  std::string text_;
  std::vector<Row> rows_;
  std::vector<CellAt> cells_;
};

}  // namespace attest::vault
