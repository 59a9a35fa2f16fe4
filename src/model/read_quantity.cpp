#include <array>
#include <cctype>
#include <charconv>

#include "base/unicode.hpp"
#include "model/quantity.hpp"

namespace attest::model {
namespace {

struct BoundPhrase {
  std::string_view words;  // folded, as a prefix or a suffix
  Bound bound;
};
// What spreadsheets and short cells say. Prose is read by the rule packs of module reading.
constexpr std::array kPrefixes = {BoundPhrase{">=", Bound::kAtLeast},
                                  BoundPhrase{"≥", Bound::kAtLeast},
                                  BoundPhrase{"<=", Bound::kAtMost},
                                  BoundPhrase{"≤", Bound::kAtMost},
                                  BoundPhrase{">", Bound::kMoreThan},
                                  BoundPhrase{"<", Bound::kLessThan},
                                  BoundPhrase{"~", Bound::kAbout},
                                  BoundPhrase{"≈", Bound::kAbout},
                                  BoundPhrase{"c.", Bound::kAbout},
                                  BoundPhrase{"ca.", Bound::kAbout},
                                  BoundPhrase{"circa", Bound::kAbout},
                                  BoundPhrase{"approximately", Bound::kAbout},
                                  BoundPhrase{"approx.", Bound::kAbout},
                                  BoundPhrase{"about", Bound::kAbout},
                                  BoundPhrase{"around", Bound::kAbout},
                                  BoundPhrase{"some", Bound::kAbout},
                                  BoundPhrase{"nearly", Bound::kAbout},
                                  BoundPhrase{"almost", Bound::kAbout},
                                  BoundPhrase{"at least", Bound::kAtLeast},
                                  BoundPhrase{"no fewer than", Bound::kAtLeast},
                                  BoundPhrase{"no less than", Bound::kAtLeast},
                                  BoundPhrase{"minimum", Bound::kAtLeast},
                                  BoundPhrase{"min.", Bound::kAtLeast},
                                  BoundPhrase{"more than", Bound::kMoreThan},
                                  BoundPhrase{"over", Bound::kMoreThan},
                                  BoundPhrase{"up to", Bound::kAtMost},
                                  BoundPhrase{"at most", Bound::kAtMost},
                                  BoundPhrase{"as many as", Bound::kAtMost},
                                  BoundPhrase{"no more than", Bound::kAtMost},
                                  BoundPhrase{"maximum", Bound::kAtMost},
                                  BoundPhrase{"max.", Bound::kAtMost},
                                  BoundPhrase{"fewer than", Bound::kLessThan},
                                  BoundPhrase{"less than", Bound::kLessThan},
                                  BoundPhrase{"under", Bound::kLessThan},
                                  BoundPhrase{"не менее", Bound::kAtLeast},
                                  BoundPhrase{"более", Bound::kMoreThan},
                                  BoundPhrase{"около", Bound::kAbout},
                                  BoundPhrase{"до", Bound::kAtMost},
                                  BoundPhrase{"en azi", Bound::kAtLeast},
                                  BoundPhrase{"azi", Bound::kAtLeast},
                                  BoundPhrase{"en az", Bound::kAtLeast},
                                  BoundPhrase{"yaklasik", Bound::kAbout},
                                  BoundPhrase{"texminen", Bound::kAbout},
                                  BoundPhrase{"au moins", Bound::kAtLeast},
                                  BoundPhrase{"plus de", Bound::kMoreThan},
                                  BoundPhrase{"environ", Bound::kAbout},
                                  BoundPhrase{"al menos", Bound::kAtLeast},
                                  BoundPhrase{"mas de", Bound::kMoreThan},
                                  BoundPhrase{"unos", Bound::kAbout},
                                  BoundPhrase{"اكثر من", Bound::kMoreThan},
                                  BoundPhrase{"ما لا يقل عن", Bound::kAtLeast},
                                  BoundPhrase{"حوالي", Bound::kAbout}};
constexpr std::array kSuffixes = {
    BoundPhrase{"+", Bound::kAtLeast}, BoundPhrase{"or more", Bound::kAtLeast},
    BoundPhrase{"ve uzeri", Bound::kAtLeast}, BoundPhrase{"-den cox", Bound::kMoreThan}};

std::string_view trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

std::string simple_spaces(std::string text) {
  for (const std::string_view wide : {"\u00A0", "\u202F", "\u2009", "\u2007"})
    for (auto at = text.find(wide); at != std::string::npos; at = text.find(wide))
      text.replace(at, wide.size(), " ");
  return text;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Groups of three after a first group of one to three, all with one separator.
std::optional<std::string> join_groups(std::string_view text) {
  const auto first = text.find_first_of(",. '’");
  if (first == 0 || first > 3 || first == std::string_view::npos) return std::nullopt;
  const char separator = text[first];
  std::string digits(text.substr(0, first));
  for (std::string_view rest = text.substr(first); !rest.empty(); rest.remove_prefix(4)) {
    if (rest.size() < 4 || rest.front() != separator) return std::nullopt;
    digits += rest.substr(1, 3);
  }
  if (!all_digits(digits)) return std::nullopt;
  return digits;
}

void set_number(Quantity& q, std::int64_t number) {
  q.value = number;
  if (q.bound == Bound::kAtLeast || q.bound == Bound::kMoreThan) q.low = number;
  if (q.bound == Bound::kAtMost || q.bound == Bound::kLessThan) q.high = number;
}

/// The rest after a bound's words, which end at a word's end; signs need none.
bool take(std::string_view& text, const BoundPhrase& phrase, bool prefix) {
  if (prefix ? !text.starts_with(phrase.words) : !text.ends_with(phrase.words)) return false;
  std::string_view rest = text;
  prefix ? rest.remove_prefix(phrase.words.size()) : rest.remove_suffix(phrase.words.size());
  const bool letters = std::isalpha(static_cast<unsigned char>(phrase.words.back())) != 0 ||
                       static_cast<unsigned char>(phrase.words.back()) >= 0x80;
  const bool sign = phrase.words == "≥" || phrase.words == "≤" || phrase.words == "≈";
  if (prefix && letters && !sign && !rest.starts_with(' ')) return false;
  text = trim(rest);
  return true;
}

Bound take_bound(std::string_view& text) {
  for (const auto& phrase : kPrefixes)
    if (take(text, phrase, true)) return phrase.bound;
  for (const auto& phrase : kSuffixes)
    if (take(text, phrase, false)) return phrase.bound;
  return Bound::kExact;
}

std::optional<Quantity> read_range(std::string_view text, const std::string& words) {
  for (const std::string_view dash : {"–", "—", "-", " to ", " - "}) {
    const auto at = text.find(dash);
    if (at == std::string_view::npos || at == 0) continue;
    const auto low = read_integer(trim(text.substr(0, at)));
    const auto high = read_integer(trim(text.substr(at + dash.size())));
    if (!low || !high || *high < *low) continue;
    return Quantity{.words = words, .bound = Bound::kRange, .low = low, .high = high};
  }
  return std::nullopt;
}

bool is_vague(std::string_view folded) {
  for (const auto& rule : vague_rules())
    for (const auto& entry : rule.words)
      if (base::search_fold(entry.word) == folded) return true;
  return false;
}

}  // namespace

std::optional<std::int64_t> read_integer(std::string_view text) {
  const std::string ascii = simple_spaces(base::ascii_digits(trim(text)));
  std::string digits(trim(ascii));
  if (!all_digits(digits)) {
    auto joined = join_groups(digits);
    if (!joined) return std::nullopt;
    digits = *std::move(joined);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || value >= (std::int64_t{1} << 53)) return std::nullopt;
  return value;
}

std::optional<Quantity> read_quantity(std::string_view original) {
  const std::string words(original);
  const std::string plain = simple_spaces(base::ascii_digits(trim(original)));
  if (auto range = read_range(plain, words)) return range;
  const std::string folded = base::search_fold(plain);
  std::string_view rest = trim(folded);
  Quantity q{.words = words, .bound = take_bound(rest)};
  if (const auto number = read_integer(rest)) {
    set_number(q, *number);
    return q;
  }
  if (q.bound == Bound::kExact && is_vague(rest))
    return Quantity{.words = words, .bound = Bound::kVague, .vague_word = std::string(trim(plain))};
  return std::nullopt;
}

}  // namespace attest::model
