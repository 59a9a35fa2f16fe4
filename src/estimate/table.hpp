#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace attest::estimate {

/// Which lists a person is on: bit j is list j. At most kMaxLists lists.
using Pattern = std::uint64_t;
inline constexpr int kMaxLists = 63;
/// More people than this in one table are a slip of the pen.
inline constexpr std::int64_t kMaxPeople = 1'000'000'000;

/// People who are on exactly the lists of `pattern`.
struct Cell {
  Pattern pattern = 0;
  std::int64_t count = 0;
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// How many people are on which combination of lists. An invariant holds: patterns are distinct,
/// ascending and not 0, counts are positive. The people on no list are what is to be estimated.
class Table {
 public:
  Table() = default;
  /// Adds equal patterns up, drops counts of 0. Throws base::Error{kMalformed} on the pattern 0
  /// with people, a pattern beyond the lists, a negative count; {kLimit} above kMaxLists or
  /// kMaxPeople.
  Table(std::vector<std::string> lists, std::vector<Cell> cells);

  const std::vector<std::string>& lists() const { return lists_; }
  const std::vector<Cell>& cells() const { return cells_; }
  int list_count() const { return static_cast<int>(lists_.size()); }
  std::int64_t documented() const { return documented_; }
  /// People with exactly this pattern.
  std::int64_t count(Pattern pattern) const;
  /// People on list j, whatever else they are on.
  std::int64_t on_list(int j) const;
  /// People on all lists of `lists`, whatever else they are on.
  std::int64_t on_all(Pattern lists) const;

 private:
  std::vector<std::string> lists_;
  std::vector<Cell> cells_;
  std::int64_t documented_ = 0;
};

/// The table without lists that hold nobody.
Table drop_empty_lists(const Table& table);

/// The table on some lists only; people on none of them leave.
Table keep_lists(const Table& table, const std::vector<int>& lists);

/// The table in which two or more lists are one: on it is who is on any of them. Its name is theirs
/// joined by '+', its place that of the first.
Table merge_lists(const Table& table, const std::vector<int>& lists);

}  // namespace attest::estimate
