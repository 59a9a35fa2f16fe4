#include <algorithm>
#include <array>
#include <cmath>

#include "base/unicode.hpp"
#include "names/align.hpp"
#include "names/compare.hpp"
#include "names/crossscript.hpp"
#include "names/impl/respelling.hpp"
#include "names/keys.hpp"

namespace attest::names {
namespace {

// Hassan and Hussein, John and Joan stay below.
constexpr double kRespeltBits = 5;

TokenOutcome outcome(Outcome level, double likeness, double bits = 0) {
  return {level, static_cast<float>(likeness), static_cast<float>(bits)};
}

char first_sound(std::u32string_view word) {
  const std::string latin = romanise(word.substr(0, 1));
  return latin.empty() ? '\0' : latin[0];
}

TokenOutcome compare_initial(std::u32string_view a, std::u32string_view b) {
  const char first = first_sound(a);
  const bool fits = a[0] == b[0] || (first != '\0' && first == first_sound(b));
  return outcome(fits ? Outcome::kInitial : Outcome::kContradicting, fits ? 0.8 : 0.0);
}

// "alnajjar" is "najjar"; the article of some lists is written together.
std::u32string_view without_joined_article(std::u32string_view word) {
  const bool article =
      word.starts_with(U"al") || word.starts_with(U"el") || word.starts_with(U"ال");
  return article && word.size() >= 5 ? word.substr(2) : word;
}

// One of the two has such a part and the other has not, and the rest agrees.
bool part_left_out(const WrittenWord& a, const WrittenWord& b) {
  if (a.partial == b.partial) return false;
  const auto x = core_of(a.letters), y = core_of(b.letters);
  if (a.script == b.script) return x == y;
  const auto bits = same_name_bits(x, y);
  return bits && *bits >= cross_limits().agreeing;
}

TokenOutcome compare_scripts(const WrittenWord& a, const WrittenWord& b, Detail detail) {
  const CrossLimits limits = cross_limits();
  const bool levels = detail == Detail::kLevels;
  const auto bits = levels ? same_name_bits(a, b, limits.resembling) : same_name_bits(a, b);
  if (!bits) return outcome(Outcome::kMissing, 0);
  if (levels && *bits < limits.resembling && !part_left_out(a, b))
    return outcome(Outcome::kContradicting, 0);
  const double likeness = 1 / (1 + std::exp2(-*bits));
  if (*bits >= limits.agreeing) return outcome(Outcome::kAgreeing, likeness, *bits);
  if (*bits >= limits.similar) return outcome(Outcome::kSimilar, likeness, *bits);
  if (part_left_out(a, b)) return outcome(Outcome::kSimilar, 0.9, limits.similar);
  if (*bits >= limits.resembling) return outcome(Outcome::kResembling, likeness, *bits);
  return outcome(Outcome::kContradicting, likeness, *bits);
}

// Few edits for the length, and the same beginning and end as far as Jaro–Winkler sees them.
bool nearly_alike(std::u32string_view a, std::u32string_view b, double likeness) {
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < 3 || likeness < kNearlyAlike) return false;
  return osa(a, b) <= (shorter >= 7 ? 2U : 1U);
}

// "mohammad" and "muhammed", "yusuf" and "yousef": a name from another script, spelt as one likes.
bool respelt_in_latin(const WrittenWord& a, const WrittenWord& b, double likeness) {
  if (likeness < kRespelt || std::min(a.letters.size(), b.letters.size()) < 3) return false;
  if (a.script != Script::kLatin) return false;
  const auto bits = same_name_bits(a, b, kRespeltBits);
  return bits && *bits >= kRespeltBits;
}

// Chinese and Thai are both kOther.
bool two_other_scripts(const WrittenWord& a, const WrittenWord& b) {
  return a.script == Script::kOther && base::script(a.letters[0]) != base::script(b.letters[0]);
}

TokenOutcome compare_in_script(const WrittenWord& one, const WrittenWord& two, Detail detail) {
  const std::u32string_view a = one.letters, b = two.letters;
  const bool rasm = one.script == Script::kArabic && same_rasm(a, b);
  const double least = one.script == Script::kLatin ? kRespelt : kNearlyAlike;
  const bool left_out = part_left_out(one, two);
  const bool level_only = detail == Detail::kLevels && !rasm && !left_out;
  const double likeness = jaro_winkler(a, b, level_only ? least : 0);
  if (left_out) return outcome(Outcome::kSimilar, std::max(likeness, 0.9));
  if (rasm) return outcome(Outcome::kSimilar, std::max(likeness, 0.95));
  if (respelt_in_latin(one, two, likeness)) return outcome(Outcome::kSimilar, likeness);
  if (nearly_alike(a, b, likeness)) return outcome(Outcome::kResembling, likeness);
  return outcome(Outcome::kContradicting, level_only ? 0 : likeness);
}

}  // namespace

std::u32string_view core_of(std::u32string_view word) {
  constexpr std::array<std::u32string_view, 4> kHeads = {U"ابو", U"عبد", U"abu", U"abd"};
  constexpr std::array<std::u32string_view, 2> kTails = {U"دين", U"din"};
  constexpr std::size_t kLeast = 3;
  for (const auto head : kHeads) {
    if (word.starts_with(head) && word.size() >= head.size() + kLeast)
      return word.substr(head.size());
  }
  for (const auto tail : kTails) {
    if (word.ends_with(tail) && word.size() >= tail.size() + kLeast)
      return word.substr(0, word.size() - tail.size());
  }
  return word;
}

TokenOutcome respelling(const WrittenWord& one, const WrittenWord& two, Detail detail) {
  const std::u32string_view a = one.letters, b = two.letters;
  if (a.empty() || b.empty()) return outcome(Outcome::kMissing, 0);
  if (a == b) return outcome(Outcome::kAgreeing, 1);
  if (is_initial(a) || is_initial(b)) return compare_initial(a, b);
  if (one.script != two.script) return compare_scripts(one, two, detail);
  if (two_other_scripts(one, two)) return outcome(Outcome::kMissing, 0);
  if (without_joined_article(a) == without_joined_article(b))
    return outcome(Outcome::kAgreeing, 0.98);
  return compare_in_script(one, two, detail);
}

TokenOutcome compare_words(std::u32string_view a, std::u32string_view b) {
  const Script left = script_of(a), right = script_of(b);
  const std::string left_latin = latin_letters(a, left), right_latin = latin_letters(b, right);
  TokenOutcome found =
      respelling({a, left, left_latin, core_of(a).size() < a.size()},
                 {b, right, right_latin, core_of(b).size() < b.size()}, Detail::kAll);
  if (found.outcome == Outcome::kResembling && left == right) found.outcome = Outcome::kSimilar;
  return found;
}

}  // namespace attest::names
