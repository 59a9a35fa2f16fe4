#include "reading/impl/digits.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace attest::reading {
namespace {

constexpr std::size_t kLongestToken = 30;
constexpr std::size_t kMostDigits = 12;

/// Cut at separators: "1,275" → 1 275; "1.5" → 1 5.
std::vector<std::string_view> digit_groups(std::string_view text) {
  std::vector<std::string_view> groups;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] >= '0' && text[i] <= '9') continue;
    if (i > begin) groups.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return groups;
}

bool are_thousands(const std::vector<std::string_view>& groups) {
  return groups.front().size() <= 3 &&
         std::all_of(groups.begin() + 1, groups.end(),
                     [](std::string_view group) { return group.size() == 3; });
}

}  // namespace

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t to_integer(std::string_view digits) {
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

std::optional<Digits> read_digits(std::string_view text) {
  if (text.size() > kLongestToken) return std::nullopt;
  const auto groups = digit_groups(text);
  if (groups.empty()) return std::nullopt;
  Digits digits;
  digits.length = groups.front().size();
  if (groups.size() == 1 || are_thousands(groups)) {
    digits.grouped = groups.size() > 1;
    std::string all;
    for (const std::string_view group : groups) all += group;
    if (all.size() > kMostDigits) return std::nullopt;
    digits.whole = to_integer(all);
    return digits;
  }
  if (groups.size() != 2 || groups.front().size() > 9 || groups.back().size() > 2)
    return std::nullopt;
  digits.decimal = true;
  digits.whole = to_integer(groups.front());
  digits.thousandths = to_integer(groups.back()) * (groups.back().size() == 1 ? 100 : 10);
  return digits;
}

}  // namespace attest::reading
