#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace attest::link {

/// A value of an SQL expression: NULL, a number (also a truth value or seconds), or a text.
using SqlValue = std::variant<std::monostate, double, std::string>;

/// Which of the two records a column belongs to.
enum class Side { kLeft, kRight };

/// Gives the text of a column; NULL where the cell is empty.
class SqlRow {
 public:
  virtual ~SqlRow() = default;
  virtual SqlValue column(Side side, std::size_t index) const = 0;
};

/// An expression of the SQL that Splink models are written in: columns as "name_l", name_r, l.name,
/// r."name"; AND, OR, NOT, IS NULL, comparisons, arithmetic, CAST, ::type, and the functions abs,
/// coalesce, nullif, least, greatest, lower, upper, trim, length, len, substr, substring, concat,
/// levenshtein, damerau_levenshtein, jaro_similarity, jaro_winkler_similarity (and their names in
/// other dialects), jaccard, regexp_extract, try_strptime, strptime, epoch, datediff, date_diff,
/// list_intersect, array_intersect, array_length, list_length. Text functions count code points,
/// not bytes. Lists are texts separated by ';' or '|'.
class SqlExpression {
 public:
  /// `columns` receives names as they are met; their places are the indices asked of SqlRow. Throws
  /// base::Error{kMalformed} naming the text and the place where it is not understood.
  static SqlExpression parse(std::string_view text, std::vector<std::string>& columns);

  SqlValue evaluate(const SqlRow& row) const;
  /// NULL counts as false.
  bool holds(const SqlRow& row) const;

  /// Columns it looks at.
  std::set<std::size_t> columns() const;
  /// The parts of a conjunction (one part if it is none).
  std::vector<SqlExpression> conjuncts() const;
  /// For "f(l) = f(r)": the expression of the left record, if both sides ask the same of theirs.
  bool is_equality_of_sides(SqlExpression& left_side) const;

  struct Node;

 private:
  explicit SqlExpression(std::shared_ptr<const Node> root) : root_(std::move(root)) {}
  // Shared: parts of an expression are handed out without copying the tree.
  std::shared_ptr<const Node> root_;
};

}  // namespace attest::link
