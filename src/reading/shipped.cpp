#include <algorithm>
#include <array>

#include "attest_reading_embedded.hpp"
#include "base/unicode.hpp"
#include "reading/impl/lexicon.hpp"
#include "reading/impl/sentence.hpp"
#include "reading/pack.hpp"
#include "text/segment.hpp"

namespace attest::reading {
namespace {

constexpr std::size_t kSample = 20'000;  // bytes that decide on the language

std::vector<Pack> parse_shipped() {
  std::vector<Pack> packs;
  for (const auto& [name, bytes] : embedded_files())
    if (name.ends_with(".pack")) packs.push_back(Pack::parse(bytes, name));
  return packs;
}

/// How many words of the text the pack knows at all.
std::size_t known_words(const Lexicon& lexicon, std::string_view text,
                        const std::vector<text::Word>& words) {
  Sentence sentence(lexicon);
  sentence.fill(text, words, 0, words.size());
  std::size_t known = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (sentence.is_word(i) && sentence[i].classes != 0) ++known;
  return known;
}

}  // namespace

const std::vector<Pack>& shipped_packs() {
  static const std::vector<Pack> packs = parse_shipped();
  return packs;
}

const Pack* find_pack(std::string_view language) {
  for (const Pack& pack : shipped_packs())
    if (pack.language() == language) return &pack;
  return nullptr;
}

std::string guess_language(std::string_view utf8) {
  std::string_view sample = utf8.substr(0, kSample);
  while (sample.size() < utf8.size() && !sample.empty() &&
         (static_cast<unsigned char>(utf8[sample.size()]) & 0xC0) == 0x80)
    sample.remove_suffix(1);
  const text::Segmented parts = text::Segmenter({}).segment(sample);
  std::string best = "en";
  std::size_t most = 0;
  for (const Pack& pack : shipped_packs()) {
    const std::size_t known = known_words(pack.lexicon(), sample, parts.words);
    if (known <= most) continue;
    most = known;
    best = pack.language();
  }
  return best;
}

}  // namespace attest::reading
