#pragma once

#include <memory>
#include <string>
#include <vector>

#include "link/impl/sql_functions.hpp"
#include "link/sql.hpp"

namespace attest::link {

struct SqlExpression::Node {
  enum class Kind { kConstant, kColumn, kAnd, kOr, kNot, kIsNull, kCompare, kArithmetic, kCall };
  Kind kind = Kind::kConstant;
  std::string name;  ///< of an operator or function
  SqlValue constant;
  Side side = Side::kLeft;
  std::size_t column = 0;
  impl::SqlFunction function = nullptr;
  std::vector<std::shared_ptr<const Node>> children;
};

namespace impl {
/// Recursive descent over one expression; nesting is limited to 100.
std::shared_ptr<const SqlExpression::Node> parse_sql(std::string_view text,
                                                     std::vector<std::string>& columns);
}  // namespace impl

}  // namespace attest::link
