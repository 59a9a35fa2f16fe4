#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attest::intake {

/// The exact text of a cell; nothing where the row has no such cell (not the same as an empty one).
using Cell = std::optional<std::string_view>;

/// Where a row stands in its file. Which members are set depends on the kind.
struct Place {
  std::int64_t line = 0;  ///< CSV, text, JSON lines: 1-based line on which it begins
  std::optional<std::uint64_t>
      byte;                     ///< the same as a byte offset into the file, where it is known
  std::int64_t sheet_row = 0;   ///< XLSX, ODS, HTML: 1-based row of the sheet or table
  std::int64_t page = 0;        ///< PDF: 1-based
  std::string_view pointer;     ///< JSON: RFC 6901
  std::span<const Cell> shown;  ///< XLSX, ODS: as displayed, where that differs from the text
};

/// One row. Views live as long as their batch.
struct Row {
  std::int64_t number = 0;  ///< 0-based, among the rows under the header
  std::span<const Cell>
      cells;  ///< at least as many as columns, unless refused; more where the row has more
  Place at;
  std::string_view
      refused;  ///< why it cannot be used; empty: it can. Cells are given where they are readable
  std::string_view remedy;
  std::string_view note;  ///< what is odd about it, though it can be used: "2 of 5 cells"
};

/// Rows with their bytes, packed: no allocation per cell, and none per row once it is warm.
class Batch {
 public:
  /// Readers end a batch at about so many bytes.
  static constexpr std::size_t kEnough = 1024 * 1024;

  Batch() = default;
  Batch(Batch&&) = default;
  Batch& operator=(Batch&&) = default;

  std::size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  Row operator[](std::size_t index) const;

  // For readers.

  void clear();
  /// Bytes that live as long as the batch does.
  std::string_view keep(std::string_view bytes);
  /// Takes over a block of bytes; cells may point into it.
  void keep_block(std::unique_ptr<char[]> block, std::size_t size);

  struct Line {
    std::int64_t number = 0;
    Place at;
    std::string_view refused, remedy, note;
    std::size_t first_cell = 0, cells = 0;
    std::size_t first_shown = 0, shown = 0;
  };
  /// Starts a row; what is added then belongs to it. The reference is good until the next row.
  Line& add_row(std::int64_t number);
  void add_cell(Cell cell) {
    cells_.push_back(cell);
    ++rows_.back().cells;
  }
  /// So many missing cells, to be filled in. Good until the next cell is added.
  std::span<Cell> add_cells(std::size_t count);
  void add_shown(Cell shown);
  void refuse(std::string_view reason, std::string_view remedy);
  void note(std::string_view what);
  /// Bytes kept so far, for readers that end a batch at a size.
  std::size_t bytes() const { return bytes_ + cells_.size() * sizeof(Cell); }

 private:
  std::vector<Line> rows_;
  std::vector<Cell> cells_;
  std::vector<Cell> shown_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::span<char> room_;  ///< what is left of the last block that keep() made
  std::size_t bytes_ = 0;
};

}  // namespace attest::intake
