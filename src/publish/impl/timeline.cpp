#include "publish/impl/timeline.hpp"

#include <algorithm>
#include <cmath>

#include "publish/chart.hpp"
#include "publish/impl/links.hpp"
#include "publish/impl/plot.hpp"

namespace attest::publish {
namespace {

std::string tick_words(std::int64_t serial, double days) {
  const auto day = base::from_serial(serial);
  if (days > 800) return std::to_string(day.year);
  auto words = print_date(model::Date::of_day(day));
  return days > 80 ? words.substr(words.find(' ') + 1) : words.substr(0, words.rfind(' '));
}

}  // namespace

Timeline::Timeline(const std::vector<std::optional<model::Date>>& dates, double from, double to,
                   bool mirrored)
    : from_(from), to_(to), nowhere_(to + 5), mirrored_(mirrored) {
  std::optional<std::int64_t> first, last;
  for (const auto& date : dates) {
    const auto day = serial_day(date);
    undated_ = undated_ || !day;
    if (!day) continue;
    first = std::min(first.value_or(*day), *day);
    last = std::max(last.value_or(*day), *day);
  }
  if (!undated_) to_ = nowhere_;
  if (!first) return;
  first_ = static_cast<double>(*first);
  last_ = static_cast<double>(std::max(*last, *first + 10));
}

double Timeline::at_day(double day) const {
  const double x = Scale{first_, last_, from_, to_}.at(day);
  return mirrored_ ? 100 - x : x;
}

double Timeline::at(const std::optional<model::Date>& date) const {
  const auto day = serial_day(date);
  if (!day) return mirrored_ ? 100 - nowhere_ : nowhere_;
  return at_day(static_cast<double>(*day));
}

std::vector<std::int64_t> Timeline::ticks() const {
  std::vector<std::int64_t> out;
  const double days = last_ - first_;
  if (days <= 80) {
    for (const double tick : round_ticks(first_, last_, 5)) out.push_back(std::llround(tick));
    return out;
  }
  const int months = days <= 800 ? std::max(1, static_cast<int>(std::ceil(days / 30.4 / 5)))
                                 : 12 * std::max(1, static_cast<int>(std::ceil(days / 365.2 / 6)));
  auto day = base::from_serial(static_cast<std::int64_t>(first_));
  day.day = 1;
  if (months >= 12) day.month = 1;
  for (int i = 0; i < 100 && static_cast<double>(base::to_serial(day)) <= last_; ++i) {
    if (static_cast<double>(base::to_serial(day)) >= first_) out.push_back(base::to_serial(day));
    const int month = day.month - 1 + months;
    day.year += month / 12;
    day.month = month % 12 + 1;
  }
  return out;
}

Html Timeline::axis(double top, double bottom) const {
  Html out;
  for (const auto tick : ticks()) {
    const double x = at_day(static_cast<double>(tick));
    out += line_at(x, top, x, bottom, "grid");
    out += text_at(x, bottom + 16, "middle", "tick", tick_words(tick, last_ - first_));
  }
  if (undated_) out += text_at(at(std::nullopt), bottom + 16, "middle", "tick", "n.d.");
  return out;
}

}  // namespace attest::publish
