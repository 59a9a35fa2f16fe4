#include "link/sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "link/impl/sql_functions.hpp"
#include "link/impl/sql_node.hpp"

namespace attest::link {
namespace {

using Node = SqlExpression::Node;
using impl::lowered;

bool is_null(const SqlValue& value) {
  return std::holds_alternative<std::monostate>(value);
}

SqlValue truth(bool value) {
  return value ? 1.0 : 0.0;
}

SqlValue compare(const std::string& op, const SqlValue& a, const SqlValue& b) {
  if (is_null(a) || is_null(b)) return {};
  int order = 0;
  if (std::holds_alternative<std::string>(a) && std::holds_alternative<std::string>(b)) {
    order = std::get<std::string>(a).compare(std::get<std::string>(b));
  } else {
    const auto x = impl::number_of(a), y = impl::number_of(b);
    if (!x || !y) return {};
    order = *x < *y ? -1 : *x > *y ? 1 : 0;
  }
  if (op == "=") return truth(order == 0);
  if (op == "!=") return truth(order != 0);
  if (op == "<") return truth(order < 0);
  if (op == "<=") return truth(order <= 0);
  if (op == ">") return truth(order > 0);
  return truth(order >= 0);
}

SqlValue calculate(const std::string& op, const SqlValue& a, const SqlValue& b) {
  if (is_null(a) || is_null(b)) return {};
  if (op == "||") return impl::text_of(a) + impl::text_of(b);
  const auto x = impl::number_of(a), y = impl::number_of(b);
  if (!x || !y) return {};
  if (op == "+") return *x + *y;
  if (op == "-") return *x - *y;
  if (op == "*") return *x * *y;
  if (*y == 0) return {};
  return *x / *y;
}

SqlValue evaluate_node(const Node& node, const SqlRow& row);

/// Three-valued AND and OR: `decisive` is the value that settles it.
SqlValue logical(const Node& node, const SqlRow& row, bool decisive) {
  bool unknown = false;
  for (const auto& child : node.children) {
    const SqlValue value = evaluate_node(*child, row);
    if (is_null(value)) {
      unknown = true;
    } else if ((impl::number_of(value).value_or(0) != 0) == decisive) {
      return truth(decisive);
    }
  }
  if (unknown) return {};
  return truth(!decisive);
}

SqlValue evaluate_node(const Node& node, const SqlRow& row) {
  switch (node.kind) {
    case Node::Kind::kConstant:
      return node.constant;
    case Node::Kind::kColumn:
      return row.column(node.side, node.column);
    case Node::Kind::kAnd:
      return logical(node, row, false);
    case Node::Kind::kOr:
      return logical(node, row, true);
    case Node::Kind::kNot: {
      const SqlValue value = evaluate_node(*node.children[0], row);
      if (is_null(value)) return value;
      return truth(impl::number_of(value).value_or(0) == 0);
    }
    case Node::Kind::kIsNull:
      return truth(is_null(evaluate_node(*node.children[0], row)));
    case Node::Kind::kCompare:
    case Node::Kind::kArithmetic: {
      const SqlValue a = evaluate_node(*node.children[0], row);
      const SqlValue b = evaluate_node(*node.children[1], row);
      return node.kind == Node::Kind::kCompare ? compare(node.name, a, b)
                                               : calculate(node.name, a, b);
    }
    case Node::Kind::kCall: {
      std::vector<SqlValue> arguments;
      for (const auto& child : node.children) arguments.push_back(evaluate_node(*child, row));
      return node.function(arguments);
    }
  }
  return {};
}

void collect(const Node& node, std::set<std::size_t>& columns) {
  if (node.kind == Node::Kind::kColumn) columns.insert(node.column);
  for (const auto& child : node.children) collect(*child, columns);
}

/// Equal but for the side.
bool mirrored(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.name != b.name || a.constant != b.constant ||
      a.children.size() != b.children.size()) {
    return false;
  }
  if (a.kind == Node::Kind::kColumn && (a.column != b.column || a.side == b.side)) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    if (!mirrored(*a.children[i], *b.children[i])) return false;
  }
  return true;
}

bool only_side(const Node& node, Side side) {
  if (node.kind == Node::Kind::kColumn && node.side != side) return false;
  return std::all_of(node.children.begin(), node.children.end(),
                     [side](const auto& child) { return only_side(*child, side); });
}

}  // namespace

SqlExpression SqlExpression::parse(std::string_view text, std::vector<std::string>& columns) {
  return SqlExpression(impl::parse_sql(text, columns));
}

SqlValue SqlExpression::evaluate(const SqlRow& row) const {
  return evaluate_node(*root_, row);
}

bool SqlExpression::holds(const SqlRow& row) const {
  return impl::number_of(evaluate(row)).value_or(0) != 0;
}

std::set<std::size_t> SqlExpression::columns() const {
  std::set<std::size_t> found;
  collect(*root_, found);
  return found;
}

std::vector<SqlExpression> SqlExpression::conjuncts() const {
  if (root_->kind != Node::Kind::kAnd) return {*this};
  std::vector<SqlExpression> parts;
  for (const auto& child : root_->children) {
    for (auto& part : SqlExpression(child).conjuncts()) parts.push_back(std::move(part));
  }
  return parts;
}

bool SqlExpression::is_equality_of_sides(SqlExpression& left_side) const {
  if (root_->kind != Node::Kind::kCompare || root_->name != "=") return false;
  const auto& a = root_->children[0];
  const auto& b = root_->children[1];
  if (!mirrored(*a, *b)) return false;
  left_side = SqlExpression(only_side(*a, Side::kLeft) ? a : b);
  return only_side(*left_side.root_, Side::kLeft);
}

}  // namespace attest::link
