#include "intake/impl/number_format.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace attest::intake {
namespace {

constexpr std::array<std::string_view, 50> kBuiltIn = {"General",
                                                       "0",
                                                       "0.00",
                                                       "#,##0",
                                                       "#,##0.00",
                                                       "",
                                                       "",
                                                       "",
                                                       "",
                                                       "0%",
                                                       "0.00%",
                                                       "0.00E+00",
                                                       "# ?/?",
                                                       "# ?"
                                                       "?/?"
                                                       "?",
                                                       "mm-dd-yy",
                                                       "d-mmm-yy",
                                                       "d-mmm",
                                                       "mmm-yy",
                                                       "h:mm AM/PM",
                                                       "h:mm:ss AM/PM",
                                                       "h:mm",
                                                       "h:mm:ss",
                                                       "m/d/yy h:mm",
                                                       "",
                                                       "",
                                                       "",
                                                       "",
                                                       "yyyy\\-mm\\-dd",
                                                       "yyyy\\-mm\\-dd",
                                                       "yyyy\\-mm\\-dd",
                                                       "m/d/yy",
                                                       "yyyy\\-mm\\-dd",
                                                       "h:mm",
                                                       "h:mm:ss",
                                                       "h:mm",
                                                       "h:mm:ss",
                                                       "yyyy\\-mm\\-dd",
                                                       "#,##0_);(#,##0)",
                                                       "#,##0_);[Red](#,##0)",
                                                       "#,##0.00_);(#,##0.00)",
                                                       "#,##0.00_);[Red](#,##0.00)",
                                                       "",
                                                       "",
                                                       "",
                                                       "",
                                                       "mm:ss",
                                                       "[h]:mm:ss",
                                                       "mm:ss.0",
                                                       "##0.0E+0",
                                                       "@"};

/// A piece of a format: a letter run, a literal, or a sign with a meaning of its own.
struct Token {
  enum class Kind {
    kLiteral,
    kDigits,
    kDateLetters,
    kElapsed,
    kPercent,
    kScientific,
    kAmPm,
    kText,
    kGeneral,
    kUnknown
  };
  Kind kind = Kind::kLiteral;
  std::string text;
};

bool is_date_letter(char c) {
  return std::string_view("yYmMdDhHsSeEgGbB").find(c) != std::string_view::npos;
}

/// Sections are split at ';' outside quotes, escapes and brackets.
std::vector<std::string> sections_of(std::string_view code) {
  std::vector<std::string> out(1);
  bool quoted = false, bracket = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' && !quoted && i + 1 < code.size()) {
      out.back() += c;
      out.back() += code[++i];
      continue;
    }
    if (c == '"') quoted = !quoted;
    if (!quoted) bracket = c == '[' || (bracket && c != ']');
    if (c == ';' && !quoted && !bracket)
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

bool starts_with_no_case(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((text[i] | 0x20) != (word[i] | 0x20)) return false;
  return true;
}

/// "[Red]" and "[$-409]" show nothing, "[$€-2]" a sign, "[h]" elapsed time; conditions are not
/// understood.
Token bracket_token(std::string_view inside) {
  if (!inside.empty() && inside[0] == '$') {
    const std::size_t dash = inside.find('-');
    return {Token::Kind::kLiteral,
            std::string(inside.substr(1, dash == inside.npos ? inside.npos : dash - 1))};
  }
  if (!inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos)
    return {Token::Kind::kElapsed, std::string(inside)};
  if (!inside.empty() && std::string_view("<>=").find(inside[0]) != std::string_view::npos)
    return {Token::Kind::kUnknown, ""};
  return {Token::Kind::kLiteral, ""};
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view section) : s_(section) {}

  std::vector<Token> all() {
    while (i_ < s_.size()) step();
    return std::move(out_);
  }

 private:
  void literal(std::string_view text) {
    if (out_.empty() || out_.back().kind != Token::Kind::kLiteral)
      out_.push_back({Token::Kind::kLiteral, ""});
    out_.back().text += text;
  }

  void run(Token::Kind kind, std::size_t length) {
    out_.push_back({kind, std::string(s_.substr(i_, length))});
    i_ += length;
  }

  void step() {
    const char c = s_[i_];
    const std::string_view rest = s_.substr(i_);
    if (c == '"') return quoted();
    if (c == '\\' || c == '!') return i_ += 2, literal(s_.substr(std::min(i_ - 1, s_.size()), 1));
    if (c == '_') return i_ += 2, literal(" ");
    if (c == '*') return void(i_ += 2);
    if (c == '[') return bracket();
    if (c == '%') return run(Token::Kind::kPercent, 1);
    if (c == '@') return run(Token::Kind::kText, 1);
    if (starts_with_no_case(rest, "general")) return run(Token::Kind::kGeneral, 7);
    if (starts_with_no_case(rest, "am/pm")) return run(Token::Kind::kAmPm, 5);
    if (starts_with_no_case(rest, "a/p")) return run(Token::Kind::kAmPm, 3);
    if ((c == 'E' || c == 'e') && rest.size() > 1 && (rest[1] == '+' || rest[1] == '-'))
      return run(Token::Kind::kScientific, 2);
    if (is_date_letter(c)) return letters(c);
    if (std::string_view("0#?").find(c) != std::string_view::npos ||
        (c == '.' && rest.size() > 1 &&
         std::string_view("0#?").find(rest[1]) != std::string_view::npos))
      return digits();
    literal(s_.substr(i_++, 1));
  }

  void quoted() {
    const std::size_t end = std::min(s_.find('"', i_ + 1), s_.size());
    literal(s_.substr(i_ + 1, end - i_ - 1));
    i_ = end + 1;
  }

  void bracket() {
    const std::size_t end = std::min(s_.find(']', i_), s_.size());
    out_.push_back(bracket_token(s_.substr(i_ + 1, end - i_ - 1)));
    i_ = end + 1;
  }

  void letters(char c) {
    std::size_t n = 1;
    while (i_ + n < s_.size() && (s_[i_ + n] | 0x20) == (c | 0x20)) ++n;
    run(Token::Kind::kDateLetters, n);
  }

  void digits() {
    std::size_t n = 0;
    while (i_ + n < s_.size() &&
           std::string_view("0#?.,").find(s_[i_ + n]) != std::string_view::npos)
      ++n;
    run(Token::Kind::kDigits, n);
  }

  std::string_view s_;
  std::size_t i_ = 0;
  std::vector<Token> out_;
};

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};

/// "m" means minutes beside hours or seconds, else months.
bool means_minutes(const std::vector<Token>& tokens, std::size_t at) {
  for (std::size_t i = at; i-- > 0;) {
    if (tokens[i].kind == Token::Kind::kElapsed) return true;
    if (tokens[i].kind != Token::Kind::kDateLetters) continue;
    if ((tokens[i].text[0] | 0x20) == 'h') return true;
    break;
  }
  for (std::size_t i = at + 1; i < tokens.size(); ++i)
    if (tokens[i].kind == Token::Kind::kDateLetters) return (tokens[i].text[0] | 0x20) == 's';
  return false;
}

std::string month_or_day(const Token& token, int number, std::string_view name, int short_length) {
  switch (token.text.size()) {
    case 1:
      return fmt::format("{}", number);
    case 2:
      return fmt::format("{:02}", number);
    case 3:
      return std::string(name.substr(0, static_cast<std::size_t>(short_length)));
    case 5:
      return std::string(name.substr(0, 1));
    default:
      return std::string(name);
  }
}

std::optional<std::string> date_letters(const std::vector<Token>& tokens, std::size_t at,
                                        const CivilMoment& m, bool twelve) {
  const Token& token = tokens[at];
  const bool one = token.text.size() == 1;
  const auto padded = [one](int n) { return one ? fmt::format("{}", n) : fmt::format("{:02}", n); };
  switch (token.text[0] | 0x20) {
    case 'y':
      return token.text.size() <= 2 ? fmt::format("{:02}", m.year % 100)
                                    : fmt::format("{:04}", m.year);
    case 'm':
      if (means_minutes(tokens, at)) return padded(m.minute);
      return month_or_day(token, m.month, kMonths[static_cast<std::size_t>(m.month - 1)], 3);
    case 'd':
      return month_or_day(token, m.day, kDays[static_cast<std::size_t>(m.weekday)], 3);
    case 'h':
      return padded(twelve ? (m.hour + 11) % 12 + 1 : m.hour);
    case 's':
      return padded(m.second);
    default:
      return std::nullopt;  // eras
  }
}

std::optional<std::string> display_date(const std::vector<Token>& tokens, double value,
                                        Epoch epoch) {
  const auto moment = moment_of_serial(value, epoch);
  if (!moment) return std::nullopt;
  bool twelve = false;
  for (const Token& token : tokens) twelve = twelve || token.kind == Token::Kind::kAmPm;
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    switch (tokens[i].kind) {
      case Token::Kind::kLiteral:
        out += tokens[i].text;
        break;
      case Token::Kind::kDateLetters:
        if (const auto text = date_letters(tokens, i, *moment, twelve))
          out += *text;
        else
          return std::nullopt;
        break;
      case Token::Kind::kAmPm:
        out += tokens[i].text.size() == 3 ? (moment->hour < 12 ? "A" : "P")
                                          : (moment->hour < 12 ? "AM" : "PM");
        break;
      case Token::Kind::kText:
        break;
      default:
        return std::nullopt;
    }
  }
  return out;
}

std::optional<std::string> display_elapsed(const std::vector<Token>& tokens, double value) {
  if (value < 0) return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(std::llround(value * 86400));
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const char c = token.text.empty() ? ' ' : static_cast<char>(token.text[0] | 0x20);
    if (token.kind == Token::Kind::kLiteral)
      out += token.text;
    else if (token.kind == Token::Kind::kElapsed)
      out += fmt::format("{:0{}}",
                         c == 'h'   ? seconds / 3600
                         : c == 'm' ? seconds / 60
                                    : seconds,
                         token.text.size());
    else if (token.kind == Token::Kind::kDateLetters && c == 'm')
      out += fmt::format("{:0{}}", seconds / 60 % 60, token.text.size());
    else if (token.kind == Token::Kind::kDateLetters && c == 's')
      out += fmt::format("{:0{}}", seconds % 60, token.text.size());
    else
      return std::nullopt;
  }
  return out;
}

/// The digit places of a number section.
struct Places {
  int least_whole = 0, least_decimals = 0, most_decimals = 0, thousandths = 0;
  bool grouped = false;
};

std::optional<Places> places_of(std::string_view pattern) {
  Places p;
  const std::size_t dot = std::min(pattern.find('.'), pattern.size());
  std::string_view whole = pattern.substr(0, dot);
  std::string_view decimals = dot < pattern.size() ? pattern.substr(dot + 1) : std::string_view();
  std::string_view& last = decimals.empty() ? whole : decimals;
  while (last.ends_with(',')) {
    last.remove_suffix(1);
    ++p.thousandths;
  }
  for (const char c : whole) {
    if (c == '?') return std::nullopt;
    p.least_whole += c == '0';
    p.grouped = p.grouped || c == ',';
  }
  for (const char c : decimals) {
    if (c == '?' || c == ',' || c == '.') return std::nullopt;
    ++p.most_decimals;
    if (c == '0') p.least_decimals = p.most_decimals;
  }
  return p;
}

std::string with_places(double value, const Places& p) {
  std::string text = fmt::format("{:.{}f}", value, p.most_decimals);
  const std::size_t dot = text.find('.');
  std::string whole = text.substr(0, dot);
  std::string decimals = dot == text.npos ? "" : text.substr(dot + 1);
  while (static_cast<int>(decimals.size()) > p.least_decimals && decimals.ends_with('0'))
    decimals.pop_back();
  if (whole == "0" && p.least_whole == 0) whole.clear();
  while (static_cast<int>(whole.size()) < p.least_whole) whole.insert(0, "0");
  if (p.grouped)
    for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(whole.size()) - 3; i > 0; i -= 3)
      whole.insert(static_cast<std::size_t>(i), ",");
  return p.most_decimals > 0 && !(decimals.empty() && p.least_decimals == 0)
             ? whole + "." + decimals
             : whole + (p.most_decimals > 0 ? "." : "");
}

std::string scientific(double value, const Places& p, bool plus) {
  int exponent = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(value)));
  double mantissa = value / std::pow(10.0, exponent);
  if (fmt::format("{:.{}f}", mantissa, p.most_decimals).starts_with("10"))
    mantissa /= 10, ++exponent;
  return with_places(mantissa, p) + "E" +
         (exponent < 0 ? "-"
          : plus       ? "+"
                       : "") +
         fmt::format("{:02}", std::abs(exponent));
}

std::optional<std::string> display_number(const std::vector<Token>& tokens, double value) {
  int percents = 0, patterns = 0;
  bool exponent = false;
  for (const Token& token : tokens) {
    percents += token.kind == Token::Kind::kPercent;
    patterns += token.kind == Token::Kind::kDigits;
    exponent = exponent || token.kind == Token::Kind::kScientific;
    if (token.kind == Token::Kind::kUnknown) return std::nullopt;
  }
  if (patterns > (exponent ? 2 : 1)) return std::nullopt;  // fractions, telephone numbers
  for (int i = 0; i < percents; ++i) value *= 100;
  std::string out;
  bool done = false;
  for (const Token& token : tokens) {
    if (token.kind == Token::Kind::kGeneral) out += shortest(value);
    if (token.kind == Token::Kind::kLiteral) out += token.text;
    if (token.kind == Token::Kind::kPercent) out += "%";
    if (token.kind == Token::Kind::kText) out += shortest(value);
    if (token.kind != Token::Kind::kDigits || done) continue;
    const auto places = places_of(token.text);
    if (!places) return std::nullopt;
    out += exponent ? scientific(value, *places, true)
                    : with_places(value / std::pow(1000.0, places->thousandths), *places);
    done = true;
  }
  return out;
}

}  // namespace

NumberFormat::NumberFormat(std::string_view code) : code_(code) {
  const std::vector<std::string> sections = sections_of(code);
  const std::vector<Token> tokens = Tokenizer(sections[0]).all();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Token::Kind::kElapsed) meaning_ = Meaning::kElapsed;
    if (tokens[i].kind == Token::Kind::kDigits && meaning_ == Meaning::kNumber && i == 0) break;
    if (tokens[i].kind != Token::Kind::kDateLetters) continue;
    const char c = static_cast<char>(tokens[i].text[0] | 0x20);
    if (c == 'e' || c == 'g' || c == 'b') continue;
    if (meaning_ == Meaning::kNumber) meaning_ = Meaning::kDate;
    has_time_ = has_time_ || c == 'h' || c == 's';
  }
}

NumberFormat NumberFormat::built_in(int id) {
  const bool known = id >= 0 && static_cast<std::size_t>(id) < kBuiltIn.size();
  if (id >= 50 && id <= 58) return NumberFormat("yyyy\\-mm\\-dd");
  return NumberFormat(known ? kBuiltIn[static_cast<std::size_t>(id)] : "General");
}

std::optional<std::string> NumberFormat::display(double value, Epoch epoch) const {
  if (code_.empty() || starts_with_no_case(code_, "general") || code_ == "@") return std::nullopt;
  const std::vector<std::string> sections = sections_of(code_);
  std::size_t section = 0;
  if (value < 0 && sections.size() > 1) section = 1;
  if (value == 0 && sections.size() > 2) section = 2;
  const std::vector<Token> tokens = Tokenizer(sections[section]).all();
  if (meaning_ == Meaning::kDate) return display_date(tokens, value, epoch);
  if (meaning_ == Meaning::kElapsed) return display_elapsed(tokens, value);
  const auto text = display_number(tokens, std::abs(value));
  return text && value < 0 && section == 0 ? "-" + *text : text;
}

std::string shortest(double value) {
  std::array<char, 64> buffer{};
  const double size = std::abs(value);
  if (value == 0) return "0";
  const auto form =
      size >= 1e-7 && size < 1e21 ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form).ptr;
  return {buffer.data(), end};
}

std::optional<std::string> shortest(std::string_view stored) {
  const std::string_view digits = stored.substr(stored.starts_with('-') ? 1 : 0);
  if (!digits.empty() && digits.find_first_not_of("0123456789") == digits.npos &&
      (digits[0] != '0' || digits.size() == 1))
    return std::string(stored);
  double value = 0;
  const std::string_view number = stored.starts_with('+') ? stored.substr(1) : stored;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size() || !std::isfinite(value))
    return std::nullopt;
  return shortest(value);
}

}  // namespace attest::intake
