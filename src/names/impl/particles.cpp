#include "names/impl/particles.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "names/fold.hpp"
#include "names/impl/words.hpp"

namespace attest::names {
namespace {

using View = std::u32string_view;

bool has_digit(View word) {
  return std::any_of(word.begin(), word.end(), [](char32_t p) { return p >= U'0' && p <= U'9'; });
}

bool is_article(View word) {
  return word == U"al" || word == U"el";
}

// "Ben Smith", "Van Dung", but "Al Najjar Ahmad".
bool stays_first(const Words& words, Place place) {
  if (place == Place::kFamily || script_of(words[0]) == Script::kArabic) return false;
  return !is_article(words[0]) || words.size() == 2;
}

View usual_spelling(View word) {
  constexpr std::array<std::pair<View, View>, 11> kUsual = {{{U"dine", U"din"},
                                                             {U"deen", U"din"},
                                                             {U"ابا", U"ابو"},
                                                             {U"ابي", U"ابو"},
                                                             {U"abo", U"abu"},
                                                             {U"abou", U"abu"},
                                                             {U"aboo", U"abu"},
                                                             {U"abi", U"abu"},
                                                             {U"aba", U"abu"},
                                                             {U"umm", U"um"},
                                                             {U"oum", U"um"}}};
  for (const auto& [from, to] : kUsual) {
    if (word == from) return to;
  }
  return word;
}

bool cut_after(std::u32string& word, View head, std::size_t keep, std::size_t least) {
  if (!word.starts_with(head) || word.size() < head.size() + least) return false;
  word.erase(keep, head.size() - keep);
  return true;
}

bool is_vowel(char32_t p) {
  return View(U"aeiou").find(p) != View::npos;
}

// abd + vowel + l or a doubled consonant (assimilated article) + the rest.
bool cut_latin_abd(std::u32string& word) {
  if (!word.starts_with(U"abd") || word.size() < 7 || !is_vowel(word[3])) return false;
  if (word[4] == U'l') {
    word.erase(3, 2);
    return true;
  }
  const bool doubled =
      word[4] == word[5] || (word.size() > 8 && word.substr(4, 2) == word.substr(6, 2));
  if (doubled) word.erase(3, word[4] == word[5] ? 2 : 3);
  return doubled;
}

bool cut_latin_din(std::u32string& word) {
  constexpr std::array<View, 8> kDin = {U"din",  U"deen",  U"dine",  U"dein",
                                        U"ddin", U"ddine", U"ddeen", U"dden"};
  constexpr std::array<View, 7> kArticles = {U"al", U"el", U"ul", U"u", U"e", U"a", U"i"};
  for (const View article : kArticles) {
    for (const View din : kDin) {
      const std::size_t tail = article.size() + din.size();
      const bool doubled = din.starts_with(U"dd") || article.size() == 2;
      if (!doubled || word.size() < tail + 3 || !word.ends_with(din)) continue;
      if (View(word).substr(word.size() - tail, article.size()) != article) continue;
      word.resize(word.size() - tail);
      word += U"din";
      return true;
    }
  }
  return false;
}

}  // namespace

Words split_words(std::u32string_view folded) {
  Words words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(U' '), folded.size());
    const View word = folded.substr(0, end);
    if (!word.empty() && !has_digit(word)) words.emplace_back(word);
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

Words join_particles(const Words& words, Place place) {
  Words out;
  std::u32string pending;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::u32string& word = words[i];
    const bool more = i + 1 < words.size();
    const Kinds kinds = kinds_of(word);
    const bool first = out.empty() && pending.empty();
    if (more && (kinds.has(Kind::kJoin) || (kinds.has(Kind::kInner) && !first))) {
      pending += usual_spelling(word);
    } else if (pending.empty() && !out.empty() && kinds.has(Kind::kBack)) {
      out.back() += usual_spelling(word);
    } else if (kinds.has(Kind::kDrop) && more && !(first && stays_first(words, place))) {
      continue;
    } else {
      out.push_back(pending + word);
      pending.clear();
    }
  }
  return out;
}

std::u32string without_inner_article(std::u32string word) {
  if (word.starts_with(U"abou") || word.starts_with(U"aboo")) word.replace(0, 4, U"abu");
  if (cut_after(word, U"عبدال", 3, 2) || cut_after(word, U"ابوال", 3, 2) ||
      cut_after(word, U"امال", 2, 3) || cut_after(word, U"abual", 3, 4) ||
      cut_after(word, U"abuel", 3, 4) || cut_latin_abd(word) || cut_latin_din(word)) {
    return word;
  }
  constexpr View kAlDin = U"الدين";
  if (word.ends_with(kAlDin) && word.size() >= kAlDin.size() + 2) word.erase(word.size() - 5, 2);
  return word;
}

std::u32string without_article(std::u32string word) {
  if (word.starts_with(U"ال") && word.size() >= 5) word.erase(0, 2);
  return word;
}

}  // namespace attest::names
