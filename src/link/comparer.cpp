#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <string>

#include "link/comparison.hpp"
#include "names/compare.hpp"

namespace attest::link {
namespace {

using names::NameOutcome;
using names::Outcome;
using names::Part;

unsigned given_level(const NameOutcome& n) {
  if (n.swapped) return 5;
  switch (n.of(Part::kGiven)) {
    case Outcome::kAgreeing:
      return 1;
    case Outcome::kSimilar:
      return 2;
    case Outcome::kInitial:
      return 3;
    case Outcome::kResembling:
      return 4;
    case Outcome::kContradicting:
      return 6;
    default:
      return 0;
  }
}

unsigned family_level(const NameOutcome& n) {
  if (n.swapped) return 0;
  switch (n.of(Part::kFamily)) {
    case Outcome::kAgreeing:
      return 1;
    case Outcome::kSimilar:
      return 2;
    case Outcome::kInitial:
      return 3;
    case Outcome::kResembling:
      return 4;
    case Outcome::kContradicting:
      return n.family_among_forefathers ? 5 : 6;
    default:
      return 0;
  }
}

unsigned forefathers_level(const NameOutcome& n) {
  const unsigned alike = n.forefathers_agreeing + n.forefathers_similar;
  if (n.forefathers_contradicting > 0) return alike > 0 ? 4 : 5;
  if (n.forefathers_agreeing >= 2) return 1;
  if (n.forefathers_agreeing == 1) return 2;
  return alike > 0 ? 3 : 0;
}

/// Equal but for one edit or swap; equal in the first half (a postcode's district, the name before
/// @).
unsigned code_level(std::u32string_view a, std::u32string_view b) {
  if (a == b) return 1;
  const std::size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (shorter >= 4 && longer - shorter <= 1 && names::osa(a, b) <= (longer >= 8 ? 2U : 1U))
    return 2;
  const std::size_t half = std::max<std::size_t>(3, (longer + 1) / 2);
  if (shorter >= half && a.substr(0, half) == b.substr(0, half)) return 3;
  return 4;
}

unsigned number_level(std::u32string_view a, std::u32string_view b) {
  if (a == b) return 1;
  const double x = std::atof(std::string(a.begin(), a.end()).c_str());
  const double y = std::atof(std::string(b.begin(), b.end()).c_str());
  return std::abs(x - y) <= std::max(1.0, 0.05 * std::max(std::abs(x), std::abs(y))) ? 2 : 3;
}

/// Which letters occur, modulo 32: words alike have nearly the same.
std::uint32_t letters_of(std::u32string_view word) {
  std::uint32_t letters = 0;
  for (const char32_t letter : word) letters |= 1U << (letter % 32);
  return letters;
}

bool may_be_alike(std::uint32_t letters_a, std::uint32_t letters_b, int most_different) {
  return std::popcount(letters_a ^ letters_b) <= most_different;
}

}  // namespace

Comparer::Comparer(const Prepared& prepared, std::span<const Comparison> comparisons,
                   const Commonness& commonness, std::size_t remembered)
    : prepared_(prepared),
      comparisons_(comparisons),
      commonness_(commonness),
      names_(prepared.lexicon, remembered,
             prepared.spellings > 1 ? names::Detail::kAll : names::Detail::kLevels),
      text_levels_(prepared.texts.size(), names::PairMemo<std::uint8_t>(remembered / 2)) {
  for (const auto& comparison : comparisons_)
    any_names_ = any_names_ || comparison.subject <= Subject::kFamily;
}

names::NameOutcome Comparer::best_names(std::uint32_t a, std::uint32_t b) {
  NameOutcome best;
  bool first = true;
  for (const auto& x : prepared_.names_of(a)) {
    if (x.count == 0) continue;
    for (const auto& y : prepared_.names_of(b)) {
      if (y.count == 0) continue;
      const NameOutcome outcome = names_.compare(x, y);
      if (first || outcome.overall > best.overall) best = outcome;
      first = false;
    }
  }
  return best;
}

unsigned Comparer::compare_texts(const TextValues& values, std::uint32_t a, std::uint32_t b) {
  const auto& x = values.folded[a];
  const auto& y = values.folded[b];
  if (values.kind == Kind::kExact) return code_level(x, y);
  if (values.kind == Kind::kNumber) return number_level(x, y);
  const auto& short_words =
      values.words[a].size() <= values.words[b].size() ? values.words[a] : values.words[b];
  const auto& long_words =
      values.words[a].size() <= values.words[b].size() ? values.words[b] : values.words[a];
  double alike = 0;
  for (const auto word : short_words) {
    double best = 0;
    for (const auto other : long_words) {
      if (word == other) {
        best = 1;
        break;
      }
      const auto& one = prepared_.lexicon.traits(word);
      const auto& two = prepared_.lexicon.traits(other);
      if (one.script == two.script && !may_be_alike(one.letters, two.letters, 4)) continue;
      const auto outcome = names_.compare(word, other).outcome;
      if (outcome == Outcome::kAgreeing) best = 1;
      if (outcome == Outcome::kSimilar) best = std::max(best, 0.85);
    }
    alike += best;
  }
  const double share = alike / static_cast<double>(std::max<std::size_t>(1, long_words.size()));
  if (values.kind == Kind::kSet) return share >= 0.5 ? 1 : alike > 0 ? 2 : 3;
  if (share >= 0.8) return 2;
  const bool spelt_alike =
      may_be_alike(letters_of(x), letters_of(y), 4) && names::jaro_winkler(x, y, 0.92) >= 0.92;
  if (spelt_alike) return 2;
  return alike >= 0.85 ? 3 : 4;
}

unsigned Comparer::text_level(std::size_t field, std::uint32_t a, std::uint32_t b) {
  const auto& values = prepared_.texts[field];
  const auto x = values.codes[a], y = values.codes[b];
  if (x == 0 || y == 0) return 0;
  if (x == y) return 1;
  const auto low = std::min(x, y), high = std::max(x, y);
  return text_levels_[field].of(
      low, high, [&] { return static_cast<std::uint8_t>(compare_texts(values, low, high)); });
}

unsigned Comparer::age_level(std::uint32_t a, std::uint32_t b) const {
  const auto& age = prepared_.age;
  if (age[a] < 0 || age[b] < 0) return 0;
  const auto& birth = prepared_.birth;
  if (!birth.empty() && birth[a].known() && birth[b].known()) return 0;
  return prepared_.age_gaps.level(prepared_.list[a], age[a], prepared_.list[b], age[b]);
}

unsigned Comparer::level(const Comparison& comparison, std::uint32_t a, std::uint32_t b,
                         const NameOutcome& names) {
  switch (comparison.subject) {
    case Subject::kGiven:
      return given_level(names);
    case Subject::kForefathers:
      return forefathers_level(names);
    case Subject::kFamily:
      return family_level(names);
    case Subject::kBirth:
      return static_cast<unsigned>(compare_days(prepared_.birth[a], prepared_.birth[b]));
    case Subject::kDeath:
      return static_cast<unsigned>(compare_days(prepared_.death[a], prepared_.death[b]));
    case Subject::kAge:
      return age_level(a, b);
    case Subject::kSex: {
      const Sex x = prepared_.sex[a], y = prepared_.sex[b];
      return x == Sex::kUnknown || y == Sex::kUnknown ? 0 : x == y ? 1 : 2;
    }
    case Subject::kText:
      return text_level(comparison.text, a, b);
  }
  return 0;
}

/// Where given names agree, sex adds only what the name leaves open.
float Comparer::sex_rarity(unsigned level, std::uint32_t a, const NameOutcome& names) const {
  const auto given = static_cast<std::size_t>(Part::kGiven);
  const Outcome outcome = names.parts[given];
  if (outcome != Outcome::kAgreeing && outcome != Outcome::kSimilar)
    return level == 1 ? commonness_.sex(prepared_.sex[a]) : 0;
  const float one = commonness_.namesakes_sex(names.tokens_a[given], level == 1);
  const float two = commonness_.namesakes_sex(names.tokens_b[given], level == 1);
  return level == 1 ? std::max(one, two) : std::min(one, two);
}

/// Agreement counts by the commoner of the two values; a near agreement by half of it.
float Comparer::rarity(const Comparison& comparison, unsigned level, std::uint32_t a,
                       std::uint32_t b, const NameOutcome& names) const {
  const auto words = [&](Part part, float (Commonness::*of)(names::TokenId) const) -> float {
    const auto i = static_cast<std::size_t>(part);
    const Outcome outcome = names.parts[i];
    if (outcome != Outcome::kAgreeing && outcome != Outcome::kSimilar) return 0;
    const float add =
        std::min((commonness_.*of)(names.tokens_a[i]), (commonness_.*of)(names.tokens_b[i]));
    return outcome == Outcome::kAgreeing ? add : add / 2;
  };
  switch (comparison.subject) {
    case Subject::kGiven:
      return level <= 2 ? words(Part::kGiven, &Commonness::given) : 0;
    case Subject::kFamily:
      return level <= 2 ? words(Part::kFamily, &Commonness::family) : 0;
    case Subject::kForefathers:
      return level <= 4 ? words(Part::kFather, &Commonness::forefather) +
                              words(Part::kGrandfather, &Commonness::forefather)
                        : 0;
    case Subject::kBirth:
      return level == 1 ? commonness_.birth(a) : 0;
    case Subject::kDeath:
      return level == 1 ? commonness_.death(a) : 0;
    case Subject::kSex:
      return sex_rarity(level, a, names);
    case Subject::kText: {
      if (level > 2) return 0;
      const auto& codes = prepared_.texts[comparison.text].codes;
      const float add = std::min(commonness_.text(comparison.text, codes[a]),
                                 commonness_.text(comparison.text, codes[b]));
      return level == 1 ? add : add / 2;
    }
    default:
      return 0;
  }
}

Comparer::Rarity Comparer::rarity_of(std::size_t comparison, unsigned level, std::uint32_t a,
                                     std::uint32_t b) {
  if (level == 0) return 0;
  NameOutcome outcome;
  if (any_names_) outcome = best_names(a, b);
  return rarity(comparisons_[comparison], level, a, b, outcome);
}

Evidence Comparer::compare(std::uint32_t a, std::uint32_t b) {
  Evidence evidence;
  NameOutcome outcome;
  if (any_names_) outcome = best_names(a, b);
  for (std::size_t i = 0; i < comparisons_.size(); ++i) {
    const auto& comparison = comparisons_[i];
    const unsigned reached = level(comparison, a, b, outcome);
    if (reached == 0) continue;
    evidence.levels |= static_cast<Levels>(reached) << (4 * i);
    const float add = rarity(comparison, reached, a, b, outcome);
    evidence.rarity += add;
    const bool of_relatives =
        comparison.bearing == Bearing::kFamily || comparison.subject == Subject::kSex;
    if (of_relatives) evidence.family_rarity += add;
  }
  return evidence;
}

}  // namespace attest::link
