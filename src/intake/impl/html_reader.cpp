#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "intake/impl/held_rows.hpp"
#include "intake/impl/html.hpp"
#include "intake/impl/readers.hpp"

namespace attest::intake {
namespace {

constexpr std::uint64_t kTreeTimes = 8;  // a page's tree takes so many times its text

std::string table_name(const HtmlPage& page, std::size_t i) {
  const std::string& caption = page.tables[i].caption;
  const bool unique =
      !caption.empty() && std::ranges::count(page.tables, caption, &HtmlTable::caption) == 1;
  return unique ? caption : std::to_string(i + 1);
}

bool holds_data(const HtmlTable& table) {
  return !table.nested && table.filled > 1 && table.rows.size() > 1;
}

/// The table the user asked for; else the first one that is no layout and not much smaller than the
/// largest.
std::optional<std::size_t> chosen_table(const HtmlPage& page, const Input& input) {
  const std::string& asked = input.options.sheet;
  for (std::size_t i = 0; i < page.tables.size(); ++i)
    if (!asked.empty() && (table_name(page, i) == asked || std::to_string(i + 1) == asked))
      return i;
  if (!asked.empty())
    throw base::Error(
        base::Code::kNotFound,
        fmt::format("there is no table “{}”; the page has {}", asked, page.tables.size()),
        input.source.name(), "Say its caption or its number, counted from 1");
  std::size_t largest = 0;
  for (const HtmlTable& table : page.tables)
    if (holds_data(table)) largest = std::max(largest, table.filled);
  for (std::size_t i = 0; i < page.tables.size(); ++i)
    if (holds_data(page.tables[i]) && page.tables[i].filled * 4 >= largest) return i;
  return std::nullopt;
}

std::vector<GridRow> grid_of(const HtmlTable& table) {
  std::vector<GridRow> grid;
  for (const HtmlTable::Line& line : table.rows) {
    GridRow row{static_cast<std::int64_t>(grid.size()) + 1, std::vector<Cell>(table.width)};
    for (std::size_t c = 0; c < line.cells.size(); ++c)
      if (line.cells[c]) row.cells[c] = *line.cells[c];
    grid.push_back(std::move(row));
  }
  return grid;
}

std::size_t marked_header(const HtmlTable& table) {
  std::size_t rows = 0;
  while (rows < table.rows.size() && table.rows[rows].names) ++rows;
  return rows == table.rows.size() ? 0 : rows;
}

std::unique_ptr<Reader> read_table(Head head, const HtmlPage& page, std::size_t chosen,
                                   const Input& input) {
  const HtmlTable& table = page.tables[chosen];
  head.table = table_name(page, chosen);
  for (std::size_t i = 0; i < page.tables.size(); ++i)
    if (i != chosen)
      head.tables.push_back({table_name(page, i),
                             static_cast<std::int64_t>(page.tables[i].rows.size()),
                             static_cast<std::int64_t>(page.tables[i].width), false});
  if (input.options.sheet.empty() && page.tables.size() > 1)
    head.notes.emplace_back("one of several tables is read; say --sheet N for another");
  if (!table.merges.empty())
    head.notes.push_back(
        fmt::format("{} cells span rows or columns: the value stands in the first place, the "
                    "others are missing",
                    table.merges.size()));
  const std::vector<GridRow> grid = grid_of(table);
  const Layout layout = find_layout(grid, table.merges, input.options.header, input.source.name(),
                                    marked_header(table));
  for (const std::string& note : layout.notes) head.notes.push_back(note);
  head.named = layout.named;
  head.columns = layout.names;
  head.columns.resize(table.width);
  if (!layout.named)
    for (std::size_t i = 0; i < table.width; ++i) head.columns[i] = fmt::format("column {}", i + 1);
  std::vector<HeldRow> rows;
  for (std::size_t r = layout.first_data; r < table.rows.size(); ++r) {
    const HtmlTable::Line& line = table.rows[r];
    HeldRow row{line.cells, static_cast<std::int64_t>(r) + 1, 0, {}};
    if (input.encoding.unit == Encoding::Unit::kUtf8) row.byte = input.encoding.bom + line.offset;
    rows.push_back(std::move(row));
  }
  return std::make_unique<HeldReader>(std::move(head), std::move(rows));
}

}  // namespace

std::unique_ptr<Reader> open_html(Input input) {
  const std::string text = held_text(input);
  const std::uint64_t most = input.options.limits.memory / kTreeTimes;
  if (text.size() > most)
    throw base::Error(
        base::Code::kLimit,
        fmt::format("a page of {} bytes needs {} times as much memory to read (limit 'memory')",
                    text.size(), kTreeTimes),
        input.source.name(), raise_limit("memory"));
  const HtmlPage page = read_html(text, input.options.limits.nesting, input.source.name());
  Head head;
  head.kind = Kind::kHtml;
  head.encoding = input.encoding.name;
  head.notes = std::move(input.notes);
  if (const auto chosen = chosen_table(page, input))
    return read_table(std::move(head), page, *chosen, input);
  head.notes.emplace_back("the page has no table: its text is one row");
  head.columns = {"text"};
  head.named = false;
  std::vector<HeldRow> rows(1);
  rows[0].cells.emplace_back(page.text);
  return std::make_unique<HeldReader>(std::move(head), std::move(rows));
}

}  // namespace attest::intake
