#pragma once

#include <span>
#include <string_view>

namespace attest::intake {

/// How tables head a column that means a property, in several languages, separated by '|', lower
/// case, blanks between words.
struct Spellings {
  std::string_view property;
  std::string_view words;
};
std::span<const Spellings> spellings();

}  // namespace attest::intake
