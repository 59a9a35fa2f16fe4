#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "link/blocking.hpp"

namespace attest::link {
namespace {

struct TraitWord {
  Trait trait;
  std::string_view word;
};
constexpr std::array<TraitWord, 16> kTraitWords = {{{Trait::kGiven, "given_name"},
                                                    {Trait::kFamily, "family_name"},
                                                    {Trait::kAnyWord, "any_word"},
                                                    {Trait::kTwoWords, "two_words"},
                                                    {Trait::kThreeWords, "three_words"},
                                                    {Trait::kAllWords, "all_words"},
                                                    {Trait::kExactWord, "exact_word"},
                                                    {Trait::kInitial, "initial"},
                                                    {Trait::kBeginnings, "beginnings"},
                                                    {Trait::kBirth, "birth_date"},
                                                    {Trait::kBirthDigits, "birth_digits"},
                                                    {Trait::kBirthDay, "birth_day"},
                                                    {Trait::kBirthYear, "birth_year"},
                                                    {Trait::kAge, "age"},
                                                    {Trait::kSex, "sex"},
                                                    {Trait::kDeath, "death_date"}}};

std::string_view word_of(Trait trait) {
  const auto found = std::find_if(kTraitWords.begin(), kTraitWords.end(),
                                  [trait](const TraitWord& known) { return known.trait == trait; });
  return found == kTraitWords.end() ? "value" : found->word;
}

bool has(const Prepared& prepared, const RulePart& part) {
  switch (part.trait) {
    case Trait::kBirth:
    case Trait::kBirthDigits:
    case Trait::kBirthDay:
    case Trait::kBirthYear:
      return !prepared.birth.empty();
    case Trait::kAge:
      return !prepared.age.empty();
    case Trait::kSex:
      return !prepared.sex.empty();
    case Trait::kDeath:
      return !prepared.death.empty();
    case Trait::kText:
    case Trait::kTextWord:
      return prepared.texts[part.text].shared;
    default:
      return prepared.spellings > 0;
  }
}

std::string part_name(const Prepared& prepared, const RulePart& part) {
  if (part.trait == Trait::kText) return prepared.texts[part.text].name;
  if (part.trait == Trait::kTextWord) return "word of " + prepared.texts[part.text].name;
  return std::string(word_of(part.trait));
}

class Rules {
 public:
  explicit Rules(const Prepared& prepared) : prepared_(prepared) {}

  void add(std::vector<RulePart> parts) {
    if (rules_.size() == 64) return;
    std::string name;
    for (const auto& part : parts) {
      if (!has(prepared_, part)) return;
      name += (name.empty() ? "" : " + ") + part_name(prepared_, part);
    }
    rules_.push_back({std::move(name), std::move(parts)});
  }
  std::vector<BlockingRule> take() { return std::move(rules_); }

 private:
  const Prepared& prepared_;
  std::vector<BlockingRule> rules_;
};

void add_name_rules(Rules& rules) {
  rules.add({{Trait::kAllWords}});
  rules.add({{Trait::kThreeWords}});
  rules.add({{Trait::kExactWord}});
  rules.add({{Trait::kTwoWords}});
  rules.add({{Trait::kBeginnings}});
}

void add_birth_rules(Rules& rules) {
  rules.add({{Trait::kBirth}, {Trait::kAnyWord}});
  rules.add({{Trait::kBirth}, {Trait::kInitial}});
  rules.add({{Trait::kBirth}});
  rules.add({{Trait::kBirthDigits}, {Trait::kAnyWord}});
  rules.add({{Trait::kBirthYear}, {Trait::kTwoWords}});
  rules.add({{Trait::kBirthDay}, {Trait::kAnyWord}});
  rules.add({{Trait::kAge}, {Trait::kTwoWords}});
  rules.add({{Trait::kAge}, {Trait::kExactWord}});
  rules.add({{Trait::kAge}, {Trait::kAnyWord}});
  rules.add({{Trait::kDeath}, {Trait::kAnyWord}});
  rules.add({{Trait::kDeath}, {Trait::kAge}, {Trait::kSex}});
}

void add_text_rules(Rules& rules, const Prepared& prepared, std::size_t text) {
  const RulePart value{Trait::kText, text};
  rules.add({value, {Trait::kTwoWords}});
  rules.add({value, {Trait::kBirth}});
  rules.add({value, {Trait::kBirthYear}, {Trait::kAnyWord}});
  if (prepared.texts[text].folded.size() > prepared.size() / 20) rules.add({value});
  rules.add({value, {Trait::kAnyWord}});
  rules.add({value, {Trait::kAge}, {Trait::kAnyWord}});
  if (prepared.texts[text].kind == Kind::kText) {
    rules.add({{Trait::kTextWord, text}, {Trait::kAnyWord}, {Trait::kBirthYear}});
  }
}

}  // namespace

std::vector<BlockingRule> standard_rules(const Prepared& prepared) {
  Rules rules(prepared);
  for (std::size_t text = 0; text < prepared.texts.size(); ++text) {
    const auto role = prepared.texts[text].role;
    if (role == Role::kIdentifier || role == Role::kPhone) rules.add({{Trait::kText, text}});
  }
  add_name_rules(rules);
  add_birth_rules(rules);
  for (std::size_t text = 0; text < prepared.texts.size(); ++text) {
    add_text_rules(rules, prepared, text);
  }
  return rules.take();
}

BlockingRule parse_rule(std::string_view text, const Prepared& prepared) {
  BlockingRule rule;
  rule.name = text;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('+', from), text.size());
    std::string word(text.substr(from, to - from));
    std::erase(word, ' ');
    const auto trait = std::find_if(kTraitWords.begin(), kTraitWords.end(),
                                    [&word](const TraitWord& known) { return known.word == word; });
    const auto field =
        std::find_if(prepared.texts.begin(), prepared.texts.end(),
                     [&word](const TextValues& values) { return values.name == word; });
    if (trait != kTraitWords.end()) {
      rule.parts.push_back({trait->trait});
    } else if (field != prepared.texts.end()) {
      rule.parts.push_back(
          {Trait::kText, static_cast<std::size_t>(field - prepared.texts.begin())});
    } else {
      std::string known;
      for (const auto& each : kTraitWords)
        known += std::string(known.empty() ? "" : ", ") + std::string(each.word);
      throw base::Error(base::Code::kUsage, "A blocking rule cannot use \"" + word + "\"",
                        "--block",
                        "It takes names of compared fields and " + known + ", joined by +.");
    }
    from = to + 1;
  }
  return rule;
}

}  // namespace attest::link
