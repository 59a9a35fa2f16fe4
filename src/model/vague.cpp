#include "base/unicode.hpp"
#include "model/quantity.hpp"

namespace attest::model {
namespace {

using Word = VagueRule::Word;

/// What the plural says at least: two of the unit; no upper end.
std::vector<Word> floors() {
  std::vector<Word> words;
  const auto add = [&](std::int64_t low, std::initializer_list<const char*> spellings) {
    for (const char* spelling : spellings) words.push_back({spelling, low, std::nullopt});
  };
  add(2, {"several", "a few", "несколько", "bir neçə", "birkaç", "plusieurs", "varios", "عدة"});
  add(20, {"tens", "десятки", "onlarla", "onlarca", "տասնյակ", "عشرات", "decenas", "dizaines"});
  add(24, {"dozens", "дюжины"});
  add(40, {"scores"});
  add(200, {"hundreds", "сотни", "yüzlərlə", "yüzlerce", "հարյուրավոր", "مئات", "cientos",
            "centaines", "des centaines"});
  add(2000, {"thousands", "тысячи", "minlərlə", "binlerce", "հազարավոր", "آلاف", "miles",
             "milliers", "des milliers"});
  add(20000, {"tens of thousands", "десятки тысяч", "on minlərlə", "on binlerce", "عشرات الآلاف"});
  return words;
}

/// The coding practice of a large event data set, in which one word is one number.
std::vector<Word> single_numbers() {
  std::vector<Word> words;
  const auto add = [&](std::int64_t number, std::initializer_list<const char*> spellings) {
    for (const char* spelling : spellings) words.push_back({spelling, number, number});
  };
  add(3, {"several", "a few", "несколько", "bir neçə", "birkaç", "plusieurs", "varios", "عدة"});
  add(10, {"tens", "десятки", "onlarla", "onlarca", "տասնյակ", "عشرات", "decenas", "dizaines"});
  add(12, {"dozens", "дюжины"});
  add(100, {"hundreds", "сотни", "yüzlərlə", "yüzlerce", "հարյուրավոր", "مئات", "cientos",
            "centaines", "des centaines"});
  return words;
}

std::vector<VagueRule> make_rules() {
  return {{"none", "words stay words; they set no end of a range", {}},
          {"floor", "the plural of a unit is at least two of it; it sets no upper end", floors()},
          {"acled",
           "one word, one number, after the coding practice ACLED publishes (several 3, tens 10, "
           "dozens 12, hundreds 100)",
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
