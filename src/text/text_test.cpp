#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "text/fold.hpp"
#include "text/near.hpp"
#include "text/patterns.hpp"
#include "text/segment.hpp"

using namespace attest::text;

namespace {

std::vector<std::string> words_of(std::string_view text, const SegmentRules& rules = {}) {
  std::vector<std::string> list;
  for (const Word& word : Segmenter(rules).segment(text).words)
    list.emplace_back(text.substr(word.begin, word.end - word.begin));
  return list;
}

std::size_t sentences_of(std::string_view text, const SegmentRules& rules = {}) {
  return Segmenter(rules).segment(text).sentences.size();
}

}  // namespace

TEST_CASE("words are looked up without case vowel marks and forms of letters") {
  CHECK(fold_word("KILLED") == "killed");
  CHECK(fold_word("قُتِلَ") == "قتل");
  CHECK(fold_word("ЕЩЁ") == "еще");
  CHECK(fold_word("٢٥") == "25");
  CHECK(fold_word("öldü") != fold_word("oldu"));
}

TEST_CASE("digits are cut from letters and elided articles from their nouns") {
  CHECK(words_of("و20 جنديا") == std::vector<std::string>{"و", "20", "جنديا"});
  CHECK(words_of("l'armée", {"fr", {}, true}) == std::vector<std::string>{"l'", "armée"});
  CHECK(words_of("12'den") == std::vector<std::string>{"12", "'", "den"});
}

TEST_CASE("abbreviations and wrapped lines end no sentence") {
  CHECK(sentences_of("Gen. Vend spoke. Twelve died.", {"en", {"gen"}, false}) == 2);
  CHECK(sentences_of("A shell hit the bus station in the town on Monday\nkilling twelve people "
                     "there.") == 1);
  CHECK(sentences_of("") == 0);
}

TEST_CASE("many words are found in one pass as one by one") {
  const std::vector<std::string_view> words = {"he", "she", "his", "hers", ""};
  const Patterns patterns(words);
  std::vector<Patterns::Hit> hits;
  patterns.find("ushers", [&](Patterns::Hit hit) {
    hits.push_back(hit);
    return true;
  });
  CHECK(hits == std::vector<Patterns::Hit>{{4, 1}, {4, 0}, {6, 3}});
}

TEST_CASE("patterns agree with plain search") {
  CHECK(rc::check("same occurrences", [] {
    const auto letters = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab")));
    const auto text = *letters;
    const auto lists = *rc::gen::container<std::vector<std::string>>(letters);
    std::vector<std::string_view> words(lists.begin(), lists.end());
    std::size_t found = 0, expected = 0;
    Patterns(words).find(text, [&](Patterns::Hit hit) {
      RC_ASSERT(text.compare(hit.end - words[hit.pattern].size(), words[hit.pattern].size(),
                             words[hit.pattern]) == 0);
      ++found;
      return true;
    });
    for (const std::string_view word : words)
      for (std::size_t i = 0; !word.empty() && i + word.size() <= text.size(); ++i)
        expected += text.compare(i, word.size(), word) == 0 ? 1 : 0;
    RC_ASSERT(found == expected);
  }));
}

TEST_CASE("near passages are found far ones are not") {
  const std::string base =
      "Officials said on Monday that twelve people were killed when a shell hit the bus station "
      "of the town and that rescue work went on through the night";
  const std::string copy = base + " in heavy rain";
  const std::string other = "The harvest was good this year and prices fell in all the markets";
  const std::vector<std::string_view> passages = {base, other, copy, base, ""};
  const auto pairs = near_duplicates(passages);
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[0].a == 0);
  CHECK(pairs[0].b == 2);
  CHECK(pairs[0].similarity == doctest::Approx(similarity(base, copy)));
  CHECK(pairs[1] == NearPair{0, 3, 1});
}

TEST_CASE("the answer is the same for any number of threads") {
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i)
    texts.push_back("shared words of a notice that went around the town with number " +
                    std::to_string(i / 3) + " and " + std::to_string(i % 7) + " at its end");
  const std::vector<std::string_view> passages(texts.begin(), texts.end());
  CHECK(near_duplicates(passages, {3, 0.6, 1}) == near_duplicates(passages, {3, 0.6, 3}));
}
