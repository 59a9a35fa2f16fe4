#include "model/impl/bound_words.hpp"

#include <algorithm>
#include <string>

#include "base/unicode.hpp"

namespace attest::model::impl {
namespace {

using enum Bound;

struct Phrase {
  std::string words;  // folded
  Bound bound;
};

using List = std::vector<std::pair<Bound, std::vector<std::string_view>>>;

/// Folded, longest first: "no more than" before "more than".
std::vector<Phrase> phrases(const List& list) {
  std::vector<Phrase> out;
  for (const auto& [bound, words] : list)
    for (const auto word : words) out.push_back({base::search_fold(word), bound});
  std::ranges::stable_sort(out, std::greater{}, [](const Phrase& p) { return p.words.size(); });
  return out;
}

const std::vector<Phrase>& before_number() {
  static const std::vector<Phrase> all = phrases({
      {kAbout,
       {"~",
        "≈",
        "±",
        "c.",
        "c",
        "ca.",
        "ca",
        "circa",
        "approximately",
        "approx.",
        "approx",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "roughly",
        "est.",
        "estimated",
        "около",
        "примерно",
        "приблизительно",
        "порядка",
        "почти",
        "təxminən",
        "təqribən",
        "yaklaşık",
        "tahminen",
        "environ",
        "près de",
        "quelque",
        "presque",
        "unos",
        "unas",
        "alrededor de",
        "cerca de",
        "aproximadamente",
        "casi",
        "etwa",
        "rund",
        "մոտ",
        "շուրջ",
        "մոտավորապես",
        "حوالي",
        "نحو",
        "قرابة",
        "زهاء",
        "تقريبا",
        "حدود"}},
      {kAtLeast,
       {">=",
        "≥",
        "at least",
        "no fewer than",
        "not fewer than",
        "no less than",
        "not less than",
        "minimum",
        "min.",
        "min",
        "не менее",
        "не меньше",
        "по меньшей мере",
        "как минимум",
        "минимум",
        "ən azı",
        "azı",
        "en az",
        "asgari",
        "au moins",
        "au minimum",
        "al menos",
        "por lo menos",
        "como mínimo",
        "mindestens",
        "առնվազն",
        "ամենաքիչը",
        "ما لا يقل عن",
        "لا يقل عن",
        "على الأقل"}},
      {kMoreThan, {">",           "more than", "over",      "above", "upwards of", "in excess of",
                   "более чем",   "более",     "больше",    "свыше", "plus de",    "más de",
                   "mehr als",    "über",      "ավելի քան", "ավելի", "أكثر من",    "ما يزيد عن",
                   "ما يزيد على", "يزيد عن"}},
      {kAtMost, {"<=",
                 "≤",
                 "up to",
                 "at most",
                 "as many as",
                 "no more than",
                 "not more than",
                 "maximum",
                 "max.",
                 "max",
                 "не более",
                 "не больше",
                 "максимум",
                 "до",
                 "ən çoxu",
                 "en fazla",
                 "en çok",
                 "jusqu'à",
                 "au plus",
                 "hasta",
                 "como máximo",
                 "bis zu",
                 "höchstens",
                 "մինչև",
                 "առավելագույնը",
                 "ما يصل إلى",
                 "ما لا يزيد عن",
                 "حتى"}},
      {kLessThan,
       {"<", "fewer than", "less than", "under", "below", "менее чем", "менее", "меньше",
        "moins de", "menos de", "weniger als", "պակաս քան", "أقل من"}},
  });
  return all;
}

const std::vector<Phrase>& after_number() {
  static const std::vector<Phrase> all = phrases({
      {kAbout,
       {"approx.", "approx", "(approx.)", "(approx)", "(est.)", "(estimated)", "(estimate)",
        "or so", "approximately", "yaxın", "yakın", "civarında", "kadarı", "تقريبا"}},
      {kAtLeast, {"+",         "or more",     "and more", "and over",        "or over",  "plus",
                  "minimum",   "min.",        "(min)",    "(minimum)",       "at least", "и более",
                  "или более", "və daha çox", "ve üzeri", "veya daha fazla", "ou plus",  "o más",
                  "oder mehr", "և ավելի",     "أو أكثر",  "فأكثر",           "على الأقل"}},
      {kMoreThan, {"çox", "artıq", "fazla", "aşkın", "ից ավելի"}},
      {kAtMost,
       {"or fewer", "or less", "maximum", "max.", "(max)", "(maximum)", "qədər", "kadar",
        "ou moins", "o menos", "أو أقل"}},
      {kLessThan, {"az"}},
  });
  return all;
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && base::is_letter(base::decode_utf8(text, at).point);
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool ends_in_letter(std::string_view text) {
  const auto points = base::to_utf32(text);
  return !points.empty() && base::is_letter(points.back());
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "200-den", "200'e": the case ending that some languages put on the number before the bound's
/// word.
std::string_view without_ending(std::string_view text) {
  const auto last = text.find_last_of("0123456789");
  if (last == std::string_view::npos || last + 1 == text.size()) return text;
  std::string_view ending = text.substr(last + 1);
  if (ending.starts_with('-') || ending.starts_with('\'')) ending.remove_prefix(1);
  constexpr std::size_t kLongest = 6;  // bytes
  const bool letters = ending.size() <= kLongest && ending.find(' ') == std::string_view::npos;
  return letters ? text.substr(0, last + 1) : text;
}

}  // namespace

Bounded take_bound(std::string_view text) {
  for (const auto& [words, bound] : before_number()) {
    if (!text.starts_with(words)) continue;
    if (ends_in_letter(words) && is_letter_at(text, words.size())) continue;
    return {bound, trimmed(text.substr(words.size()))};
  }
  for (const auto& [words, bound] : after_number()) {
    if (!text.ends_with(words)) continue;
    const auto rest = trimmed(text.substr(0, text.size() - words.size()));
    const auto number = ends_in_letter(words) ? without_ending(rest) : rest;
    if (number.empty() || !is_digit(number.back())) continue;
    return {bound, number};
  }
  return {kExact, text};
}

std::vector<std::pair<std::string_view, std::string_view>> divide(std::string_view text) {
  static const std::vector<Phrase> openings =
      phrases({{kRange,
                {"between ", "from ", "от ", "между ", "de ", "entre ", "von ", "zwischen ", "من ",
                 "بين ", "arasında "}}});
  static const std::vector<Phrase> strokes =
      phrases({{kRange,
                {"-", "..", "…", " to ", " and ", " до ", " и ", " à ", " et ", " a ", " y ",
                 " bis ", " und ", " ilə ", " ile ", " إلى ", " و ", " و", "/"}}});
  for (const auto& opening : openings)
    if (text.starts_with(opening.words)) text.remove_prefix(opening.words.size());
  std::vector<std::pair<std::string_view, std::string_view>> out;
  for (const auto& stroke : strokes) {
    const auto at = text.find(stroke.words);
    if (at == std::string_view::npos || at == 0) continue;
    out.emplace_back(text.substr(0, at), text.substr(at + stroke.words.size()));
  }
  return out;
}

}  // namespace attest::model::impl
