#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace attest::reading {

/// What the digits of one token say: whole part, and thousandths where a decimal part follows.
struct Digits {
  std::int64_t whole = 0;
  std::int64_t thousandths = 0;
  bool decimal = false;
  bool grouped = false;    ///< 1,275
  std::size_t length = 0;  ///< of the first group
};

/// "1,275", "1.5", "1992"; nothing where the digits make no number (12.05.1992).
std::optional<Digits> read_digits(std::string_view text);

std::int64_t to_integer(std::string_view digits);
bool all_digits(std::string_view text);

}  // namespace attest::reading
