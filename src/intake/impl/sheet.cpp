#include "intake/impl/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/error.hpp"

// A sheet is read twice: once for its size, merged cells and header, which stand partly at its end,
// and once for its rows.

namespace attest::intake {
namespace {

constexpr std::size_t kMergesTold = 5;

/// What the first pass over a sheet finds.
struct Extent {
  std::int64_t rows = 0;
  std::int64_t first_column = std::numeric_limits<std::int64_t>::max();
  std::int64_t end_column = 0;
  std::vector<SheetRow> sample;
  SheetFacts facts;

  std::int64_t width() const { return rows == 0 ? 0 : end_column - first_column; }
};

void include(Extent& extent, const SheetRow& row) {
  extent.rows += row.repeat;
  for (const SheetCell& cell : row.cells) {
    extent.first_column = std::min(extent.first_column, cell.column);
    extent.end_column = std::max(extent.end_column, cell.column + cell.repeat);
  }
}

Extent measure_sheet(const SheetSource& sheet, base::Reporter& reporter) {
  Extent extent;
  const std::unique_ptr<SheetFeed> feed = sheet.open();
  std::deque<SheetRow> rows;
  for (bool more = true; more;) {
    more = feed->feed(rows);
    for (SheetRow& row : rows) {
      include(extent, row);
      if (extent.sample.size() < kRowsForLayout) extent.sample.push_back(std::move(row));
    }
    rows.clear();
    base::check_stop(reporter);
  }
  extent.facts = feed->facts();
  return extent;
}

class SheetReader final : public Reader {
 public:
  SheetReader(Head head, const SheetSource& sheet, std::int64_t data_after, const Input& input)
      : sheet_(sheet),
        feed_(sheet_.open()),
        data_after_(data_after),
        row_limit_(input.options.limits.row),
        reporter_(input.reporter) {
    head_ = std::move(head);
  }

  bool next(Batch& batch) override {
    batch.clear();
    while (batch.bytes() < Batch::kEnough) {
      base::check_stop(reporter_);
      if (rows_.empty() && !feed_more()) break;
      if (rows_.empty()) continue;
      SheetRow& row = rows_.front();
      if (row.number > data_after_) give(row, batch);
      ++row.number;
      if (--row.repeat <= 0) rows_.pop_front();
    }
    return !batch.empty();
  }

 private:
  bool feed_more() {
    if (!more_) return false;
    more_ = feed_->feed(rows_);
    return more_ || !rows_.empty();
  }

  void give(const SheetRow& row, Batch& batch) {
    Batch::Line& line = batch.add_row(number_++);
    line.at.sheet_row = row.number;
    const std::span<Cell> cells = batch.add_cells(head_.columns.size());
    if (text_bytes(row) > row_limit_) {
      batch.refuse(fmt::format("its texts come to more than {} bytes (limit 'row')", row_limit_),
                   raise_limit("row", "If this is really one row, raise it"));
      return;
    }
    bool any_shown = false;
    for (const SheetCell& cell : row.cells) {
      const std::string_view text = batch.keep(cell.text());
      for (std::int64_t i = 0; i < cell.repeat; ++i) cells[index_of(cell.column + i)] = text;
      any_shown = any_shown || cell.shown;
    }
    if (any_shown) give_shown(row, batch);
    if (!row.refused.empty())
      batch.refuse(row.refused, "Open the file in a spreadsheet program, mend the row, save it");
  }

  static std::uint64_t text_bytes(const SheetRow& row) {
    std::uint64_t bytes = 0;
    for (const SheetCell& cell : row.cells) bytes += cell.text().size();
    return bytes;
  }

  void give_shown(const SheetRow& row, Batch& batch) {
    std::vector<Cell> shown(head_.columns.size());
    for (const SheetCell& cell : row.cells)
      if (cell.shown) shown[index_of(cell.column)] = batch.keep(*cell.shown);
    for (const Cell& one : shown) batch.add_shown(one);
  }

  std::size_t index_of(std::int64_t column) const {
    return static_cast<std::size_t>(column - head_.first_column);
  }

  SheetSource sheet_;  ///< keeps the workbook alive for the feed
  std::unique_ptr<SheetFeed> feed_;
  std::deque<SheetRow> rows_;
  std::int64_t data_after_;
  std::uint64_t row_limit_;
  base::Reporter& reporter_;
  bool more_ = true;
  std::int64_t number_ = 0;
};

std::size_t chosen_sheet(const std::vector<SheetSource>& sheets, const std::vector<Extent>& extents,
                         const Input& input) {
  const std::string& asked = input.options.sheet;
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (!asked.empty() && sheets[i].name == asked) return i;
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (!asked.empty() && std::to_string(i + 1) == asked) return i;
  if (!asked.empty()) {
    std::string there;
    for (const SheetSource& sheet : sheets)
      there += fmt::format("{}“{}”", there.empty() ? "" : ", ", sheet.name);
    throw base::Error(base::Code::kNotFound, fmt::format("there is no sheet “{}”", asked),
                      input.source.name(), "There are: " + there);
  }
  for (const bool visible_only : {true, false})
    for (std::size_t i = 0; i < sheets.size(); ++i)
      if (extents[i].rows > 0 && !(visible_only && sheets[i].hidden)) return i;
  return 0;
}

std::string column_name(std::int64_t column) {
  std::string letters;
  for (std::int64_t n = column + 1; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters;
}

void note_facts(const SheetFacts& facts, std::vector<std::string>& notes) {
  if (!facts.merges.empty()) {
    std::string list;
    for (std::size_t i = 0; i < std::min(kMergesTold, facts.merges.size()); ++i) {
      const Merge& m = facts.merges[i];
      list += fmt::format("{}{}{}:{}{}", i == 0 ? "" : ", ", column_name(m.column), m.row,
                          column_name(m.column + m.columns - 1), m.row + m.rows - 1);
    }
    notes.push_back(fmt::format(
        "{} merged ranges ({}{}): the value stands in the first cell, the others are missing",
        facts.merges.size(), list, facts.merges.size() > kMergesTold ? ", …" : ""));
  }
  if (facts.hidden_rows > 0)
    notes.push_back(fmt::format("{} hidden rows are read like the others", facts.hidden_rows));
  if (facts.hidden_columns > 0)
    notes.push_back(
        fmt::format("{} hidden columns are read like the others", facts.hidden_columns));
  if (facts.empty_formulas > 0)
    notes.push_back(fmt::format("{} formulas have no stored result: their cells are missing",
                                facts.empty_formulas));
}

std::vector<GridRow> grid_of(const Extent& extent) {
  std::vector<GridRow> grid;
  for (const SheetRow& row : extent.sample) {
    GridRow line{row.number, std::vector<Cell>(static_cast<std::size_t>(extent.width()))};
    for (const SheetCell& cell : row.cells)
      for (std::int64_t i = 0; i < cell.repeat; ++i)
        line.cells[static_cast<std::size_t>(cell.column + i - extent.first_column)] = cell.text();
    grid.push_back(std::move(line));
  }
  return grid;
}

/// The layout, and the number of the last row above the data.
std::int64_t lay_out(const Extent& extent, const Input& input, Head& head) {
  const std::vector<GridRow> grid = grid_of(extent);
  std::vector<Merge> merges = extent.facts.merges;
  for (Merge& merge : merges) merge.column -= extent.first_column;
  const Layout layout = find_layout(grid, merges, input.options.header, input.source.name());
  head.named = layout.named;
  head.columns = layout.names;
  head.columns.resize(static_cast<std::size_t>(extent.width()));
  if (!layout.named)
    for (std::size_t i = 0; i < head.columns.size(); ++i)
      head.columns[i] = fmt::format("column {}", i + 1);
  for (const std::string& note : layout.notes) head.notes.push_back(note);
  return layout.first_data == 0 ? 0 : grid[layout.first_data - 1].number;
}

}  // namespace

std::unique_ptr<Reader> open_workbook(Input input, Kind kind, std::vector<SheetSource> sheets) {
  if (sheets.empty())
    throw base::Error(base::Code::kMalformed, "the workbook has no sheet with cells",
                      input.source.name(), "Open and save it in a spreadsheet program");
  std::vector<Extent> extents;
  for (const SheetSource& sheet : sheets) extents.push_back(measure_sheet(sheet, input.reporter));
  const std::size_t chosen = chosen_sheet(sheets, extents, input);
  const Extent& extent = extents[chosen];
  Head head;
  head.kind = kind;
  head.table = sheets[chosen].name;
  head.notes = std::move(input.notes);
  if (sheets[chosen].hidden) head.notes.emplace_back("this sheet is hidden");
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (i != chosen)
      head.tables.push_back(
          {sheets[i].name, extents[i].rows, extents[i].width(), sheets[i].hidden});
  if (input.options.sheet.empty() && sheets.size() > 1)
    head.notes.emplace_back(
        "the first visible sheet that holds something is read; say --sheet NAME for another");
  if (extent.rows > 0) head.first_column = extent.first_column;
  note_facts(extent.facts, head.notes);
  const std::int64_t data_after = extent.rows == 0 ? 0 : lay_out(extent, input, head);
  return std::make_unique<SheetReader>(std::move(head), sheets[chosen], data_after, input);
}

}  // namespace attest::intake
