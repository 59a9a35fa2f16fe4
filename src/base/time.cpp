#include "base/time.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>

#include "base/error.hpp"

namespace attest::base {
namespace {

namespace chrono = std::chrono;
constexpr std::int64_t kDayMilliseconds = 86'400'000;

chrono::year_month_day civil(Day day) {
  return chrono::year(day.year) / day.month / day.day;
}

// Digits exactly; nothing for a sign, a blank or a letter.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

class RealClock final : public Clock {
 public:
  Instant now() const override {
    const auto since = chrono::system_clock::now().time_since_epoch();
    return {chrono::duration_cast<chrono::milliseconds>(since).count()};
  }
};

class SteppedClock final : public Clock {
 public:
  explicit SteppedClock(Instant start) : next_(start.milliseconds) {}
  Instant now() const override { return {next_.fetch_add(1)}; }

 private:
  mutable std::atomic<std::int64_t> next_;
};

std::unique_ptr<Clock> clock_of_environment() {
  const char* fixed = std::getenv("ATTEST_NOW");
  if (fixed == nullptr || *fixed == '\0') return std::make_unique<RealClock>();
  const auto start = instant_from_iso(fixed);
  if (!start) {
    throw Error(Code::kUsage, fmt::format("\"{}\" is not a moment", fixed), "ATTEST_NOW",
                "Write it like 2026-02-25T18:03:07.250Z, or unset the variable");
  }
  return std::make_unique<SteppedClock>(*start);
}

}  // namespace

std::string to_iso(Instant instant) {
  auto days = instant.milliseconds / kDayMilliseconds;
  auto rest = instant.milliseconds % kDayMilliseconds;
  if (rest < 0) {
    rest += kDayMilliseconds;
    --days;
  }
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_iso(from_serial(days)), rest / 3'600'000,
                     rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

std::optional<Instant> instant_from_iso(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00.000Z";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] != '0' && text[i] != kShape[i]) return std::nullopt;
  }
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  const auto hour = digits(text.substr(11, 2));
  const auto minute = digits(text.substr(14, 2));
  const auto second = digits(text.substr(17, 2));
  const auto milli = digits(text.substr(20, 3));
  if (!year || !month || !day || !hour || !minute || !second || !milli) return std::nullopt;
  if (!is_valid({*year, *month, *day})) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return Instant{to_serial({*year, *month, *day}) * kDayMilliseconds + *hour * 3'600'000LL +
                 *minute * 60'000LL + *second * 1000LL + *milli};
}

bool is_valid(Day day) {
  return day.month >= 1 && day.month <= 12 && day.day >= 1 &&
         day.day <= days_in_month(day.year, day.month);
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

std::int64_t to_serial(Day day) {
  return chrono::sys_days(civil(day)).time_since_epoch().count();
}

Day from_serial(std::int64_t days) {
  const chrono::year_month_day civil_day(
      chrono::sys_days(chrono::days(static_cast<chrono::days::rep>(days))));
  return {static_cast<int>(civil_day.year()), static_cast<int>(unsigned(civil_day.month())),
          static_cast<int>(unsigned(civil_day.day()))};
}

std::string to_iso(Day day) {
  return fmt::format("{}{:04}-{:02}-{:02}", day.year < 0 ? "-" : "", std::abs(day.year), day.month,
                     day.day);
}

const Clock& system_clock() {
  static const std::unique_ptr<Clock> kClock = clock_of_environment();
  return *kClock;
}

}  // namespace attest::base
