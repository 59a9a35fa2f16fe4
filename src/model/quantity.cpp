#include "model/quantity.hpp"

#include <fmt/format.h>

#include <array>

namespace attest::model {
namespace {

struct BoundWord {
  Bound bound;
  std::string_view word;
};
constexpr std::array kBounds = {
    BoundWord{Bound::kExact, "exact"},      BoundWord{Bound::kAbout, "about"},
    BoundWord{Bound::kAtLeast, "at_least"}, BoundWord{Bound::kMoreThan, "more_than"},
    BoundWord{Bound::kAtMost, "at_most"},   BoundWord{Bound::kLessThan, "less_than"},
    BoundWord{Bound::kRange, "range"},      BoundWord{Bound::kMagnitude, "magnitude"},
    BoundWord{Bound::kVague, "vague"}};

std::string range_label(const Quantity& q) {
  const std::string ends =
      (q.low ? display(*q.low) : "?") + "–" + (q.high ? display(*q.high) : "?");
  return q.value ? display(*q.value) + " (" + ends + ")" : ends;
}

}  // namespace

std::string_view word(Bound bound) {
  for (const auto& entry : kBounds)
    if (entry.bound == bound) return entry.word;
  return "exact";
}

std::optional<Bound> parse_bound(std::string_view text) {
  for (const auto& entry : kBounds)
    if (entry.word == text) return entry.bound;
  return std::nullopt;
}

std::optional<std::int64_t> lower_end(const Quantity& q) {
  switch (q.bound) {
    case Bound::kExact:
    case Bound::kAbout:
      return q.value;
    case Bound::kMoreThan:
      return q.low ? std::optional(*q.low + 1) : std::nullopt;
    case Bound::kAtMost:
    case Bound::kLessThan:
      return std::nullopt;
    default:
      return q.low;
  }
}

std::optional<std::int64_t> upper_end(const Quantity& q) {
  switch (q.bound) {
    case Bound::kExact:
    case Bound::kAbout:
      return q.value;
    case Bound::kLessThan:
      return q.high ? std::optional(*q.high - 1) : std::nullopt;
    case Bound::kAtLeast:
    case Bound::kMoreThan:
      return std::nullopt;
    default:
      return q.high;
  }
}

std::string display(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string display(const Quantity& q) {
  const auto number = [](std::optional<std::int64_t> n) { return n ? display(*n) : "?"; };
  if (q.bound == Bound::kExact && !q.value) return "no number";
  switch (q.bound) {
    case Bound::kExact:
      return number(q.value);
    case Bound::kAbout:
      return "about " + number(q.value);
    case Bound::kAtLeast:
      return "≥ " + number(q.low);
    case Bound::kMoreThan:
      return "> " + number(q.low);
    case Bound::kAtMost:
      return "≤ " + number(q.high);
    case Bound::kLessThan:
      return "< " + number(q.high);
    case Bound::kRange:
    case Bound::kMagnitude:
      return range_label(q);
    case Bound::kVague:
      return "“" + (q.vague_word.empty() ? q.words : q.vague_word) + "”";
  }
  return q.words;
}

std::optional<Quantity> quantity_of(std::optional<std::int64_t> value,
                                    std::optional<std::int64_t> low,
                                    std::optional<std::int64_t> high, std::string words) {
  if (low && high && *low > *high) return std::nullopt;
  Quantity q{.words = std::move(words), .value = value, .low = low, .high = high};
  if (low && high && low == high && value.value_or(*low) == *low) {
    q = {.words = std::move(q.words), .bound = Bound::kExact, .value = low};
  } else if (low && high) {
    q.bound = Bound::kRange;
  } else if (low) {
    q.bound = Bound::kAtLeast;
    if (!value) q.value = low;
  } else if (high) {
    q.bound = Bound::kAtMost;
    if (!value) q.value = high;
  } else if (!value) {
    return std::nullopt;
  }
  return q;
}

}  // namespace attest::model
