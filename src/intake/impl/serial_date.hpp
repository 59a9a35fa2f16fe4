#pragma once

#include <optional>
#include <string>

namespace attest::intake {

/// Day 1 of a workbook's dates.
enum class Epoch { k1900, k1904 };

/// A moment as civil numbers; milliseconds are rounded.
struct CivilMoment {
  int year = 0, month = 0, day = 0;
  int hour = 0, minute = 0, second = 0, millisecond = 0;
  int weekday = 0;  ///< 0 is Sunday
};

/// The moment of a serial number (ECMA-376 part 1, 18.17.4). The 1900 system counts a 29 February
/// 1900 that never was: numbers below 60 mean a day later than plain counting says. Nothing for 60
/// itself, for negative numbers and beyond 9999.
std::optional<CivilMoment> moment_of_serial(double serial, Epoch epoch);

/// ISO 8601: "1992-02-26", "1992-02-26T14:30:00", "14:30:00" for numbers below 1, ".250" only where
/// there are milliseconds.
std::string iso_text(const CivilMoment& moment, double serial, bool format_has_time);

/// ISO 8601 duration of elapsed time, "PT36H30M".
std::string iso_duration(double days);

}  // namespace attest::intake
