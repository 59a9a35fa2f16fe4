#include "names/lexicon.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "names/impl/respelling.hpp"
#include "names/keys.hpp"

namespace attest::names {
namespace {

std::uint32_t count_consonants(std::string_view skeleton) {
  constexpr std::string_view kClasses = "BKLMNRST";
  std::uint32_t counts = 0;
  for (std::size_t k = 0; k < kClasses.size(); ++k) {
    const auto n = std::count(skeleton.begin(), skeleton.end(), kClasses[k]);
    counts |= static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(n, 15)) << (4 * k);
  }
  return counts;
}

std::uint32_t letters_in(std::u32string_view word) {
  std::uint32_t letters = 0;
  for (const char32_t letter : word) letters |= 1U << (letter % 32);
  return letters;
}

std::uint32_t sum_of(std::u32string_view word) {
  std::uint32_t sum = 0;
  for (const char32_t letter : word) sum += letter * 0x9E3779B1U ^ letter;
  return sum;
}

}  // namespace

TokenId CompactName::first(Role role) const {
  const auto* at = std::find(roles.begin(), roles.begin() + count, role);
  return at == roles.begin() + count ? kNoToken : ids[static_cast<std::size_t>(at - roles.begin())];
}

TokenId Lexicon::add(std::u32string_view letters, std::uint32_t uses) {
  if (const TokenId known = find(letters); known != kNoToken) {
    entries_[known].uses += uses;
    return known;
  }
  base::ensure(entries_.size() < kNoToken, "Lexicon: fewer words than ids");
  const auto token = static_cast<TokenId>(entries_.size());
  const std::string key = names::skeleton(letters);
  const auto next = static_cast<std::uint32_t>(skeletons_.size());
  const Script script = script_of(letters);
  Entry& entry =
      entries_.emplace_back(Entry{std::u32string(letters), latin_letters(letters, script)});
  if (!key.empty()) entry.skeleton = skeletons_.try_emplace(key, next).first->second;
  traits_.push_back({count_consonants(key), letters_in(letters), sum_of(letters),
                     static_cast<std::uint16_t>(std::min<std::size_t>(letters.size(), 65535)),
                     script, core_of(letters).size() < letters.size()});
  entry.uses = uses;
  ids_.emplace(entry.letters, token);
  return token;
}

CompactName Lexicon::add(const NameForm& name, std::uint32_t uses) {
  CompactName compact;
  compact.standing = name.standing;
  compact.script = name.script;
  std::vector<const Token*> words;
  for (const Token& token : name.tokens) {
    if (token.role != Role::kTitle) words.push_back(&token);
  }
  while (words.size() > CompactName::kMost) {
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(words.size() / 2));
  }
  for (const Token* word : words) {
    compact.ids[compact.count] = add(word->letters, uses);
    compact.roles[compact.count++] = word->role;
  }
  return compact;
}

TokenId Lexicon::find(std::u32string_view letters) const {
  const auto at = ids_.find(letters);
  return at == ids_.end() ? kNoToken : at->second;
}

}  // namespace attest::names
