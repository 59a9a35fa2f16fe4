#pragma once

#include <string>
#include <string_view>

namespace attest::intake {

/// What a cell's text looks like, for telling header from data and one delimiter from another.
enum class Look {
  kEmpty,
  kFiller,  ///< "-", "n/a", "…": stands for nothing
  kNumber,  ///< with separators, sign, percent or currency
  kYear,    ///< 1000 to 2199
  kDate,    ///< or a time
  kText
};
Look look(std::string_view text);

/// Letters become "a", digits "0", the rest stays: "AB-1234" and "XY-0001" share a shape. Empty if
/// there is no digit.
std::string shape(std::string_view text);

}  // namespace attest::intake
