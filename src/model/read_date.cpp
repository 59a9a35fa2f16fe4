#include <fmt/format.h>

#include <array>
#include <cctype>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "model/date.hpp"

namespace attest::model {
namespace {

struct MonthWord {
  std::string_view start;  // lower case, as search_fold writes it
  int month;
};
// The first letters that tell months apart, in the languages of the packs that come with the
// program.
constexpr std::array kMonths = {
    MonthWord{"jan", 1},     MonthWord{"feb", 2},     MonthWord{"mar", 3},
    MonthWord{"apr", 4},     MonthWord{"may", 5},     MonthWord{"jun", 6},
    MonthWord{"jul", 7},     MonthWord{"aug", 8},     MonthWord{"sep", 9},
    MonthWord{"oct", 10},    MonthWord{"nov", 11},    MonthWord{"dec", 12},
    MonthWord{"янв", 1},     MonthWord{"фев", 2},     MonthWord{"мар", 3},
    MonthWord{"апр", 4},     MonthWord{"май", 5},     MonthWord{"мая", 5},
    MonthWord{"маи", 5},     MonthWord{"июн", 6},     MonthWord{"июл", 7},
    MonthWord{"авг", 8},     MonthWord{"сен", 9},     MonthWord{"окт", 10},
    MonthWord{"ноя", 11},    MonthWord{"дек", 12},    MonthWord{"yan", 1},
    MonthWord{"fev", 2},     MonthWord{"iyn", 6},     MonthWord{"iyu", 6},
    MonthWord{"iyl", 7},     MonthWord{"avq", 8},     MonthWord{"sen", 9},
    MonthWord{"okt", 10},    MonthWord{"noy", 11},    MonthWord{"dek", 12},
    MonthWord{"oca", 1},     MonthWord{"sub", 2},     MonthWord{"nis", 4},
    MonthWord{"haz", 6},     MonthWord{"tem", 7},     MonthWord{"agu", 8},
    MonthWord{"eyl", 9},     MonthWord{"eki", 10},    MonthWord{"kas", 11},
    MonthWord{"ara", 12},    MonthWord{"avr", 4},     MonthWord{"mai", 5},
    MonthWord{"jui", 6},     MonthWord{"aou", 8},     MonthWord{"ene", 1},
    MonthWord{"abr", 4},     MonthWord{"ago", 8},     MonthWord{"dic", 12},
    MonthWord{"يناير", 1},   MonthWord{"فبراير", 2},  MonthWord{"مارس", 3},
    MonthWord{"ابريل", 4},   MonthWord{"مايو", 5},    MonthWord{"يونيو", 6},
    MonthWord{"يوليو", 7},   MonthWord{"اغسطس", 8},   MonthWord{"سبتمبر", 9},
    MonthWord{"اكتوبر", 10}, MonthWord{"نوفمبر", 11}, MonthWord{"ديسمبر", 12}};

int month_of(std::string_view folded) {
  // French "juillet" and Azerbaijani "iyul" share their first letters with June.
  if (folded.starts_with("juil") || folded.starts_with("iyul")) return 7;
  for (const auto& [start, month] : kMonths)
    if (folded.starts_with(start)) return month;
  return 0;
}

struct Parts {
  std::vector<std::string> numbers;  // ASCII digits
  int month = 0;                     // named in words
  std::size_t words = 0;
  std::size_t month_after = 0;  // how many numbers stood before the word
};

Parts split(std::string_view text) {
  Parts parts;
  const std::string ascii = base::ascii_digits(text);
  for (std::size_t i = 0; i < ascii.size();) {
    const auto c = static_cast<unsigned char>(ascii[i]);
    std::size_t end = i;
    if (std::isdigit(c)) {
      while (end < ascii.size() && std::isdigit(static_cast<unsigned char>(ascii[end]))) ++end;
      parts.numbers.push_back(ascii.substr(i, end - i));
    } else if (std::isalpha(c) || c >= 0x80) {
      while (end < ascii.size() && (std::isalpha(static_cast<unsigned char>(ascii[end])) ||
                                    static_cast<unsigned char>(ascii[end]) >= 0x80))
        ++end;
      ++parts.words;
      if (const int month = month_of(base::search_fold(ascii.substr(i, end - i)))) {
        parts.month = month;
        parts.month_after = parts.numbers.size();
      }
    } else {
      end = i + 1;
    }
    i = end;
  }
  return parts;
}

std::string pad(int number) {
  return number == 0 ? "XX" : fmt::format("{:02}", number);
}

DateReading finish(const std::string& year, int month, int day) {
  if (month > 12) return {{}, fmt::format("there is no month {}", month)};
  if (month == 0 && day != 0) return {{}, "a day without a month"};
  const std::string edtf = day == 0 && month == 0 ? year : year + '-' + pad(month) + '-' + pad(day);
  if (auto date = Date::parse(edtf)) return {*std::move(date), {}};
  return {{}, fmt::format("{}-{} has no day {}", year, pad(month), day)};
}

DateReading month_of_year(const std::string& year, int month) {
  if (month < 1 || month > 12) return {{}, fmt::format("there is no month {}", month)};
  return {Date::parse(year + '-' + pad(month)), {}};
}

int small(const std::string& digits) {
  return digits.size() > 2 ? 99 : std::stoi(digits);
}

DateReading named_month(const Parts& parts) {
  const auto& n = parts.numbers;
  if (n.size() == 1 && n[0].size() == 4) return month_of_year(n[0], parts.month);
  if (n.size() != 2) return {{}, "not a date"};
  if (n[1].size() == 4) return finish(n[1], parts.month, small(n[0]));
  if (n[0].size() == 4) return finish(n[0], parts.month, small(n[1]));
  return {{}, "a year of two digits could mean two centuries"};
}

DateReading three_numbers(const std::vector<std::string>& n, DayOrder order) {
  if (n[0].size() == 4) return finish(n[0], small(n[1]), small(n[2]));
  if (n[2].size() != 4) return {{}, "a year of two digits could mean two centuries"};
  if (order == DayOrder::kMonthFirst) return finish(n[2], small(n[0]), small(n[1]));
  return finish(n[2], small(n[1]), small(n[0]));
}

DateReading numbers_only(const std::vector<std::string>& n, DayOrder order) {
  if (n.size() == 1 && n[0].size() == 4) return {Date::parse(n[0]), {}};
  if (n.size() == 2 && n[1].size() == 4) return month_of_year(n[1], small(n[0]));
  if (n.size() == 3) return three_numbers(n, order);
  return {{}, "not a date"};
}

/// "1992-02-25/26": two days of one month.
std::optional<Date> days_of_one_month(std::string_view text) {
  const auto slash = text.find('/');
  if (slash != 10 || text.size() != 13) return std::nullopt;
  return Date::parse(std::string(text).insert(11, text.substr(0, 8)));
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
    text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return text;
}

/// "1992-02-26T00:00:00", "1992-02-26 04:30": the day; the time stays in the original words.
std::string_view without_time(std::string_view text) {
  const bool iso = text.size() > 11 && text[4] == '-' && text[7] == '-' &&
                   (text[10] == 'T' || text[10] == ' ') &&
                   std::isdigit(static_cast<unsigned char>(text[11]));
  return iso ? text.substr(0, 10) : text;
}

}  // namespace

DateReading read_date(std::string_view original, DayOrder order) {
  const std::string ascii = base::ascii_digits(without_time(trim(original)));
  if (auto date = Date::parse(ascii)) return {*std::move(date), {}};
  if (auto date = days_of_one_month(ascii)) return {*std::move(date), {}};
  const Parts parts = split(ascii);
  if (parts.month != 0 && parts.words == 1) return named_month(parts);
  if (parts.words != 0) return {{}, "not a date"};
  return numbers_only(parts.numbers, order);
}

}  // namespace attest::model
