// The number in a cell of a table. Prose is read by the rule packs of module reading; here stand
// only the marks and words that people put around a number in a cell.

#include <charconv>
#include <set>

#include "base/unicode.hpp"
#include "model/impl/bound_words.hpp"
#include "model/quantity.hpp"

namespace attest::model {
namespace {

using Number = std::optional<std::int64_t>;
constexpr std::size_t kLongest = 200;

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// ASCII digits, one kind of blank, dash and apostrophe, Arabic separators as commas.
std::string plain(std::string_view text) {
  std::string out;
  for (const char32_t point : base::to_utf32(base::ascii_digits(text))) {
    if (base::is_space(point)) {
      out += ' ';
    } else if (point == U'٬' || point == U'،') {
      out += ',';
    } else if (point == U'’' || point == U'ʼ') {
      out += '\'';
    } else if (point == U'–' || point == U'—' || point == U'−' || point == U'‑') {
      out += '-';
    } else {
      base::append_utf8(out, point);
    }
  }
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Groups of three after a first group of one to three, all with one separator: "1,275",
/// "1.275.000".
std::optional<std::string> join_groups(std::string_view text) {
  const auto first = text.find_first_of(",. '");
  if (first == 0 || first > 3 || first == std::string_view::npos) return std::nullopt;
  const char separator = text[first];
  std::string digits(text.substr(0, first));
  for (std::string_view rest = text.substr(first); !rest.empty(); rest.remove_prefix(4)) {
    if (rest.size() < 4 || rest.front() != separator) return std::nullopt;
    digits += rest.substr(1, 3);
  }
  return digits;
}

/// What programs write for a whole number: "613.0".
std::string_view without_zero_fraction(std::string_view text) {
  for (const std::string_view end : {".0", ".00"})
    if (text.ends_with(end)) return text.substr(0, text.size() - end.size());
  return text;
}

Number integer(std::string_view text) {
  std::string digits(without_zero_fraction(trim(text)));
  if (!all_digits(digits)) digits = join_groups(digits).value_or(std::string());
  if (!all_digits(digits)) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || value >= (std::int64_t{1} << 53)) return std::nullopt;
  return value;
}

/// "02-25" is a day, "1992-02" a month: no end of a range starts with a zero.
Number range_end(std::string_view text) {
  text = trim(text);
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return integer(text);
}

std::optional<Quantity> read_range(std::string_view text, std::string_view words) {
  const auto divided = impl::divide(text);
  for (const auto& [before, after] : divided) {
    const auto low = range_end(before);
    const auto high = range_end(after);
    if (!low || !high || *high < *low) continue;
    return Quantity{.words = std::string(words), .bound = Bound::kRange, .low = low, .high = high};
  }
  return std::nullopt;
}

void set_number(Quantity& q, std::int64_t number) {
  q.value = number;
  if (q.bound == Bound::kAtLeast || q.bound == Bound::kMoreThan) q.low = number;
  if (q.bound == Bound::kAtMost || q.bound == Bound::kLessThan) q.high = number;
}

bool is_vague(const std::string& folded) {
  static const auto known = [] {
    std::set<std::string> words;
    for (const auto& rule : vague_rules())
      for (const auto& entry : rule.words) words.insert(base::search_fold(entry.word));
    return words;
  }();
  return known.contains(folded);
}

}  // namespace

std::optional<std::int64_t> read_integer(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  const auto number = integer(text);
  return number ? number : integer(plain(text));
}

std::optional<Quantity> read_quantity(std::string_view original) {
  if (original.size() > kLongest || !base::is_utf8(original)) return std::nullopt;
  const std::string text = base::search_fold(plain(original));
  if (auto range = read_range(trim(text), original)) return range;
  const auto [bound, rest] = impl::take_bound(trim(text));
  Quantity q{.words = std::string(original), .bound = bound};
  if (const auto number = integer(rest)) {
    set_number(q, *number);
    return q;
  }
  if (bound != Bound::kExact || !is_vague(std::string(rest))) return std::nullopt;
  q.bound = Bound::kVague;
  q.vague_word = std::string(trim(original));
  return q;
}

}  // namespace attest::model
