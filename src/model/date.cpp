#include "model/date.hpp"

#include <array>
#include <cctype>
#include <tuple>

namespace attest::model {
namespace {

using base::Day;

constexpr int kFirstSeason = 21;  // spring, summer, autumn, winter: 21–24

/// What the digits of one part say: year bounds, then month and day, 0 where unknown.
struct Reading {
  int first_year = 0;
  int last_year = 0;
  int month = 0;  // 1–12, 21–24, or 0
  int day = 0;
  bool has_month = false;  // "1992" has none, "1992-XX" has an unknown one
  bool has_day = false;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "1992", "199X", "19XX", "XXXX", "-0044", "Y12345".
bool read_year(std::string_view text, Reading& out) {
  const bool long_year = !text.empty() && text.front() == 'Y';
  if (long_year) text.remove_prefix(1);
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (long_year ? text.size() < 5 || text.size() > 6 : text.size() != 4) return false;
  int low = 0;
  int high = 0;
  bool unknown = false;
  for (const char c : text) {
    if (c == 'X' && !long_year) {
      unknown = true;
    } else if (!is_digit(c) || unknown) {
      return false;
    }
    low = low * 10 + (c == 'X' ? 0 : c - '0');
    high = high * 10 + (c == 'X' ? 9 : c - '0');
  }
  if (negative && low == 0 && !unknown) return false;
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

std::optional<int> read_month(std::string_view text, bool alone) {
  if (const auto month = two_digits(text, 1, 12)) return month;
  return alone ? two_digits(text, kFirstSeason, kFirstSeason + 3) : std::nullopt;
}

int longest_month(const Reading& r) {
  if (r.month == 2 && r.first_year != r.last_year) return 29;
  return r.month == 0 ? 31 : base::days_in_month(r.first_year, r.month);
}

bool read_month_and_day(std::string_view rest, Reading& r) {
  const auto dash = rest.find('-');
  const auto month = read_month(rest.substr(0, dash), dash == std::string_view::npos);
  if (!month) return false;
  r.has_month = true;
  r.month = *month;
  if (dash == std::string_view::npos) return true;
  const auto day = two_digits(rest.substr(dash + 1), 1, longest_month(r));
  if (!day || (r.month == 0 && *day != 0)) return false;
  r.has_day = true;
  r.day = *day;
  return true;
}

std::optional<Reading> read_digits(std::string_view text) {
  Reading r;
  const std::size_t start = !text.empty() && text.front() == 'Y' ? 1 : 0;
  const auto dash = text.find('-', start + 1);
  if (!read_year(text.substr(0, dash), r)) return std::nullopt;
  if (dash == std::string_view::npos) return r;
  if (!read_month_and_day(text.substr(dash + 1), r)) return std::nullopt;
  return r;
}

/// Months a season covers on the northern or the southern half: level 1 does not say which half, so
/// spring may be March–May or September–November. The wide reading is the honest one: the whole
/// year.
Day first_day(const Reading& r) {
  const int month = r.month >= kFirstSeason || r.month == 0 ? 1 : r.month;
  return {r.first_year, month, r.day == 0 ? 1 : r.day};
}

Day last_day(const Reading& r) {
  const int month = r.month >= kFirstSeason || r.month == 0 ? 12 : r.month;
  Day day{r.last_year, month, r.day == 0 ? base::days_in_month(r.last_year, month) : r.day};
  // 29 February of an unknown year falls on the last leap year there.
  while (!base::is_valid(day) && day.year > r.first_year) --day.year;
  return day;
}

Day first_valid(const Reading& r) {
  Day day = first_day(r);
  while (!base::is_valid(day) && day.year < r.last_year) ++day.year;
  return day;
}

std::optional<DatePart> parse_part(std::string_view text) {
  DatePart part;
  if (!text.empty()) {
    const char last = text.back();
    part.uncertain = last == '?' || last == '%';
    part.approximate = last == '~' || last == '%';
    if (part.uncertain || part.approximate) text.remove_suffix(1);
  }
  const auto reading = read_digits(text);
  if (!reading || !base::is_valid(last_day(*reading))) return std::nullopt;
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
    : start_(std::move(start)), end_(std::move(end)) {}

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
  const Date date(*std::move(start), *std::move(end));
  const auto first = date.earliest();
  const auto last = date.latest();
  if (first && last && *last < *first) return std::nullopt;
  return date;
}

Date Date::of_day(base::Day day) {
  return Date(DatePart{.digits = base::to_iso(day)}, {});
}

Date Date::of_interval(Date from, Date to) {
  return Date(from.start_, to.end());
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

std::optional<Day> Date::earliest() const {
  if (!is_given(start_)) return std::nullopt;
  return first_valid(*read_digits(start_.digits));
}

std::optional<Day> Date::latest() const {
  if (!is_given(end())) return std::nullopt;
  return last_day(*read_digits(end().digits));
}

std::optional<int> Date::year() const {
  const DatePart& part = is_given(start_) ? start_ : end();
  const auto reading = read_digits(part.digits);
  if (!reading || reading->first_year != reading->last_year) return std::nullopt;
  return reading->first_year;
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
  constexpr Day kEnd{1'000'000, 12, 31};
  const auto key = [&](const Date& d) {
    return std::tuple(d.earliest().value_or(kEnd), d.latest().value_or(kEnd), d.text());
  };
  return key(a) < key(b);
}

}  // namespace attest::model
