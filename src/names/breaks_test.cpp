#include "names/breaks.hpp"

#include <doctest/doctest.h>

namespace {

using namespace attest::names;  // NOLINT

Lexicon known_words() {
  Lexicon lexicon;
  lexicon.add(fold("ياسمين"), 12);
  lexicon.add(fold("خليل"), 40);
  lexicon.add(fold("Alina"), 40);
  return lexicon;
}

std::optional<std::u32string> mended(Lexicon& lexicon, std::string_view text) {
  const CompactName name = lexicon.add(read_name(text));
  return mend_breaks(lexicon, name);
}

}  // namespace

TEST_CASE("a word cut in two or three is mended where the lexicon knows it") {
  Lexicon lexicon = known_words();
  CHECK(mended(lexicon, "ياس مين خليل") == fold("ياسمين خليل"));
  CHECK(mended(lexicon, "يا سم ين خليل") == fold("ياسمين خليل"));
  CHECK_FALSE(mended(lexicon, "ياسمين خليل سالم"));
}

TEST_CASE("words are left alone where joining them would lose a name") {
  Lexicon lexicon = known_words();
  CHECK_FALSE(mended(lexicon, "ياس مين"));
  CHECK_FALSE(mended(lexicon, "Al ina Khalil"));
  lexicon.add(fold("ياس"), 50);
  lexicon.add(fold("مين"), 50);
  CHECK_FALSE(mended(lexicon, "ياس مين خليل"));
}
