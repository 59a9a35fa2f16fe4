#include <fmt/format.h>

#include <charconv>

#include "model/read.hpp"

namespace attest::model {
namespace {

using Number = std::optional<std::int64_t>;

std::string digits(Number number) {
  return number ? std::to_string(*number) : std::string();
}

/// Digits only, below 2^53; an empty text is no number and no fault.
bool read_digits_into(std::string_view text, Number& out) {
  if (text.empty()) return true;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return false;
  if (value < 0 || value >= (std::int64_t{1} << 53)) return false;
  out = value;
  return true;
}

std::string with_best(const std::string& ends, Number value, Number implied) {
  return value == implied ? ends : ends + '@' + digits(value);
}

bool is_floor(Bound bound) {
  return bound == Bound::kAtLeast || bound == Bound::kMoreThan;
}
bool is_ceiling(Bound bound) {
  return bound == Bound::kAtMost || bound == Bound::kLessThan;
}
bool is_pair(Bound bound) {
  return bound == Bound::kRange || bound == Bound::kMagnitude;
}

bool read_ends(Quantity& q, std::string_view ends) {
  if (!is_pair(q.bound)) {
    Number& end = is_floor(q.bound) ? q.low : is_ceiling(q.bound) ? q.high : q.value;
    if (!read_digits_into(ends, end)) return false;
    if (is_floor(q.bound) || is_ceiling(q.bound)) q.value = end;
    return end.has_value();
  }
  const auto dots = ends.find("..");
  if (dots == std::string_view::npos) return false;
  if (!read_digits_into(ends.substr(0, dots), q.low)) return false;
  if (!read_digits_into(ends.substr(dots + 2), q.high)) return false;
  return (q.low || q.high) && !(q.low && q.high && *q.low > *q.high);
}

}  // namespace

std::string quantity_code(const Quantity& q) {
  const std::string head = std::string(word(q.bound)) + ':';
  if (q.bound == Bound::kVague) return head + (q.vague_word.empty() ? q.words : q.vague_word);
  if (is_pair(q.bound))
    return with_best(head + digits(q.low) + ".." + digits(q.high), q.value, std::nullopt);
  if (is_floor(q.bound)) return with_best(head + digits(q.low), q.value, q.low);
  if (is_ceiling(q.bound)) return with_best(head + digits(q.high), q.value, q.high);
  return head + digits(q.value);
}

std::optional<Quantity> quantity_from_code(std::string_view code, std::string words) {
  const auto colon = code.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto bound = parse_bound(code.substr(0, colon));
  if (!bound) return std::nullopt;
  Quantity q{.words = std::move(words), .bound = *bound};
  std::string_view rest = code.substr(colon + 1);
  if (*bound == Bound::kVague) {
    q.vague_word = rest;
    return rest.empty() ? std::nullopt : std::optional(std::move(q));
  }
  const auto at = rest.find('@');
  if (!read_ends(q, rest.substr(0, at))) return std::nullopt;
  if (at != std::string_view::npos && !read_digits_into(rest.substr(at + 1), q.value))
    return std::nullopt;
  return q;
}

}  // namespace attest::model
