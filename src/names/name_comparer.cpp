#include <algorithm>
#include <bit>

#include "names/align.hpp"
#include "names/crossscript.hpp"
#include "names/impl/letters.hpp"
#include "names/impl/respelling.hpp"

namespace attest::names {
namespace {

// Two edits change four letters at most; a respelling keeps nearly all consonants.
bool little_in_common(const Lexicon::Traits& a, const Lexicon::Traits& b) {
  const bool one_script = a.script == b.script;
  if (one_script && std::popcount(a.letters ^ b.letters) <= 4) return false;
  if (!one_script && !can_cross(a.script, b.script)) return false;
  return consonants_apart(a.consonants, b.consonants) > (one_script ? 2 : 3);
}

// True if two words of one script cannot be as alike as Jaro–Winkler must find them (respelling):
// letters that the other word lacks have no partner in it. Arabic words may be equal but for dots,
// and words but for a part that one of them leaves out.
bool surely_differ(const Lexicon::Traits& a, const Lexicon::Traits& b) {
  if (a.script != b.script || a.script == Script::kOther || a.size < 2 || b.size < 2) return false;
  if (a.partial != b.partial || (a.script == Script::kArabic && a.size == b.size)) return false;
  const auto ours = a.size - std::popcount(a.letters & ~b.letters);
  const auto theirs = b.size - std::popcount(b.letters & ~a.letters);
  const double common = std::max(0, std::min(ours, theirs));
  const double jaro = jaro_value(a.size, b.size, std::max(common, 1.0), 0);
  return winkler_value(jaro, 4) < (a.script == Script::kLatin ? kRespelt : kNearlyAlike);
}

}  // namespace

NameComparer::NameComparer(const Lexicon& lexicon, std::size_t remembered, Detail detail)
    : lexicon_(&lexicon), detail_(detail), known_(remembered) {}

TokenOutcome NameComparer::judge(TokenId a, TokenId b) const {
  TokenOutcome found = respelling(lexicon_->written(a), lexicon_->written(b), detail_);
  if (found.outcome != Outcome::kResembling || lexicon_->script(a) != lexicon_->script(b))
    return found;
  const auto [rare, common] = std::minmax({lexicon_->uses(a), lexicon_->uses(b)});
  if (rare <= 3 + common / 10) found.outcome = Outcome::kSimilar;
  return found;
}

TokenOutcome NameComparer::compare(TokenId a, TokenId b) {
  if (a == b) return {Outcome::kAgreeing, 1, 0};
  if (little_in_common(lexicon_->traits(a), lexicon_->traits(b)))
    return {Outcome::kContradicting, 0, 0};
  if (detail_ == Detail::kLevels && surely_differ(lexicon_->traits(a), lexicon_->traits(b)))
    return {Outcome::kContradicting, 0, 0};
  const TokenId low = std::min(a, b), high = std::max(a, b);
  return known_.of(low, high, [&] { return judge(low, high); });
}

}  // namespace attest::names
