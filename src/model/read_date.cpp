// What people write as a date. The text is cut into numbers, words and the strokes between them; a
// piece of one to three numbers and at most one named month is one date, and two such pieces around
// a stroke are an interval in which each side lends the other what it left out ("25–26 February
// 1992").

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "model/date.hpp"
#include "model/impl/date_words.hpp"

namespace attest::model {
namespace {

using impl::DateWord;

struct Token {
  enum class Kind { kNumber, kMonth, kStroke };
  Kind kind;
  std::string digits;
  int month = 0;
  int rank = 0;  // of a stroke: how surely it divides two dates, 0 surest
};

struct Tokens {
  std::vector<Token> all;
  bool approximate = false;
  bool uncertain = false;
  std::string unknown_word;
};

class Cutter {
 public:
  explicit Cutter(std::string_view text) : points_(base::to_utf32(text)) {}

  Tokens cut() {
    while (at_ < points_.size()) {
      const char32_t c = points_[at_];
      if (c >= U'0' && c <= U'9') {
        number();
      } else if (base::is_letter(c)) {
        word();
      } else {
        sign(c);
      }
    }
    return std::move(out_);
  }

 private:
  void number() {
    Token token{.kind = Token::Kind::kNumber};
    for (; at_ < points_.size() && points_[at_] >= U'0' && points_[at_] <= U'9'; ++at_)
      token.digits += static_cast<char>(points_[at_]);
    out_.all.push_back(std::move(token));
  }

  void word() {
    std::string text;
    for (; at_ < points_.size() && (base::is_letter(points_[at_]) || base::is_mark(points_[at_]));
         ++at_)
      base::append_utf8(text, points_[at_]);
    const DateWord known = impl::date_word(text);
    switch (known.kind) {
      case DateWord::Kind::kMonth:
        out_.all.push_back({.kind = Token::Kind::kMonth, .month = known.month});
        break;
      case DateWord::Kind::kUntil:
        out_.all.push_back({.kind = Token::Kind::kStroke, .rank = 0});
        break;
      case DateWord::Kind::kAbout:
        out_.approximate = true;
        break;
      case DateWord::Kind::kFiller:
        break;
      case DateWord::Kind::kUnknown:
        if (out_.unknown_word.empty()) out_.unknown_word = text;
    }
  }

  void sign(char32_t c) {
    ++at_;
    if (c == U'-' && binds_ending()) return;
    const bool spaced = at_ < points_.size() && base::is_space(points_[at_]);
    if (c == U'–' || c == U'—') out_.all.push_back({.kind = Token::Kind::kStroke, .rank = 0});
    if (c == U'-') out_.all.push_back({.kind = Token::Kind::kStroke, .rank = spaced ? 0 : 2});
    if (c == U'/') out_.all.push_back({.kind = Token::Kind::kStroke, .rank = 1});
    if (c == U'~' || c == U'≈') out_.approximate = true;
    if (c == U'?') out_.uncertain = true;
  }

  /// "1992-ci il", «26-го», "26-Feb-1992": the stroke belongs to the number before it.
  bool binds_ending() const {
    return at_ >= 2 && base::is_digit(points_[at_ - 2]) && at_ < points_.size() &&
           base::is_letter(points_[at_]);
  }

  std::u32string points_;
  std::size_t at_ = 0;
  Tokens out_;
};

/// Parts of one date; −1 where not said, 0 where written as zero.
struct Parts {
  int year = -1;
  int month = -1;
  int day = -1;
};

struct PartsReading {
  Parts parts;
  std::string reason;
};

const std::string kNoDate = "no day, month or year can be told from it";
const std::string kTwoDigits = "a year of two digits could mean two centuries";

int to_int(const std::string& digits) {
  return digits.size() > 4 ? -1 : std::stoi(digits);
}

bool is_year(const std::string& digits) {
  return digits.size() == 4;
}

using Numbers = std::vector<std::string>;

PartsReading with_named_month(const Numbers& n, int month) {
  Parts parts{.month = month};
  for (const auto& digits : n) {
    int& part = is_year(digits) ? parts.year : parts.day;
    if (digits.size() > 4 || digits.size() == 3) return {{}, kNoDate};
    if (part != -1) return {{}, std::ranges::any_of(n, is_year) ? kNoDate : kTwoDigits};
    part = to_int(digits);
  }
  return {parts, {}};
}

PartsReading two_numbers(const Numbers& n, DayOrder order) {
  if (is_year(n[0])) return {{.year = to_int(n[0]), .month = to_int(n[1])}, {}};
  if (is_year(n[1])) return {{.year = to_int(n[1]), .month = to_int(n[0])}, {}};
  if (order == DayOrder::kDayFirst) return {{.month = to_int(n[1]), .day = to_int(n[0])}, {}};
  return {{.month = to_int(n[0]), .day = to_int(n[1])}, {}};
}

PartsReading three_numbers(const Numbers& n, DayOrder order) {
  if (is_year(n[0])) return {{to_int(n[0]), to_int(n[1]), to_int(n[2])}, {}};
  if (!is_year(n[2])) return {{}, kTwoDigits};
  if (order == DayOrder::kMonthFirst) return {{to_int(n[2]), to_int(n[0]), to_int(n[1])}, {}};
  return {{to_int(n[2]), to_int(n[1]), to_int(n[0])}, {}};
}

/// The one month a piece names; −1 if none, or several.
int named_month(std::span<const Token> tokens) {
  int month = -1;
  for (const auto& token : tokens) {
    if (token.kind != Token::Kind::kMonth) continue;
    if (month != -1) return -1;
    month = token.month;
  }
  return month;
}

Numbers numbers_of(std::span<const Token> tokens) {
  Numbers numbers;
  for (const auto& token : tokens)
    if (token.kind == Token::Kind::kNumber) numbers.push_back(token.digits);
  return numbers;
}

bool is_month(const Token& token) {
  return token.kind == Token::Kind::kMonth;
}

/// `borrowed`: the month that the other piece names, for a day that names none ("February 25-26,
/// 1992").
PartsReading read_parts(std::span<const Token> tokens, DayOrder order, int borrowed = -1) {
  const Numbers numbers = numbers_of(tokens);
  const auto odd = [](const auto& n) { return n.size() == 3 || n.size() > 4; };
  if (std::ranges::count_if(numbers, is_year) > 1 || std::ranges::any_of(numbers, odd) ||
      std::ranges::count_if(tokens, is_month) > 1 || numbers.size() > 3)
    return {{}, kNoDate};
  const bool has_day = !std::ranges::all_of(numbers, is_year);
  const int month = named_month(tokens);
  if (month != -1) return with_named_month(numbers, month);
  if (borrowed != -1 && has_day) return with_named_month(numbers, borrowed);
  if (numbers.empty()) return {{}, kNoDate};
  if (numbers.size() == 3) return three_numbers(numbers, order);
  if (numbers.size() == 2) return two_numbers(numbers, order);
  const int number = to_int(numbers[0]);
  return {is_year(numbers[0]) ? Parts{.year = number} : Parts{.day = number}, {}};
}

std::string two(int number) {
  return number == 0 ? "XX" : fmt::format("{:02}", number);
}

DateReading to_date(const Parts& p) {
  if (p.year == -1) return {{}, p.month == -1 ? kNoDate : "it has no year of four digits"};
  if (p.year == 0) return {{}, "the year is zero"};
  std::string edtf = fmt::format("{:04}", p.year);
  if (p.month > 12) return {{}, fmt::format("there is no month {}", p.month)};
  if (p.month == 0 && p.day > 0) return {{}, "it has a day but no month"};
  if (p.month != -1) edtf += '-' + two(p.month);
  if (p.day != -1 && p.month != -1) edtf += '-' + two(p.day);
  if (p.day != -1 && p.month == -1) return {{}, "it has a day but no month"};
  if (auto date = Date::parse(edtf)) return {std::move(date), {}};
  return {{}, fmt::format("{:04}-{} has no day {}", p.year, two(p.month), p.day)};
}

/// What one side leaves out is the other's.
void lend(const Parts& from, Parts& to) {
  if (to.year == -1) to.year = from.year;
  if (to.month == -1 && to.day != -1) to.month = from.month;
}

bool equally_precise(const Parts& a, const Parts& b) {
  return (a.month == -1) == (b.month == -1) && (a.day == -1) == (b.day == -1);
}

DateReading interval(std::span<const Token> before, std::span<const Token> after, DayOrder order) {
  auto from = read_parts(before, order, named_month(after));
  auto to = read_parts(after, order, named_month(before));
  if (!from.reason.empty() || !to.reason.empty()) return {{}, kNoDate};
  lend(to.parts, from.parts);
  lend(from.parts, to.parts);
  if (!equally_precise(from.parts, to.parts)) return {{}, kNoDate};
  auto first = to_date(from.parts);
  auto last = to_date(to.parts);
  if (!first.date) return first;
  if (!last.date) return last;
  if (auto both = Date::parse(first.date->text() + '/' + last.date->text())) return {both, {}};
  return {{}, "it ends before it begins"};
}

/// The surest stroke that divides the tokens into two dates; else the best reason found.
DateReading any_interval(const std::vector<Token>& tokens, DayOrder order, DateReading otherwise) {
  for (int rank = 0; rank <= 2; ++rank) {
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
      if (tokens[i].kind != Token::Kind::kStroke || tokens[i].rank != rank) continue;
      const auto all = std::span(tokens);
      auto found = interval(all.first(i), all.subspan(i + 1), order);
      if (found.date) return found;
      if (found.reason != kNoDate && otherwise.reason == kNoDate) otherwise = std::move(found);
    }
  }
  return otherwise;
}

DateReading read_tokens(const std::vector<Token>& tokens, DayOrder order) {
  const auto is_stroke = [](const Token& token) { return token.kind == Token::Kind::kStroke; };
  if (tokens.empty()) return {{}, kNoDate};
  if (is_stroke(tokens.front()) || is_stroke(tokens.back())) return {{}, "one end is missing"};
  const auto parts = read_parts(tokens, order);
  auto one = parts.reason.empty() ? to_date(parts.parts) : DateReading{{}, parts.reason};
  if (one.date) return one;
  return any_interval(tokens, order, std::move(one));
}

/// 1370 in Persian digits is 1991 by the calendar it was most likely written in.
DateReading gregorian_only(DateReading reading) {
  constexpr int kFirstLikelyYear = 1600;
  const auto day = reading.date ? reading.date->earliest() : std::nullopt;
  if (!day || day->year >= kFirstLikelyYear) return reading;
  return {{}, fmt::format("the year {} may be of another calendar", day->year)};
}

DateReading with_marks(DateReading reading, const Tokens& tokens) {
  if (!reading.date || (!tokens.approximate && !tokens.uncertain)) return reading;
  const std::string mark = tokens.approximate && tokens.uncertain ? "%"
                           : tokens.uncertain                     ? "?"
                                                                  : "~";
  std::string edtf = reading.date->text() + mark;
  if (const auto slash = edtf.find('/'); slash != std::string::npos) edtf.insert(slash, mark);
  return {Date::parse(edtf), {}};
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// "1992-02-26T04:30:00Z", "26.02.1992 04:30": what stands before the time, which the original
/// words keep.
std::string_view without_time(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  const auto cut = text.substr(0, colon).find_last_of("T ");
  return cut == std::string_view::npos || cut < 8 ? text : trim(text.substr(0, cut));
}

}  // namespace

DateReading read_date(std::string_view original, DayOrder order) {
  constexpr std::size_t kLongest = 200;
  if (original.size() > kLongest) return {{}, "it is too long for a date"};
  const std::string_view given = trim(original);
  if (given.empty()) return {{}, "it is empty"};
  if (given.find_first_not_of("0-./ ") == std::string_view::npos) return {{}, "it is all zeros"};
  if (auto date = Date::parse(given)) return {std::move(date), {}};
  const std::string valid = base::replace_invalid_utf8(given);
  const std::string plain = base::ascii_digits(valid);
  const std::string_view text = without_time(plain);
  if (text.find_first_not_of("0-./ ") == std::string_view::npos) return {{}, "it is all zeros"};
  if (auto date = Date::parse(text)) return {std::move(date), {}};
  if (text.starts_with('Y') && text.find_first_not_of("-0123456789", 1) == text.npos)
    return {{}, "years of more than four digits are not kept"};
  const Tokens tokens = Cutter(text).cut();
  if (!tokens.unknown_word.empty())
    return {{}, "“" + tokens.unknown_word + "” is no word of a date"};
  auto reading = with_marks(read_tokens(tokens.all, order), tokens);
  return plain == valid ? reading : gregorian_only(std::move(reading));
}

}  // namespace attest::model
