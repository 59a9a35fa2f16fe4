#include "estimate/table.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "base/error.hpp"

namespace attest::estimate {
namespace {

using base::Code;
using base::Error;

void check_cell(const Cell& cell, int lists) {
  if (cell.count < 0)
    throw Error(Code::kMalformed, "a count is negative", {}, "Counts are numbers of people.");
  if (cell.count > kMaxPeople)
    throw Error(Code::kLimit, "a count is above 1,000,000,000", {}, "Check the count column.");
  if (cell.pattern >> lists != 0)
    throw Error(Code::kMalformed, "a pattern names a list that is not there");
  if (cell.pattern == 0 && cell.count > 0)
    throw Error(Code::kMalformed, "people who are on no list have a count", {},
                "Nobody recorded them: remove that row, their number is what is estimated.");
}

// The bits of `pattern` at the places of `lists`, moved together.
Pattern gather(Pattern pattern, const std::vector<int>& lists) {
  Pattern out = 0;
  for (std::size_t k = 0; k < lists.size(); ++k)
    out |= (pattern >> static_cast<unsigned>(lists[k]) & 1U) << k;
  return out;
}

}  // namespace

Table::Table(std::vector<std::string> lists, std::vector<Cell> cells) : lists_(std::move(lists)) {
  if (lists_.size() > static_cast<std::size_t>(kMaxLists))
    throw Error(Code::kLimit, "more than 63 lists", {}, "Merge lists of the same origin.");
  std::sort(cells.begin(), cells.end(),
            [](const Cell& a, const Cell& b) { return a.pattern < b.pattern; });
  for (const Cell& cell : cells) {
    check_cell(cell, list_count());
    if (cell.count == 0) continue;
    if (!cells_.empty() && cells_.back().pattern == cell.pattern)
      cells_.back().count += cell.count;
    else
      cells_.push_back(cell);
    documented_ += cell.count;
    if (documented_ > kMaxPeople)
      throw Error(Code::kLimit, "more than 1,000,000,000 people", {}, "Check the count column.");
  }
}

std::int64_t Table::count(Pattern pattern) const {
  const auto at = std::lower_bound(cells_.begin(), cells_.end(), pattern,
                                   [](const Cell& c, Pattern p) { return c.pattern < p; });
  return at != cells_.end() && at->pattern == pattern ? at->count : 0;
}

std::int64_t Table::on_list(int j) const {
  return on_all(Pattern{1} << static_cast<unsigned>(j));
}

std::int64_t Table::on_all(Pattern lists) const {
  std::int64_t sum = 0;
  for (const Cell& cell : cells_)
    if ((cell.pattern & lists) == lists) sum += cell.count;
  return sum;
}

Table drop_empty_lists(const Table& table) {
  std::vector<int> kept;
  for (int j = 0; j < table.list_count(); ++j)
    if (table.on_list(j) > 0) kept.push_back(j);
  return keep_lists(table, kept);
}

Table keep_lists(const Table& table, const std::vector<int>& lists) {
  std::vector<std::string> names;
  names.reserve(lists.size());
  for (const int j : lists) names.push_back(table.lists().at(static_cast<std::size_t>(j)));
  std::vector<Cell> cells;
  for (const Cell& cell : table.cells())
    if (const Pattern pattern = gather(cell.pattern, lists); pattern != 0)
      cells.push_back({pattern, cell.count});
  return {std::move(names), std::move(cells)};
}

Table merge_lists(const Table& table, const std::vector<int>& lists) {
  Pattern merged = 0;
  std::string name;
  for (const int j : lists) {
    merged |= Pattern{1} << static_cast<unsigned>(j);
    if (!name.empty()) name += '+';
    name += table.lists().at(static_cast<std::size_t>(j));
  }
  const int first = *std::min_element(lists.begin(), lists.end());
  std::vector<int> kept;
  std::vector<std::string> names;
  for (int j = 0; j < table.list_count(); ++j) {
    if (j != first && (merged >> static_cast<unsigned>(j) & 1U) != 0) continue;
    kept.push_back(j);
    names.push_back(j == first ? name : table.lists()[static_cast<std::size_t>(j)]);
  }
  std::vector<Cell> cells;
  for (Cell cell : table.cells()) {
    if ((cell.pattern & merged) != 0) cell.pattern |= Pattern{1} << static_cast<unsigned>(first);
    cells.push_back({gather(cell.pattern, kept), cell.count});
  }
  return {std::move(names), std::move(cells)};
}

}  // namespace attest::estimate
