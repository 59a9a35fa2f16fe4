#include <algorithm>
#include <bit>

#include "names/align.hpp"
#include "names/crossscript.hpp"
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

}  // namespace

NameComparer::NameComparer(const Lexicon& lexicon, std::size_t remembered)
    : lexicon_(&lexicon), known_(remembered) {}

TokenOutcome NameComparer::judge(TokenId a, TokenId b) const {
  TokenOutcome found = respelling(lexicon_->letters(a), lexicon_->letters(b));
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
  const auto [low, high] = std::minmax(a, b);
  return known_.of(low, high, [this, low = low, high = high] { return judge(low, high); });
}

}  // namespace attest::names
