#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace attest::base {

/// A moment, UTC, to the millisecond.
struct Instant {
  std::int64_t milliseconds = 0;  ///< since 1970-01-01T00:00:00Z
  friend auto operator<=>(Instant, Instant) = default;
};

/// "2026-02-25T18:03:07.250Z".
std::string to_iso(Instant instant);
/// Reads exactly what to_iso writes.
std::optional<Instant> instant_from_iso(std::string_view text);

/// A civil day of the proleptic Gregorian calendar.
struct Day {
  int year = 1970;
  int month = 1;
  int day = 1;
  friend auto operator<=>(Day, Day) = default;
};
bool is_valid(Day day);
int days_in_month(int year, int month);
/// Days since 1970-01-01 (negative before).
std::int64_t to_serial(Day day);
Day from_serial(std::int64_t days);
std::string to_iso(Day day);  ///< "1992-02-26"

/// Where "now" comes from: the system's clock, or a fixed one (tests, reproducible examples through
/// the variable ATTEST_NOW).
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};
/// The system's clock, or, where the environment has ATTEST_NOW (as to_iso writes), that moment,
/// advanced a millisecond at each reading.
const Clock& system_clock();

}  // namespace attest::base
