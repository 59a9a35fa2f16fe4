#include "names/keys.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "attest_names_embedded.hpp"
#include "base/error.hpp"
#include "base/unicode.hpp"
#include "names/impl/table.hpp"

namespace attest::names {
namespace {

enum class Where : std::uint8_t { kFirst, kLast, kAnywhere };
using Spellings = std::unordered_map<std::u32string, std::string>;

struct Letters {
  std::array<Spellings, 3> by_place;
};

Letters load_letters() {
  Letters letters;
  for (const auto& row : table_rows(embedded("letters.tsv"))) {
    base::ensure(row.size() == 2, "letters.tsv: a letter and its spelling");
    std::string_view native = row[0];
    Where where = Where::kAnywhere;
    if (native.starts_with('^')) {
      where = Where::kFirst;
      native.remove_prefix(1);
    } else if (native.ends_with('$')) {
      where = Where::kLast;
      native.remove_suffix(1);
    }
    letters.by_place[static_cast<std::size_t>(where)][base::to_utf32(native)] = row[1];
  }
  return letters;
}

const std::string* spelling(const std::u32string& chunk, bool first, bool last) {
  static const Letters kLetters = load_letters();
  const std::array<bool, 3> fits = {first, last, true};
  for (std::size_t place = 0; place < fits.size(); ++place) {
    const auto at = kLetters.by_place[place].find(chunk);
    if (fits[place] && at != kLetters.by_place[place].end()) return &at->second;
  }
  return nullptr;
}

bool is_ascii_letter(char32_t p) {
  return p >= U'a' && p <= U'z';
}

// Appends the spelling of what stands at `i` in a word; returns how many letters it took.
std::size_t append_spelling(std::string& out, std::u32string_view word, std::size_t i) {
  if (is_ascii_letter(word[i])) {
    out += static_cast<char>(word[i]);
    return 1;
  }
  for (const std::size_t n : {std::size_t{2}, std::size_t{1}}) {
    if (i + n > word.size()) continue;
    const std::string* found =
        spelling(std::u32string(word.substr(i, n)), i == 0, i + n == word.size() && i > 0);
    if (found == nullptr) continue;
    out += *found;
    return n;
  }
  return 1;
}

// A sound as Latin letters write it, with its coarse class (skeleton) and its fine one (sound_key).
struct Sound {
  std::string_view letters;
  std::string_view coarse;
  std::string_view fine;
};

// Longer spellings first. Classes are as coarse as the scripts demand: Hebrew writes b and v, p and
// f alike, Arabic dialects and Russian swap g, j, k, q and h, Turkish folds sh to s.
constexpr std::array kSounds = {
    Sound{"shch", "S", "X"}, Sound{"tch", "K", "C"}, Sound{"sch", "S", "X"}, Sound{"dzh", "K", "J"},
    Sound{"sh", "S", "X"},   Sound{"ch", "K", "C"},  Sound{"zh", "S", "Z"},  Sound{"kh", "K", "H"},
    Sound{"gh", "K", "G"},   Sound{"th", "T", "T"},  Sound{"dh", "T", "D"},  Sound{"ph", "B", "F"},
    Sound{"dj", "K", "J"},   Sound{"ts", "S", "S"},  Sound{"tz", "S", "S"},  Sound{"dz", "S", "Z"},
    Sound{"ck", "K", "K"},   Sound{"ce", "S", "S"},  Sound{"ci", "S", "S"},  Sound{"cy", "S", "S"},
    Sound{"b", "B", "B"},    Sound{"p", "B", "P"},   Sound{"f", "B", "F"},   Sound{"v", "B", "V"},
    Sound{"d", "T", "D"},    Sound{"t", "T", "T"},   Sound{"s", "S", "S"},   Sound{"z", "S", "Z"},
    Sound{"c", "K", "K"},    Sound{"k", "K", "K"},   Sound{"q", "K", "K"},   Sound{"g", "K", "G"},
    Sound{"j", "K", "J"},    Sound{"h", "K", "H"},   Sound{"x", "KS", "KS"}, Sound{"l", "L", "L"},
    Sound{"m", "M", "M"},    Sound{"n", "N", "N"},   Sound{"r", "R", "R"}};

const Sound* sound_at(std::string_view latin, std::size_t i) {
  for (const Sound& sound : kSounds) {
    if (latin.substr(i).starts_with(sound.letters)) return &sound;
  }
  return nullptr;
}

void append_class(std::string& key, std::string_view classes) {
  for (const char c : classes) {
    if (key.empty() || key.back() != c) key += c;
  }
}

enum class Grain { kCoarse, kFine };

std::string consonants(std::u32string_view folded, Grain grain) {
  const std::string latin = romanise(folded);
  std::string key;
  for (std::size_t i = 0; i < latin.size();) {
    const Sound* sound = sound_at(latin, i);
    const bool silent = sound != nullptr && sound->letters == "h" && i + 1 == latin.size();
    if (sound != nullptr && !silent) {
      append_class(key, grain == Grain::kCoarse ? sound->coarse : sound->fine);
    }
    i += sound != nullptr ? sound->letters.size() : 1;
  }
  const bool vowel_first = !latin.empty() && sound_at(latin, 0) == nullptr && latin[0] != ' ';
  if (vowel_first && key.size() < 2) key.insert(key.begin(), 'A');
  return key;
}

bool compared(Role role) {
  return role != Role::kTitle && role != Role::kRelation && role != Role::kKunya;
}

}  // namespace

std::string romanise(std::u32string_view folded) {
  std::string out;
  while (!folded.empty()) {
    const std::u32string_view word = folded.substr(0, folded.find(U' '));
    for (std::size_t i = 0; i < word.size();) i += append_spelling(out, word, i);
    folded.remove_prefix(std::min(word.size() + 1, folded.size()));
    if (!folded.empty()) out += ' ';
  }
  return out;
}

std::string skeleton(std::u32string_view folded) {
  return consonants(folded, Grain::kCoarse);
}

std::string sound_key(std::u32string_view folded) {
  return consonants(folded, Grain::kFine);
}

std::u32string sorted_words(const NameForm& name) {
  std::vector<std::u32string_view> words;
  for (const Token& token : name.tokens) {
    if (compared(token.role)) words.push_back(token.letters);
  }
  std::sort(words.begin(), words.end());
  std::u32string out;
  for (const std::u32string_view word : words) {
    if (!out.empty()) out += U' ';
    out += word;
  }
  return out;
}

std::string sorted_skeletons(const NameForm& name) {
  std::vector<std::string> keys;
  for (const Token& token : name.tokens) {
    if (compared(token.role)) keys.push_back(skeleton(token.letters));
  }
  std::sort(keys.begin(), keys.end());
  std::string out;
  for (const std::string& key : keys) {
    if (!out.empty() && !key.empty()) out += ' ';
    out += key;
  }
  return out;
}

std::u32string joined_letters(const NameForm& name) {
  std::u32string out;
  for (const Token& token : name.tokens) {
    if (compared(token.role)) out += token.letters;
  }
  return out;
}

}  // namespace attest::names
