#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace attest::findings::impl {

/// Digits that are left without the end zeros: 613 has three, 600 one.
int significant_digits(std::int64_t number);

/// A number that people seldom meet by chance: at least 13, and more than a round multiple.
bool is_telling(std::int64_t number);

/// Equal but for one digit, which is not the mark of rounding: 63 and 83, 1,270 and 1,275; not 100
/// and 200.
bool one_digit_apart(std::int64_t a, std::int64_t b);

/// Whole numbers written in digits in a text, in the order they stand; "1,275" is one. Years
/// (1900–2099 bare) too.
std::vector<std::int64_t> numbers_in(std::string_view text);

}  // namespace attest::findings::impl
