#include "model/date.hpp"

#include <tuple>

#include "base/error.hpp"

namespace attest::model {
namespace {

using base::Day;

constexpr int kFirstSeason = 21;  // spring, summer, autumn, winter: 21–24
constexpr int kLastSeason = 24;

/// What the digits of one part say; month and day are 0 where absent or unknown.
struct Reading {
  int first_year = 0;
  int last_year = 0;
  int month = 0;  // 1–12, 21–24, or 0
  int day = 0;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "1992", "199X", "19XX", "XXXX", "-0044". Years of more digits ("Y17000") are no dates of people.
bool read_year(std::string_view text, Reading& out) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.size() != 4) return false;
  int low = 0;
  int high = 0;
  bool unknown = false;
  for (const char c : text) {
    if (c != 'X' && (!is_digit(c) || unknown)) return false;
    unknown = c == 'X';
    low = low * 10 + (unknown ? 0 : c - '0');
    high = high * 10 + (unknown ? 9 : c - '0');
  }
  if (negative && high == 0) return false;
  out.first_year = negative ? -high : low;
  out.last_year = negative ? -low : high;
  return true;
}

/// Two digits in [low, high], or "XX" as 0.
std::optional<int> two_digits(std::string_view text, int low, int high) {
  if (text.size() != 2) return std::nullopt;
  if (text == "XX") return 0;
  if (!is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  if (value < low || value > high) return std::nullopt;
  return value;
}

/// Level 1 lets digits be unknown from the right only: after an unknown year or month nothing is
/// known.
bool read_month_and_day(std::string_view rest, Reading& r) {
  const auto dash = rest.find('-');
  const bool alone = dash == std::string_view::npos;
  auto month = two_digits(rest.substr(0, dash), 1, 12);
  if (!month && alone) month = two_digits(rest, kFirstSeason, kLastSeason);
  if (!month || (*month != 0 && r.first_year != r.last_year)) return false;
  r.month = *month;
  if (alone) return true;
  const int longest = r.month == 0 ? 0 : base::days_in_month(r.first_year, r.month);
  const auto day = two_digits(rest.substr(dash + 1), 1, longest);
  if (day) r.day = *day;
  return day.has_value();
}

std::optional<Reading> read_digits(std::string_view text) {
  Reading r;
  const auto dash = text.find('-', 1);
  if (!read_year(text.substr(0, dash), r)) return std::nullopt;
  if (dash == std::string_view::npos) return r;
  if (!read_month_and_day(text.substr(dash + 1), r)) return std::nullopt;
  return r;
}

/// A season names no half of the earth, so it may lie anywhere in its year.
bool month_is_known(const Reading& r) {
  return r.month >= 1 && r.month <= 12;
}

Day first_day(const Reading& r) {
  return {r.first_year, month_is_known(r) ? r.month : 1, r.day == 0 ? 1 : r.day};
}

Day last_day(const Reading& r) {
  const int month = month_is_known(r) ? r.month : 12;
  return {r.last_year, month, r.day == 0 ? base::days_in_month(r.last_year, month) : r.day};
}

std::optional<DatePart> parse_part(std::string_view text) {
  if (text.empty()) return std::nullopt;
  DatePart part;
  const char last = text.back();
  part.uncertain = last == '?' || last == '%';
  part.approximate = last == '~' || last == '%';
  if (part.uncertain || part.approximate) text.remove_suffix(1);
  if (text.empty() || !read_digits(text)) return std::nullopt;
  part.digits = text;
  return part;
}

std::optional<DatePart> parse_end(std::string_view text) {
  if (text.empty()) return DatePart{.presence = DatePart::Presence::kUnknown};
  if (text == "..") return DatePart{.presence = DatePart::Presence::kOpen};
  return parse_part(text);
}

std::string print(const DatePart& part) {
  if (part.presence == DatePart::Presence::kOpen) return "..";
  if (part.presence == DatePart::Presence::kUnknown) return "";
  if (part.uncertain && part.approximate) return part.digits + '%';
  return part.digits + (part.uncertain ? "?" : "") + (part.approximate ? "~" : "");
}

bool is_given(const DatePart& part) {
  return part.presence == DatePart::Presence::kGiven;
}

}  // namespace

Date::Date(DatePart start, std::optional<DatePart> end)
    : start_(std::move(start)), end_(std::move(end)) {
  if (is_given(start_)) earliest_ = first_day(*read_digits(start_.digits));
  if (is_given(this->end())) latest_ = last_day(*read_digits(this->end().digits));
}

std::optional<Date> Date::parse(std::string_view edtf) {
  const auto slash = edtf.find('/');
  if (slash == std::string_view::npos) {
    auto part = parse_part(edtf);
    if (!part) return std::nullopt;
    return Date(*std::move(part), std::nullopt);
  }
  auto start = parse_end(edtf.substr(0, slash));
  auto end = parse_end(edtf.substr(slash + 1));
  if (!start || !end || (!is_given(*start) && !is_given(*end))) return std::nullopt;
  Date date(*std::move(start), std::move(end));
  const auto first = date.earliest();
  const auto last = date.latest();
  if (first && last && *last < *first) return std::nullopt;
  return date;
}

Date Date::of_day(base::Day day) {
  auto date = parse(base::to_iso(day));
  base::ensure(date.has_value(), "a day of a date exists and has a year of four digits");
  return *std::move(date);
}

Date Date::of_interval(Date from, const Date& to) {
  const Date both(std::move(from.start_), to.end());
  auto date = parse(both.text());
  base::ensure(date.has_value(), "an interval does not end before it begins");
  return *std::move(date);
}

std::string Date::text() const {
  return end_ ? print(start_) + '/' + print(*end_) : print(start_);
}

bool Date::uncertain() const {
  return start_.uncertain || (end_ && end_->uncertain);
}

bool Date::approximate() const {
  return start_.approximate || (end_ && end_->approximate);
}

std::optional<int> Date::year() const {
  const auto first = earliest();
  const auto last = latest();
  if (!first || !last || first->year != last->year) return std::nullopt;
  return first->year;
}

Order compare(const Date& a, const Date& b) {
  const auto a_first = a.earliest();
  const auto a_last = a.latest();
  const auto b_first = b.earliest();
  const auto b_last = b.latest();
  if (a_last && b_first && *a_last < *b_first) return Order::kBefore;
  if (b_last && a_first && *b_last < *a_first) return Order::kAfter;
  const bool one_day = a_first && a_first == a_last && b_first == a_first && b_last == a_last;
  return one_day ? Order::kSameDay : Order::kOverlap;
}

bool sorts_before(const Date& a, const Date& b) {
  constexpr Day kAfterAll{1'000'000, 12, 31};
  const auto days = [&](const Date& d) {
    return std::pair(d.earliest().value_or(kAfterAll), d.latest().value_or(kAfterAll));
  };
  const auto order = days(a) <=> days(b);
  return order != 0 ? order < 0 : a.text() < b.text();
}

}  // namespace attest::model
