#include "intake/impl/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/impl/cell_shape.hpp"

// Tables made by people begin with titles, then one or more rows of names, then data; tables made
// by programs begin with names or at once with data. The signs used here, strongest first: merged
// cells, the number of filled cells, and whether a row looks like the rows below it (a word above
// numbers is a name; a number above numbers is data, unless it is a year). Nothing here knows a
// language.

namespace attest::intake {
namespace {

constexpr std::size_t kRowsCompared = 100;
constexpr std::size_t kMostHeaderRows = 4;

bool filled(const Cell& cell) {
  return cell && look(*cell) != Look::kEmpty;
}

std::size_t count_filled(const GridRow& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.cells, filled));
}

Look look_at(const GridRow& row, std::size_t column) {
  return column < row.cells.size() && row.cells[column] ? look(*row.cells[column]) : Look::kEmpty;
}

std::string_view text_at(const GridRow& row, std::size_t column) {
  return column < row.cells.size() && row.cells[column] ? *row.cells[column] : std::string_view();
}

/// How many cells a usual row fills: three quarters of the rows fill at most so many.
std::size_t usual_fill(std::span<const GridRow> rows) {
  std::vector<std::size_t> fills;
  for (const GridRow& row : rows)
    if (const std::size_t n = count_filled(row); n > 0) fills.push_back(n);
  if (fills.empty()) return 0;
  std::ranges::sort(fills);
  return fills[fills.size() * 3 / 4];
}

const Merge* merge_over(std::span<const Merge> merges, std::int64_t row, std::size_t column) {
  for (const Merge& merge : merges)
    if (row >= merge.row && row < merge.row + merge.rows &&
        static_cast<std::int64_t>(column) >= merge.column &&
        static_cast<std::int64_t>(column) < merge.column + merge.columns)
      return &merge;
  return nullptr;
}

bool is_title(const GridRow& row, std::size_t usual, std::span<const Merge> merges) {
  const std::size_t fill = count_filled(row);
  if (fill == 0) return true;
  const auto first =
      static_cast<std::size_t>(std::ranges::find_if(row.cells, filled) - row.cells.begin());
  if (fill == 1) {
    if (usual < 2) return false;
    const Look seen = look_at(row, first);
    if (seen == Look::kNumber || seen == Look::kYear) return false;
    // In a table of two columns a name may be missing; a title then stands alone on its line.
    if (usual == 2 && row.cells.size() > 1 && first > 0) return false;
    const Merge* merge = merge_over(merges, row.number, first);
    // A label above some columns only belongs to the header.
    return !(first > 0 && merge != nullptr && merge->columns > 1 &&
             merge->columns < static_cast<std::int64_t>(usual) - 1);
  }
  if (usual < 5 || fill * 3 > usual || first > 0) return false;
  // "Produced by: Ministry": a few cells side by side at the left.
  return std::all_of(row.cells.begin(), row.cells.begin() + static_cast<std::ptrdiff_t>(fill),
                     filled);
}

/// The look most cells of a column have in the rows below; kText if they differ.
Look column_look(std::span<const GridRow> rows, std::size_t column) {
  std::size_t numbers = 0, dates = 0, texts = 0;
  for (const GridRow& row : rows.first(std::min(rows.size(), kRowsCompared)))
    switch (look_at(row, column)) {
      case Look::kNumber:
      case Look::kYear:
        ++numbers;
        break;
      case Look::kDate:
        ++dates;
        break;
      case Look::kText:
        ++texts;
        break;
      default:
        break;
    }
  const std::size_t all = numbers + dates + texts;
  if (all == 0) return Look::kEmpty;
  if (numbers * 5 >= all * 4) return Look::kNumber;
  if (dates * 5 >= all * 4) return Look::kDate;
  return Look::kText;
}

/// The one shape all cells of a column have, if they have one and it holds digits.
std::string column_shape(std::span<const GridRow> rows, std::size_t column) {
  std::string common;
  std::size_t seen = 0;
  for (const GridRow& row : rows.first(std::min(rows.size(), kRowsCompared))) {
    const std::string_view text = text_at(row, column);
    if (text.empty()) continue;
    const std::string one = shape(text);
    if (one.empty() || (seen > 0 && one != common)) return {};
    common = one;
    ++seen;
  }
  return seen > 1 ? common : std::string();
}

bool recurs(std::string_view text, std::span<const GridRow> rows, std::size_t column) {
  return std::ranges::any_of(rows.first(std::min(rows.size(), kRowsCompared)),
                             [&](const GridRow& row) { return text_at(row, column) == text; });
}

/// Numbers that can be names: years, or 1, 2, 3 …
bool numbers_are_names(const GridRow& row) {
  std::vector<std::int64_t> values;
  bool years = true;
  for (const Cell& cell : row.cells) {
    if (!cell) continue;
    const Look seen = look(*cell);
    if (seen != Look::kNumber && seen != Look::kYear) continue;
    years = years && seen == Look::kYear;
    std::int64_t value = 0;
    for (const char c : *cell) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
      if (value > 1'000'000) return false;
    }
    values.push_back(value);
  }
  const bool rising =
      std::ranges::is_sorted(values) || std::ranges::is_sorted(values, std::greater<>{});
  const bool distinct = std::unordered_set(values.begin(), values.end()).size() == values.size();
  if (years) return rising && distinct;
  if (values.size() < 3 || !distinct) return false;
  for (std::size_t i = 2; i < values.size(); ++i)
    if (values[i] - values[i - 1] != values[1] - values[0]) return false;
  return true;
}

/// Whether a row holds names rather than data, judged against the rows below it.
bool holds_names(const GridRow& row, std::span<const GridRow> below) {
  int for_names = 0, against = 0;
  bool number_over_numbers = false, any_text = false;
  const bool named_by_numbers = numbers_are_names(row);
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const Look mine = look_at(row, c);
    const Look theirs = column_look(below, c);
    const bool numeric = mine == Look::kNumber || mine == Look::kYear;
    any_text = any_text || mine == Look::kText;
    if (mine == Look::kEmpty || mine == Look::kFiller) continue;
    if (numeric && theirs == Look::kEmpty) number_over_numbers = true;
    if (numeric && theirs == Look::kNumber) {
      number_over_numbers = true;
      against += !named_by_numbers;
    } else if (mine == Look::kDate && theirs == Look::kDate) {
      against += 1;
    } else if (mine == Look::kText && (theirs == Look::kNumber || theirs == Look::kDate)) {
      for_names += 1;
    } else if (mine == Look::kText || numeric) {
      const std::string common = column_shape(below, c);
      if (!common.empty()) (shape(text_at(row, c)) == common ? against : for_names) += 1;
      against += below.size() > 2 && recurs(text_at(row, c), below, c);
    }
  }
  if (named_by_numbers && any_text) ++for_names;
  if (for_names == 0 && (number_over_numbers || !any_text)) return false;
  if (for_names == 0 && against == 0) return true;
  return for_names > against;
}

bool only_words(const GridRow& row) {
  bool any = false;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const Look seen = look_at(row, c);
    if (seen == Look::kNumber || seen == Look::kDate) return false;
    any = any || seen == Look::kText || seen == Look::kYear;
  }
  return any;
}

/// Whether the row under a header row continues it: it names what lies under a label that spans
/// several columns.
bool continues_header(const GridRow& top, const GridRow& next, std::span<const GridRow> below,
                      std::span<const Merge> merges) {
  if (!only_words(next) || next.number != top.number + 1) return false;
  bool spans = false, fills_gap = false, over_numbers = false;
  bool label_before = false;
  for (std::size_t c = 0; c < next.cells.size(); ++c) {
    const Merge* merge = merge_over(merges, top.number, c);
    const bool here = filled(next.cells[c]);
    if (merge != nullptr && merge->columns > 1 && merge->rows == 1 && here) spans = true;
    if (merge != nullptr && merge->rows > 1 && merge->row + merge->rows > next.number) spans = true;
    const bool gap = look_at(top, c) == Look::kEmpty;
    fills_gap = fills_gap || (gap && label_before && here);
    label_before = label_before || !gap;
    over_numbers = over_numbers || (here && column_look(below, c) == Look::kNumber);
  }
  if (spans) return true;
  const bool names_first =
      !next.cells.empty() && look_at(top, 0) == Look::kEmpty && filled(next.cells[0]);
  return over_numbers && ((fills_gap && count_filled(top) < next.cells.size()) || names_first);
}

/// The label that stands over a column: its own, its merge's, or (without merges) the last one to
/// the left.
std::string_view label_over(const GridRow& row, std::size_t column, std::span<const Merge> merges,
                            const GridRow& under) {
  if (filled(column < row.cells.size() ? row.cells[column] : Cell())) return text_at(row, column);
  if (const Merge* merge = merge_over(merges, row.number, column))
    return merge->row == row.number ? text_at(row, static_cast<std::size_t>(merge->column))
                                    : std::string_view();
  if (!merges.empty() || look_at(under, column) == Look::kEmpty) return {};
  for (std::size_t c = column; c-- > 0;)
    if (look_at(row, c) != Look::kEmpty)
      return look_at(under, c) == Look::kEmpty ? std::string_view() : text_at(row, c);
  return {};
}

std::vector<std::string> joined_names(std::span<const GridRow> header,
                                      std::span<const Merge> merges) {
  std::size_t width = 0;
  for (const GridRow& row : header) width = std::max(width, row.cells.size());
  std::vector<std::string> names(width);
  for (std::size_t c = 0; c < width; ++c) {
    for (std::size_t r = 0; r < header.size(); ++r) {
      const bool last = r + 1 == header.size();
      const std::string_view label =
          last ? text_at(header[r], c) : label_over(header[r], c, merges, header[r + 1]);
      if (label.empty()) continue;
      if (!names[c].empty()) names[c] += " / ";
      names[c] += label;
    }
  }
  return names;
}

/// Where the table begins if some sparse rows stand above it, parted from it by a blank row.
std::size_t after_preamble(std::span<const GridRow> rows, std::size_t usual) {
  constexpr std::size_t kLongest = 15;
  if (usual < 5) return 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 1 < std::min(rows.size(), kLongest); ++i) {
    if (count_filled(rows[i]) * 3 > usual) break;
    const bool gap = count_filled(rows[i]) == 0 || rows[i + 1].number > rows[i].number + 1;
    if (gap) begin = i + 1;
  }
  return begin;
}

std::string quoted_start(const GridRow& row) {
  for (const Cell& cell : row.cells) {
    if (!filled(cell)) continue;
    const std::string text = base::replace_invalid_utf8(*cell);
    const std::size_t end = base::byte_offset(text, 80);
    return fmt::format("“{}{}”", text.substr(0, end), end < text.size() ? "…" : "");
  }
  return "blank";
}

void note_titles(std::span<const GridRow> titles, std::vector<std::string>& notes) {
  for (const GridRow& row : titles)
    if (count_filled(row) > 0)
      notes.push_back(fmt::format("row {} is above the header and left aside: {}", row.number,
                                  quoted_start(row)));
}

Layout layout_at(std::span<const GridRow> rows, std::size_t header, std::size_t count,
                 std::span<const Merge> merges) {
  Layout layout;
  layout.named = true;
  layout.first_data = header + count;
  layout.names = joined_names(rows.subspan(header, count), merges);
  note_titles(rows.first(header), layout.notes);
  if (count > 1)
    layout.notes.push_back(fmt::format("the names are joined from rows {} to {}",
                                       rows[header].number, rows[header + count - 1].number));
  return layout;
}

Layout asked_layout(std::span<const GridRow> rows, std::int64_t number,
                    std::span<const Merge> merges, const std::string& file) {
  const auto at = std::ranges::find(rows, number, &GridRow::number);
  if (at == rows.end())
    throw base::Error(base::Code::kNotFound,
                      fmt::format("there is no row {} to take names from", number), file,
                      "Count rows from 1, blank ones too; or say --header none");
  return layout_at(rows, static_cast<std::size_t>(at - rows.begin()), 1, merges);
}

}  // namespace

Layout find_layout(std::span<const GridRow> rows, std::span<const Merge> merges,
                   const Header& asked, const std::string& file, std::size_t marked) {
  if (asked.choice == Header::Choice::kRow) return asked_layout(rows, asked.row, merges, file);
  Layout none;
  if (asked.choice == Header::Choice::kNone) return none;
  const std::size_t usual = usual_fill(rows);
  std::size_t header = 0;
  if (marked > 0) {
    while (header + 1 < marked && is_title(rows[header], usual, merges)) ++header;
    return layout_at(rows, header, std::min(marked - header, kMostHeaderRows), merges);
  }
  while (header < rows.size() && is_title(rows[header], usual, merges)) ++header;
  if (header == rows.size()) header = 0;
  header = std::max(header, after_preamble(rows, usual));
  while (header < rows.size() && count_filled(rows[header]) == 0) ++header;
  if (header == rows.size()) return none;
  std::size_t count = 1;
  while (count < kMostHeaderRows && header + count < rows.size() &&
         continues_header(rows[header + count - 1], rows[header + count],
                          rows.subspan(header + count + 1), merges))
    ++count;
  if (count == 1 && !holds_names(rows[header], rows.subspan(header + 1))) {
    none.notes.emplace_back(
        "no row looks like column names: every row is data (say --header N if one is)");
    return none;
  }
  return layout_at(rows, header, count, merges);
}

}  // namespace attest::intake
