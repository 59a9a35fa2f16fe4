#include "intake/impl/cell_shape.hpp"

#include <algorithm>
#include <array>

#include "base/unicode.hpp"

namespace attest::intake {
namespace {

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view without_blanks_around(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// Runs of digits and what stands between them: "1992-02-26" has three runs and "-", "-".
struct Runs {
  std::size_t digits = 0, runs = 0;
  std::string between;  ///< first byte of each separator
  bool other = false;   ///< anything else than digits and short separators
};

Runs runs_of(std::string_view text) {
  Runs out;
  bool in_run = false;
  for (const char c : text) {
    if (is_ascii_digit(c)) {
      ++out.digits;
      out.runs += !in_run;
      in_run = true;
    } else {
      out.between += c;
      out.other = out.other || std::string_view(".,-/: '\xC2\xA0\xE2\x80\xAF+TZ").find(c) ==
                                   std::string_view::npos;
      in_run = false;
    }
  }
  return out;
}

bool is_month(std::string_view text) {
  constexpr std::array kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                  "jul", "aug", "sep", "oct", "nov", "dec"};
  std::string low(text.substr(0, 3));
  std::ranges::transform(low, low.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  return std::ranges::find(kMonths, low) != kMonths.end();
}

bool is_date_like(std::string_view text) {
  if (text.size() < 5 || text.size() > 35) return false;
  const Runs runs = runs_of(text);
  if (runs.runs < 2 || runs.digits < 3) return false;
  if (runs.other) {
    for (std::size_t i = 0; i + 3 <= text.size(); ++i)
      if (is_month(text.substr(i)) &&
          (i == 0 || !base::is_letter(static_cast<unsigned char>(text[i - 1]))))
        return true;
    return false;
  }
  const auto count = [&](char c) { return std::ranges::count(runs.between, c); };
  if (count('-') == 2 || count('/') == 2 || count(':') >= 1) return true;
  return count('.') == 2 && runs.runs == 3 && runs.digits <= 8;
}

bool is_number_like(std::string_view text) {
  for (const std::string_view sign :
       {"+", "-", "\xE2\x88\x92", "$", "€", "£", "<", ">", "≥", "≤", "~", "("})
    if (text.starts_with(sign)) text = without_blanks_around(text.substr(sign.size()));
  for (const std::string_view sign : {"%", "€", "$", "£", "*", ")"})
    if (text.ends_with(sign))
      text = without_blanks_around(text.substr(0, text.size() - sign.size()));
  if (text.empty()) return false;
  const Runs runs = runs_of(text);
  if (runs.digits == 0 || text.size() > 40) return false;
  if (!runs.other &&
      std::string_view("-/:").find_first_of(runs.between) == std::string_view::npos &&
      runs.between.find_first_of("TZ+") == std::string::npos)
    return is_ascii_digit(text.back()) &&
           (is_ascii_digit(text[0]) || text[0] == '.' || text[0] == ',');
  const std::size_t e = text.find_first_of("eE");
  return e != text.npos && e > 0 && e + 1 < text.size() &&
         text.find_first_not_of("0123456789.,") == e &&
         text.find_first_not_of("0123456789+-", e + 1) == text.npos;
}

}  // namespace

Look look(std::string_view whole) {
  std::string_view text = without_blanks_around(whole);
  if (text.empty()) return Look::kEmpty;
  if (text.size() > 200) return Look::kText;
  std::string plain;
  if (std::ranges::any_of(text, [](char c) { return (c & 0x80) != 0; })) {
    plain = base::ascii_digits(text);
    text = plain;
  }
  constexpr std::size_t kLongestFiller = 6;
  constexpr std::array<std::string_view, 25> kFillers = {
      "-", "--", "—",    "–",    ".",    "..",  "…",   "...", "?",    "n/a", "N/A", "NA", "na",
      "*", "x",  "null", "NULL", "None", "nan", "NaN", "нет", "n.a.", "нд",  "н/д", ":"};
  if (text.size() <= kLongestFiller && std::ranges::find(kFillers, text) != kFillers.end())
    return Look::kFiller;
  if (text.size() == 4 && std::ranges::all_of(text, is_ascii_digit) &&
      (text[0] == '1' || text.starts_with("20") || text.starts_with("21")))
    return Look::kYear;
  if (is_date_like(text)) return Look::kDate;
  if (is_number_like(text)) return Look::kNumber;
  return Look::kText;
}

std::string shape(std::string_view text) {
  std::string out;
  bool digit = false;
  for (const char c : text.substr(0, 64)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
    digit = digit || is_ascii_digit(c);
    out += is_ascii_digit(c) ? '0' : letter ? 'a' : c;
  }
  return digit ? out : std::string();
}

}  // namespace attest::intake
