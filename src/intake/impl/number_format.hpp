#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "intake/impl/serial_date.hpp"

namespace attest::intake {

/// What a cell's number format makes of a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
class NumberFormat {
 public:
  NumberFormat() = default;
  explicit NumberFormat(std::string_view code);
  /// The format of one of the numbers below 164 that need no definition in the file.
  static NumberFormat built_in(int id);

  enum class Meaning { kNumber, kDate, kElapsed };
  Meaning meaning() const { return meaning_; }
  /// Dates that show hours, minutes or seconds.
  bool has_time() const { return has_time_; }
  /// As a spreadsheet shows it (English month names, "." and ","); nothing if the format has parts
  /// that are not rendered here, or changes nothing.
  std::optional<std::string> display(double value, Epoch epoch) const;

 private:
  std::string code_;
  Meaning meaning_ = Meaning::kNumber;
  bool has_time_ = false;
};

/// The shortest text that reads back as the same number; whole numbers are written in digits.
std::string shortest(double value);
/// The same for a number as it stands in a file: plain digits stay as they are.
std::optional<std::string> shortest(std::string_view stored);

}  // namespace attest::intake
