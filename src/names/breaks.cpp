#include "names/breaks.hpp"

#include <algorithm>
#include <vector>

namespace attest::names {
namespace {

constexpr std::uint32_t kKnown = 5;  // uses that make a word known
constexpr std::size_t kMostPieces = 3;

struct Word {
  std::u32string letters;
  std::uint32_t uses = 0;
};

std::uint32_t uses_of(const Lexicon& lexicon, std::u32string_view letters) {
  const TokenId token = lexicon.find(letters);
  return token == kNoToken ? 0 : lexicon.uses(token);
}

// The one word that `pieces` words from `i` on are pieces of.
std::optional<Word> whole_of(const Lexicon& lexicon, const std::vector<Word>& words, std::size_t i,
                             std::size_t pieces) {
  Word whole;
  std::uint32_t rarest = words[i].uses;
  for (std::size_t k = i; k < i + pieces; ++k) {
    whole.letters += words[k].letters;
    rarest = std::min(rarest, words[k].uses);
  }
  whole.uses = uses_of(lexicon, whole.letters);
  if (whole.uses < kKnown || whole.uses < rarest) return std::nullopt;
  return whole;
}

bool mend_at(const Lexicon& lexicon, std::vector<Word>& words, std::size_t i) {
  for (std::size_t pieces = kMostPieces; pieces >= 2; --pieces) {
    if (i + pieces > words.size() || words.size() - pieces < 1) continue;
    auto whole = whole_of(lexicon, words, i, pieces);
    if (!whole) continue;
    words[i] = std::move(*whole);
    const auto at = words.begin() + static_cast<std::ptrdiff_t>(i);
    words.erase(at + 1, at + static_cast<std::ptrdiff_t>(pieces));
    return true;
  }
  return false;
}

std::u32string joined(const std::vector<Word>& words) {
  std::u32string text;
  for (const Word& word : words) {
    if (!text.empty()) text += U' ';
    text += word.letters;
  }
  return text;
}

}  // namespace

std::optional<std::u32string> mend_breaks(const Lexicon& lexicon, const CompactName& name) {
  if (name.count < 3 || (name.script != Script::kArabic && name.script != Script::kHebrew))
    return std::nullopt;
  std::vector<Word> words;
  for (std::size_t i = 0; i < name.count; ++i) {
    if (name.roles[i] == Role::kRelation || name.roles[i] == Role::kKunya) return std::nullopt;
    words.push_back({std::u32string(lexicon.letters(name.ids[i])), lexicon.uses(name.ids[i])});
  }
  bool mended = false;
  for (std::size_t i = 0; i + 1 < words.size();) {
    if (mend_at(lexicon, words, i)) {
      mended = true;
    } else {
      ++i;
    }
  }
  if (!mended) return std::nullopt;
  return joined(words);
}

}  // namespace attest::names
