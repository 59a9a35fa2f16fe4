#include "base/unicode.hpp"
#include "model/quantity.hpp"

namespace attest::model {
namespace {

using Word = VagueRule::Word;

/// The vague words the program knows, by the unit their plural is of, each lower-case as it is
/// written.
struct Unit {
  std::int64_t number;
  std::vector<std::string_view> words;
};
const std::vector<Unit>& units() {
  static const std::vector<Unit> all = {
      {1,
       {"several", "a few", "few", "несколько", "bir neçə", "birkaç", "plusieurs", "quelques",
        "varios", "unos pocos", "մի քանի", "عدة", "بضعة"}},
      {10,
       {"tens", "десятки", "onlarla", "onlarca", "dizaines", "des dizaines", "decenas", "տասնյակ",
        "տասնյակներ", "عشرات", "العشرات"}},
      {12, {"dozens", "дюжины", "docenas", "douzaines"}},
      {20, {"scores"}},
      {100,
       {"hundreds", "several hundred", "many hundreds", "сотни", "yüzlərlə", "yüzlerce",
        "centaines", "des centaines", "cientos", "centenares", "հարյուրավոր", "مئات", "المئات"}},
      {1000,
       {"thousands", "several thousand", "many thousands", "тысячи", "minlərlə", "binlerce",
        "milliers", "des milliers", "miles", "millares", "հազարավոր", "آلاف", "الآلاف"}},
      {10'000,
       {"tens of thousands", "десятки тысяч", "on minlərlə", "on binlerce", "dizaines de milliers",
        "des dizaines de milliers", "decenas de miles", "տասնյակ հազարավոր", "عشرات الآلاف"}},
      {100'000,
       {"hundreds of thousands", "сотни тысяч", "yüz minlərlə", "yüz binlerce",
        "centaines de milliers", "des centaines de milliers", "cientos de miles",
        "հարյուր հազարավոր", "مئات الآلاف"}},
  };
  return all;
}

/// The plural of a unit is at least two of it; no upper end.
std::vector<Word> floors() {
  std::vector<Word> out;
  for (const auto& [number, words] : units())
    for (const auto word : words) out.push_back({std::string(word), 2 * number, std::nullopt});
  return out;
}

/// One word is one number, the unit itself; a bare "several" is left a word.
std::vector<Word> single_numbers() {
  std::vector<Word> out;
  for (const auto& [number, words] : units()) {
    if (number == 1 || number == 20) continue;
    for (const auto word : words) out.push_back({std::string(word), number, number});
  }
  return out;
}

std::vector<VagueRule> make_rules() {
  return {{"none", "words stay words; they set no end of a range", {}},
          {"floor", "the plural of a unit is at least two of it, and sets no upper end", floors()},
          {"acled",
           "one word, one number, as ACLED states its practice (tens 10, dozens 12, hundreds 100, "
           "and so on)",
           single_numbers()}};
}

}  // namespace

std::span<const VagueRule> vague_rules() {
  static const std::vector<VagueRule> rules = make_rules();
  return rules;
}

const VagueRule* find_vague_rule(std::string_view name) {
  for (const auto& rule : vague_rules())
    if (rule.name == name) return &rule;
  return nullptr;
}

Quantity apply(const VagueRule& rule, Quantity quantity) {
  if (quantity.bound != Bound::kVague) return quantity;
  const std::string folded = base::search_fold(quantity.vague_word);
  for (const auto& entry : rule.words) {
    if (base::search_fold(entry.word) != folded) continue;
    quantity.low = entry.low;
    quantity.high = entry.high;
    return quantity;
  }
  return quantity;
}

}  // namespace attest::model
