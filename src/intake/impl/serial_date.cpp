#include "intake/impl/serial_date.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/time.hpp"

namespace attest::intake {
namespace {

constexpr std::int64_t kDay = 86'400'000;

std::string clock_text(const CivilMoment& m) {
  std::string text = fmt::format("{:02}:{:02}:{:02}", m.hour, m.minute, m.second);
  if (m.millisecond != 0) text += fmt::format(".{:03}", m.millisecond);
  return text;
}

}  // namespace

std::optional<CivilMoment> moment_of_serial(double serial, Epoch epoch) {
  if (!(serial >= 0) || serial >= 2'958'466) return std::nullopt;
  std::int64_t ticks = std::llround(serial * static_cast<double>(kDay));
  std::int64_t days = ticks / kDay;
  ticks %= kDay;
  if (epoch == Epoch::k1900) {
    if (days == 60) return std::nullopt;
    if (days > 60) --days;  // the day that never was
  }
  const base::Day first = epoch == Epoch::k1900 ? base::Day{1899, 12, 31} : base::Day{1904, 1, 1};
  const base::Day day = base::from_serial(base::to_serial(first) + days);
  CivilMoment moment{day.year, day.month, day.day, 0, 0, 0, 0, 0};
  moment.hour = static_cast<int>(ticks / 3'600'000);
  moment.minute = static_cast<int>(ticks / 60'000 % 60);
  moment.second = static_cast<int>(ticks / 1000 % 60);
  moment.millisecond = static_cast<int>(ticks % 1000);
  moment.weekday = static_cast<int>((base::to_serial(day) + 4) % 7 + 7) % 7;
  return moment;
}

std::string iso_text(const CivilMoment& m, double serial, bool format_has_time) {
  const bool midnight = m.hour == 0 && m.minute == 0 && m.second == 0 && m.millisecond == 0;
  if (serial < 1) return clock_text(m);
  const std::string day = fmt::format("{:04}-{:02}-{:02}", m.year, m.month, m.day);
  return midnight && !format_has_time ? day : day + "T" + clock_text(m);
}

std::string iso_duration(double days) {
  const std::int64_t ticks = std::llround(std::abs(days) * static_cast<double>(kDay));
  std::string text = days < 0 ? "-PT" : "PT";
  if (const std::int64_t hours = ticks / 3'600'000; hours > 0) text += fmt::format("{}H", hours);
  if (const std::int64_t minutes = ticks / 60'000 % 60; minutes > 0)
    text += fmt::format("{}M", minutes);
  const std::int64_t seconds = ticks / 1000 % 60;
  if (const std::int64_t rest = ticks % 1000; rest > 0)
    text += fmt::format("{}.{:03}S", seconds, rest);
  else if (seconds > 0 || text.back() == 'T')
    text += fmt::format("{}S", seconds);
  return text;
}

}  // namespace attest::intake
