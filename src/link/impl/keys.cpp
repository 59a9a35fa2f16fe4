#include "link/impl/keys.hpp"

#include <algorithm>

#include "link/hashing.hpp"
#include "names/keys.hpp"

namespace attest::link::impl {
namespace {

bool is_compared(names::Role role) {
  return role != names::Role::kRelation && role != names::Role::kTitle &&
         role != names::Role::kKunya;
}

std::uint64_t hash_letters(std::u32string_view letters) {
  std::uint64_t h = 0x6a09e667f3bcc908ULL;
  for (const char32_t letter : letters) h = mix(h, letter);
  return h;
}

void subsets(const std::vector<std::uint64_t>& words, std::size_t size,
             std::vector<std::uint64_t>& out) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t j = i + 1; j < words.size(); ++j) {
      if (size == 2) {
        out.push_back(mix(words[i], words[j]));
        continue;
      }
      for (std::size_t k = j + 1; k < words.size(); ++k) {
        out.push_back(mix(mix(words[i], words[j]), words[k]));
      }
    }
  }
}

void sort_once(std::vector<std::uint64_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

KeyMaker::KeyMaker(const Prepared& prepared) : prepared_(prepared) {
  const auto& lexicon = prepared.lexicon;
  words_.reserve(lexicon.size());
  for (names::TokenId token = 0; token < lexicon.size(); ++token) {
    const auto letters = lexicon.letters(token);
    const std::string skeleton = names::skeleton(letters);
    const std::uint64_t first = skeleton.empty() ? (letters.empty() ? 0 : letters.front())
                                                 : static_cast<unsigned char>(skeleton.front());
    const auto sound = lexicon.skeleton(token);
    words_.push_back(
        {sound == names::kNoToken ? mix(1, token) : mix(2, sound), hash_letters(letters), first});
  }
}

void KeyMaker::name_values(Trait trait, std::uint32_t record, Values& out) const {
  if (prepared_.spellings == 0) return;
  Values words;
  for (const auto& name : prepared_.names_of(record)) {
    words.clear();
    names::TokenId given = names::kNoToken, family = names::kNoToken;
    for (std::size_t i = 0; i < name.count; ++i) {
      if (!is_compared(name.roles[i])) continue;
      if (name.roles[i] == names::Role::kGiven && given == names::kNoToken) given = name.ids[i];
      if (name.roles[i] == names::Role::kFamily) family = name.ids[i];
      words.push_back(trait == Trait::kExactWord ? words_[name.ids[i]].spelt
                                                 : words_[name.ids[i]].sound);
    }
    sort_once(words);
    if (trait == Trait::kGiven && given != names::kNoToken) out.push_back(words_[given].sound);
    if (trait == Trait::kFamily && family != names::kNoToken) out.push_back(words_[family].sound);
    if (trait == Trait::kInitial && given != names::kNoToken)
      out.push_back(words_[given].first_sound + 7);
    if (trait == Trait::kAnyWord || trait == Trait::kExactWord)
      out.insert(out.end(), words.begin(), words.end());
    if (trait == Trait::kTwoWords) subsets(words, 2, out);
    if (trait == Trait::kThreeWords) subsets(words, 3, out);
    if (trait == Trait::kAllWords && words.size() >= 2) {
      std::uint64_t all = 3;
      for (const auto word : words) all = mix(all, word);
      out.push_back(all);
    }
    if (trait == Trait::kBeginnings && given != names::kNoToken && family != names::kNoToken) {
      out.push_back(mix(hash_letters(prepared_.lexicon.letters(given).substr(0, 3)),
                        hash_letters(prepared_.lexicon.letters(family).substr(0, 4))));
    }
  }
}

void KeyMaker::birth_values(Trait trait, std::uint32_t record, Values& out) const {
  if (prepared_.birth.empty()) return;
  const auto& day = prepared_.birth[record];
  if (!day.known()) return;
  if (trait == Trait::kBirthYear) {
    out.push_back(static_cast<std::uint64_t>(day.year));
    return;
  }
  if (day.month == 0 || day.day == 0) return;
  const auto low = std::min(day.month, day.day), high = std::max(day.month, day.day);
  if (trait == Trait::kBirth) out.push_back(day.packed());
  if (trait == Trait::kBirthDay && !day.vague) out.push_back(day.packed() & 0xffffU);
  if (trait == Trait::kBirthDigits)
    out.push_back(mix(static_cast<std::uint64_t>(day.year), high * 100U + low));
}

void KeyMaker::values(const RulePart& part, std::uint32_t record, Values& out) const {
  out.clear();
  switch (part.trait) {
    case Trait::kBirth:
    case Trait::kBirthDigits:
    case Trait::kBirthDay:
    case Trait::kBirthYear:
      birth_values(part.trait, record, out);
      break;
    case Trait::kAge:
      if (!prepared_.age.empty() && prepared_.age[record] >= 0) {
        out.push_back(static_cast<std::uint64_t>(prepared_.age[record]) + 1);
        out.push_back(static_cast<std::uint64_t>(prepared_.age[record]));
      }
      break;
    case Trait::kSex:
      if (!prepared_.sex.empty() && prepared_.sex[record] != Sex::kUnknown) {
        out.push_back(static_cast<std::uint64_t>(prepared_.sex[record]));
      }
      break;
    case Trait::kDeath:
      if (!prepared_.death.empty() && prepared_.death[record].full()) {
        out.push_back(prepared_.death[record].packed());
      }
      break;
    case Trait::kText:
      if (prepared_.texts[part.text].codes[record] != 0) {
        out.push_back(prepared_.texts[part.text].codes[record]);
      }
      break;
    case Trait::kTextWord: {
      const auto& field = prepared_.texts[part.text];
      for (const auto word : field.words[field.codes[record]]) out.push_back(words_[word].sound);
      break;
    }
    default:
      name_values(part.trait, record, out);
  }
}

void KeyMaker::keys(const BlockingRule& rule, std::uint32_t record,
                    std::vector<std::uint64_t>& out) const {
  thread_local Values found, combined;
  out.assign(1, 11);
  for (const auto& part : rule.parts) {
    values(part, record, found);
    combined.clear();
    for (const auto key : out) {
      for (const auto value : found) combined.push_back(mix(key, value));
    }
    out.swap(combined);
    if (out.empty()) return;
  }
  sort_once(out);
}

}  // namespace attest::link::impl
