#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/date.hpp"

namespace attest::link {

/// A day as a list gives it, with the parts that are not known as 0. Digits are kept even where
/// the day does not exist ("1856-86-18"), because slips are compared digit by digit.
struct DayValue {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  bool vague = false;  ///< month and day are a placeholder of its list, not knowledge

  bool known() const { return year != 0; }
  bool full() const { return year != 0 && month != 0 && day != 0 && !vague; }
  std::uint32_t packed() const {
    return static_cast<std::uint32_t>(year) << 16 | static_cast<std::uint32_t>(month) << 8 | day;
  }
  friend bool operator==(const DayValue&, const DayValue&) = default;
};

/// Reads "1956-04-09", "19560409", "9.4.1956", "9 April 1956", "1956-04", "1956", EDTF, digits of
/// any script. Nothing where there is no year.
std::optional<DayValue> read_day(std::string_view text, model::DayOrder order);

/// How two days compare, best first. kNone: one of them is not known.
enum class DayLevel : std::uint8_t {
  kNone,
  kEqual,
  kSlip,      ///< one digit, a swap, one day apart, or the same day of another year
  kSameYear,  ///< same year, and month or day unknown or a placeholder on one side
  kOtherDay,  ///< same year, other day
  kNearYear,  ///< years one or two apart, with nothing else against it; or the same day of a year
              ///< far away
  kContradicts
};
DayLevel compare_days(const DayValue& a, const DayValue& b);

}  // namespace attest::link
