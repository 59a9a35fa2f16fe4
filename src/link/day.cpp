#include "link/day.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.hpp"

namespace attest::link {
namespace {

/// The runs of digits in a text, with their lengths.
struct Digits {
  int value = 0;
  int length = 0;
};

std::vector<Digits> digit_runs(std::string_view text) {
  std::vector<Digits> runs;
  bool inside = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside) runs.emplace_back();
    if (digit && runs.back().length < 9) {
      runs.back().value = runs.back().value * 10 + (c - '0');
      ++runs.back().length;
    }
    inside = digit;
  }
  return runs;
}

bool only_digits_and_marks(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.' || c == ' ' || c == ':' ||
           c == 'T';
  });
}

DayValue make(int year, int month, int day) {
  DayValue value;
  value.year = static_cast<std::int16_t>(year > 0 && year < 10000 ? year : 0);
  value.month = static_cast<std::uint8_t>(std::clamp(month, 0, 99));
  value.day = static_cast<std::uint8_t>(std::clamp(day, 0, 99));
  return value;
}

std::optional<DayValue> from_digits(const std::vector<Digits>& runs, model::DayOrder order) {
  const auto& first = runs.front();
  if (runs.size() == 1 && first.length == 8) {
    return make(first.value / 10000, first.value / 100 % 100, first.value % 100);
  }
  if (runs.size() == 1)
    return first.length == 4 ? std::optional(make(first.value, 0, 0)) : std::nullopt;
  if (first.length == 4)
    return make(first.value, runs[1].value, runs.size() > 2 ? runs[2].value : 0);
  if (runs.size() == 2) {
    if (runs[1].length != 4) return std::nullopt;
    return make(runs[1].value, first.value, 0);
  }
  int year = runs[2].value;
  if (runs[2].length == 2) year += year > 30 ? 1900 : 2000;
  int day = first.value, month = runs[1].value;
  if (order == model::DayOrder::kMonthFirst) std::swap(day, month);
  if (month > 12 && day <= 12) std::swap(day, month);
  return make(year, month, day);
}

std::optional<DayValue> from_model(std::string_view text, model::DayOrder order) {
  const auto date = model::read_date(text, order).date;
  if (!date) return std::nullopt;
  const auto from = date->earliest();
  const auto to = date->latest();
  if (!from || !to || from->year != to->year) return std::nullopt;
  DayValue value = make(from->year, 0, 0);
  if (from->month == to->month) value.month = static_cast<std::uint8_t>(from->month);
  if (*from == *to) value.day = static_cast<std::uint8_t>(from->day);
  return value;
}

using EightDigits = std::array<int, 8>;
EightDigits digits_of(const DayValue& d) {
  return {d.year / 1000, d.year / 100 % 10, d.year / 10 % 10, d.year % 10,
          d.month / 10,  d.month % 10,      d.day / 10,       d.day % 10};
}

/// True where one digit differs, or two neighbours are swapped.
bool one_slip(const DayValue& a, const DayValue& b) {
  const auto x = digits_of(a), y = digits_of(b);
  std::size_t at = 0;
  int different = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] == y[i]) continue;
    if (different == 0) at = i;
    ++different;
  }
  if (different <= 1) return true;
  return different == 2 && at + 1 < x.size() && x[at] == y[at + 1] && x[at + 1] == y[at];
}

std::int64_t serial(const DayValue& d) {
  return base::to_serial({d.year, std::clamp<int>(d.month, 1, 12), std::clamp<int>(d.day, 1, 28)}) +
         std::max(0, d.day - 28);
}

}  // namespace

std::optional<DayValue> read_day(std::string_view text, model::DayOrder order) {
  const std::string ascii = base::ascii_digits(text);
  if (only_digits_and_marks(ascii)) {
    const auto runs = digit_runs(ascii);
    if (runs.empty()) return std::nullopt;
    const auto value = from_digits(runs, order);
    if (value && value->known()) return value;
    return std::nullopt;
  }
  return from_model(ascii, order);
}

DayLevel compare_days(const DayValue& a, const DayValue& b) {
  if (!a.known() || !b.known()) return DayLevel::kNone;
  const int years = std::abs(a.year - b.year);
  if (!a.full() || !b.full()) {
    const bool months = a.month != 0 && b.month != 0 && !a.vague && !b.vague;
    if (years == 0) return months && a.month != b.month ? DayLevel::kOtherDay : DayLevel::kSameYear;
    return years <= 2 ? DayLevel::kNearYear : DayLevel::kContradicts;
  }
  if (a == b) return DayLevel::kEqual;
  const bool swapped = years == 0 && a.month == b.day && a.day == b.month;
  const bool same_day = a.month == b.month && a.day == b.day;
  const bool something_alike = a.month == b.month || a.day == b.day;
  const DayLevel other_year =
      years <= 2 && something_alike ? DayLevel::kNearYear : DayLevel::kContradicts;
  // Days of years further apart are no slips of one another, whatever their digits.
  if (years >= 2 && !same_day) return other_year;
  if (swapped || std::abs(serial(a) - serial(b)) <= 1) return DayLevel::kSlip;
  if (one_slip(a, b) && (years == 0 || same_day)) return DayLevel::kSlip;
  if (same_day) return years <= 10 ? DayLevel::kSlip : DayLevel::kNearYear;
  if (years == 0) return DayLevel::kOtherDay;
  return other_year;
}

}  // namespace attest::link
