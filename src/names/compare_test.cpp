#include "names/compare.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace attest::names;  // NOLINT
using Word = std::u32string;

// Plain references, written from the definitions.

double plain_jaro(const Word& a, const Word& b) {
  if (a.empty() && b.empty()) return 1;
  if (a.empty() || b.empty()) return 0;
  const int reach = std::max(0, static_cast<int>(std::max(a.size(), b.size())) / 2 - 1);
  std::vector<bool> taken_a(a.size());
  std::vector<bool> taken_b(b.size());
  double common = 0;
  for (int j = 0; j < static_cast<int>(b.size()); ++j) {
    for (int i = std::max(0, j - reach);
         i < std::min<int>(static_cast<int>(a.size()), j + reach + 1); ++i) {
      if (taken_a[i] || a[i] != b[j]) continue;
      taken_a[i] = taken_b[j] = true;
      ++common;
      break;
    }
  }
  if (common == 0) return 0;
  Word left;
  Word right;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (taken_a[i]) left += a[i];
  for (std::size_t j = 0; j < b.size(); ++j)
    if (taken_b[j]) right += b[j];
  int off = 0;
  for (std::size_t k = 0; k < left.size(); ++k) off += left[k] != right[k] ? 1 : 0;
  const double swaps = off / 2;  // NOLINT: whole swaps
  return (common / static_cast<double>(a.size()) + common / static_cast<double>(b.size()) +
          (common - swaps) / common) /
         3;
}

double plain_winkler(const Word& a, const Word& b) {
  const double value = plain_jaro(a, b);
  if (value <= 0.7) return value;
  std::size_t prefix = 0;
  while (prefix < std::min({a.size(), b.size(), std::size_t{4}}) && a[prefix] == b[prefix])
    ++prefix;
  return value + static_cast<double>(prefix) * 0.1 * (1 - value);
}

std::size_t plain_edits(const Word& a, const Word& b, bool swaps) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0)});
      if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

/// Words over few letters, so that they often have letters in common; Latin, Arabic or beyond the
/// basic plane.
rc::Gen<Word> words(std::size_t longest) {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, longest + 1), [](std::size_t size) {
    return rc::gen::container<Word>(size, rc::gen::elementOf(Word(U"abcdمحدسʿ\U0001F600")));
  });
}

}  // namespace

TEST_CASE("known values of the literature") {
  CHECK(jaro(U"martha", U"marhta") == doctest::Approx(0.944444));
  CHECK(jaro_winkler(U"martha", U"marhta") == doctest::Approx(0.961111));
  CHECK(jaro(U"dixon", U"dicksonx") == doctest::Approx(0.766667));
  CHECK(jaro_winkler(U"dixon", U"dicksonx") == doctest::Approx(0.813333));
  CHECK(levenshtein(U"kitten", U"sitting") == 3);
  CHECK(osa(U"ca", U"abc") == 3);
  CHECK(damerau(U"ca", U"abc") == 2);
  CHECK(osa(U"محمد", U"محدم") == 1);
}

TEST_CASE("words without a common letter are worth nothing in every script") {
  CHECK(jaro(U"abc", U"xyz") == 0);
  CHECK(jaro(U"سعد", U"حلم") == 0);
  CHECK(jaro(U"дом", U"сыр") == 0);
}

TEST_CASE("fast paths agree with the definitions") {
  for (const std::size_t longest :
       {std::size_t{6}, std::size_t{20}, std::size_t{40}, std::size_t{90}}) {
    CHECK(rc::check([longest] {
      const Word a = *words(longest);
      const Word b = *words(longest);
      RC_ASSERT(jaro(a, b) == doctest::Approx(plain_jaro(a, b)));
      RC_ASSERT(jaro_winkler(a, b) == doctest::Approx(plain_winkler(a, b)));
      RC_ASSERT(levenshtein(a, b) == plain_edits(a, b, false));
      RC_ASSERT(osa(a, b) == plain_edits(a, b, true));
    }));
  }
}

TEST_CASE("measures are symmetric bounded and whole only for equal words") {
  CHECK(rc::check([] {
    const Word a = *words(12);
    const Word b = *words(12);
    const Word c = *words(12);
    RC_ASSERT(levenshtein(a, b) == levenshtein(b, a));
    RC_ASSERT(osa(a, b) == osa(b, a));
    RC_ASSERT(damerau(a, b) == damerau(b, a));
    RC_ASSERT(damerau(a, b) <= osa(a, b));
    RC_ASSERT(osa(a, b) <= levenshtein(a, b));
    RC_ASSERT(damerau(a, c) <= damerau(a, b) + damerau(b, c));
    RC_ASSERT((osa(a, b) == 0) == (a == b));
    for (const double likeness : {jaro(a, b), jaro_winkler(a, b), osa_likeness(a, b)}) {
      RC_ASSERT(likeness >= 0);
      RC_ASSERT(likeness <= 1);
      RC_ASSERT((likeness == 1) == (a == b));
    }
  }));
}

TEST_CASE("jaro does not depend on which word comes first") {
  CHECK(rc::check([] {
    const Word a = *words(14);
    const Word b = *words(14);
    RC_ASSERT(jaro(a, b) == jaro(b, a));
    RC_ASSERT(jaro_winkler(a, b) == jaro_winkler(b, a));
  }));
}

TEST_CASE("a cut-off only hides what is below it") {
  CHECK(rc::check([] {
    const Word a = *words(14);
    const Word b = *words(14);
    const double cutoff = *rc::gen::element(0.0, 0.5, 0.7, 0.85, 0.95, 1.0);
    const double whole = jaro_winkler(a, b);
    RC_ASSERT(CachedWord(a).jaro_winkler(b, cutoff) == (whole >= cutoff ? whole : 0));
  }));
}

TEST_CASE("a bank gives the same bits as single comparisons for any length and script") {
  for (const std::size_t longest : {std::size_t{10}, std::size_t{18}, std::size_t{70}}) {
    CHECK(rc::check([longest] {
      const auto many = *rc::gen::container<std::vector<Word>>(words(longest));
      const Word word = *words(longest);
      const double cutoff = *rc::gen::element(0.0, 0.6, 0.8, 0.9, 1.0);
      const std::vector<std::u32string_view> views(many.begin(), many.end());
      const WordBank bank(views);
      RC_ASSERT(bank.size() == many.size());
      std::vector<double> out(many.size());
      bank.jaro_winkler(word, cutoff, out);
      std::size_t next = 0;
      const auto hits = bank.jaro_winkler_hits(word, cutoff);
      for (std::size_t i = 0; i < many.size(); ++i) {
        const double single = jaro_winkler(word, many[i]);
        RC_ASSERT(out[i] == (single >= cutoff ? single : 0));
        if (single < cutoff) continue;
        RC_ASSERT(next < hits.size());
        RC_ASSERT(hits[next].index == i);
        RC_ASSERT(hits[next++].likeness == single);
      }
      RC_ASSERT(next == hits.size());
    }));
  }
}
