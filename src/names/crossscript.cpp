#include "names/crossscript.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "attest_names_embedded.hpp"
#include "base/error.hpp"
#include "base/unicode.hpp"
#include "names/impl/channel.hpp"
#include "names/impl/table.hpp"
#include "names/keys.hpp"

namespace attest::names {
namespace {

constexpr double kNoLeast = -1e9;

struct Crossing {
  Channel channel;
  Calibration calibration;
};

struct Crossings {
  std::array<Crossing, kScriptCount> by_script;
  LatinBackground background;
};

double number(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  base::ensure(read.ec == std::errc(), "crossing.tsv: a number");
  return value;
}

std::size_t script_index(std::string_view word) {
  for (std::size_t k = 0; k < kScriptCount; ++k) {
    if (script_word(static_cast<Script>(k)) == word) return k;
  }
  base::ensure(false, "crossing.tsv: a known script");
  return 0;
}

struct Symbol {
  char32_t letter = 0;
  LetterPlace place = LetterPlace::kInside;
};

// "م" inside, "^م" first, "م$" last.
Symbol read_symbol(std::string_view text) {
  const std::u32string points = base::to_utf32(text);
  base::ensure(!points.empty() && points.size() <= 2, "crossing.tsv: a letter with its place");
  if (points.size() == 1) return {points[0], LetterPlace::kInside};
  if (points[0] == U'^') return {points[1], LetterPlace::kFirst};
  return {points[0], LetterPlace::kLast};
}

void load_row(Crossings& all, const std::vector<std::string_view>& row) {
  base::ensure(row.size() == 4, "crossing.tsv: four columns");
  const double value = number(row[3]);
  if (row[0] == "background") {
    const auto letter = [](std::string_view s) { return s == "-" ? '\0' : s[0]; };
    all.background.set(letter(row[1]), letter(row[2]), -value / 100);
    return;
  }
  Crossing& crossing = all.by_script[script_index(row[0])];
  if (row[1] == "calibration") {
    (row[2] == "scale" ? crossing.calibration.scale : crossing.calibration.odd) = value / 1000;
    return;
  }
  const Symbol symbol = read_symbol(row[1]);
  const std::string_view chunk = row[2] == "-" ? "" : row[2];
  crossing.channel.set(symbol.letter, symbol.place, chunk_code(chunk), std::exp2(-value / 100));
}

const Crossings& crossings() {
  static const Crossings kAll = [] {
    Crossings all;
    for (const auto& row : table_rows(embedded("crossing.tsv"))) load_row(all, row);
    return all;
  }();
  return kAll;
}

const Crossing& crossing_of(Script script) {
  return crossings().by_script[static_cast<std::size_t>(script)];
}

bool writes_vowels(Script script) {
  return script != Script::kArabic && script != Script::kHebrew;
}

std::string ascii_letters(std::u32string_view word) {
  std::string out;
  for (const char32_t p : word) {
    if (p >= U'a' && p <= U'z') out += static_cast<char>(p);
  }
  return out;
}

std::optional<double> weigh(std::u32string_view native, std::string_view latin, Script script,
                            double least) {
  if (native.empty() || latin.empty()) return std::nullopt;
  if (native.size() > kLongestWord || latin.size() > kLongestWord) return std::nullopt;
  const auto& [channel, calibration] = crossing_of(script);
  const double background = crossings().background.bits(latin);
  const double bits = channel.bits(native, latin, calibration.bits_of(least) + background);
  return calibration.weight(bits - background);
}

// Two spellings are worth the same whichever of them is said to come from the other.
std::optional<double> weigh_latin(const WrittenWord& a, const WrittenWord& b, double least) {
  const auto one = weigh(a.letters, b.latin, Script::kLatin, kNoLeast);
  if (!one) return std::nullopt;
  const auto two = weigh(b.letters, a.latin, Script::kLatin, 2 * least - *one);
  return two ? std::optional((*one + *two) / 2) : std::nullopt;
}

}  // namespace

bool can_cross(Script a, Script b) {
  const bool tables = !crossing_of(a).channel.empty() && !crossing_of(b).channel.empty();
  return tables && (a != b || a == Script::kLatin);
}

std::string latin_letters(std::u32string_view word, Script script) {
  return script == Script::kLatin ? ascii_letters(word) : romanise(word);
}

std::optional<double> same_name_bits(std::u32string_view a, std::u32string_view b) {
  const Script left = script_of(a), right = script_of(b);
  const std::string left_latin = latin_letters(a, left), right_latin = latin_letters(b, right);
  return same_name_bits({a, left, left_latin}, {b, right, right_latin});
}

std::optional<double> same_name_bits(const WrittenWord& a, const WrittenWord& b, double least) {
  const Script left = a.script, right = b.script;
  if (!can_cross(left, right)) return std::nullopt;
  if (left == Script::kLatin && right == Script::kLatin) return weigh_latin(a, b, least);
  if (left == Script::kLatin) return weigh(b.letters, a.latin, right, least);
  if (right == Script::kLatin) return weigh(a.letters, b.latin, left, least);
  const bool through_a =
      writes_vowels(left) != writes_vowels(right) ? writes_vowels(left) : left > right;
  return through_a ? weigh(b.letters, a.latin, right, least)
                   : weigh(a.letters, b.latin, left, least);
}

CrossLimits cross_limits() {
  return {5.0, 1.0};
}

}  // namespace attest::names
