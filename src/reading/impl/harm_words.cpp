#include <algorithm>

#include "reading/impl/harms.hpp"

namespace attest::reading {
namespace {

class Collector {
 public:
  Collector(const Sentence& sentence, const std::vector<Mention>& mentions)
      : s_(sentence), mentions_(mentions) {}

  std::vector<Harm> collect() {
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (const Match* tally = s_.match(i, Class::kTally)) add_tally(*tally);
      if (const Match* neutral = s_.match(i, Class::kNeutral)) add(*neutral, true);
      add_measures(i);
    }
    name_tallies();
    return std::move(list_);
  }

 private:
  /// Of people and of houses, the closest each: "burned" is said of both.
  void add_measures(std::size_t token) {
    const Match* best[2] = {nullptr, nullptr};
    for (std::size_t m = s_[token].first_match; m < s_[token].end_match; ++m) {
      const Match& match = s_.matches()[m];
      if (!match.entry || match.entry->cls != Class::kMeasure) continue;
      const Match*& slot = best[match.entry->word == "houses" ? 1 : 0];
      if (!slot || is_closer(match, *slot)) slot = &match;
    }
    for (const Match* match : best)
      if (match) add(*match, false);
  }

  bool is_attribute(const Match& match) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
      return m.harm && m.harm_span.first == match.first;
    });
  }

  void add(const Match& match, bool neutral) {
    if (!neutral && is_attribute(match)) return;
    Harm harm;
    harm.span = {match.first, match.end};
    harm.entry = match.entry;
    harm.neutral = neutral;
    harm.measure = match.entry->measure;
    take_auxiliaries(harm);
    harm.denied = s_.match_ending(harm.span.first, Class::kNot) != nullptr;
    list_.push_back(harm);
  }

  /// "were", "have been", "were reportedly": the verb's own words.
  void take_auxiliaries(Harm& harm) const {
    const std::size_t word = harm.span.first;
    std::size_t first = word;
    while (first > 0) {
      if (const Match* aux = s_.match(first - 1, Class::kAux)) {
        // "were killed" is passive, "have killed" is not.
        if (first == word) harm.passive = aux->entry->form != Form::kVerb;
        harm.span.first = --first;
      } else if (s_.is(first - 1, Class::kHedge) && first >= 2 && s_.is(first - 2, Class::kAux)) {
        --first;
      } else {
        break;
      }
    }
    while (harm.span.end < s_.size() && s_.is(harm.span.end, Class::kAux) &&
           s_.lexicon().order == Order::kFree && harm.entry->form != Form::kEvent &&
           !s_.is(harm.span.end + 1, Class::kMeasure))
      ++harm.span.end;
  }

  void add_tally(const Match& match) {
    Harm harm;
    harm.span = {match.first, match.end};
    harm.entry = match.entry;
    harm.tally = true;
    harm.neutral = match.entry->value == 0;
    harm.measure = match.entry->measure;
    list_.push_back(harm);
  }

  /// "the opposition speaks of 40": of what was counted before.
  bool name_same(Harm& tally) const {
    if (tally.entry->word != "same") return false;
    for (std::size_t i = mentions_.size(); i-- > 0;)
      if (mentions_[i].harm && mentions_[i].phrase.end <= tally.span.first) {
        tally.measure = mentions_[i].harm->measure;
        tally.neutral = false;
        return true;
      }
    for (std::size_t i = list_.size(); i-- > 0;)
      if (!list_[i].tally && !list_[i].neutral && list_[i].span.end <= tally.span.first) {
        tally.measure = list_[i].measure;
        tally.neutral = false;
        return true;
      }
    return false;
  }

  /// "the number of killed": the tally counts what the harm word beside it says.
  void name_tallies() {
    constexpr std::size_t kFar = 4;
    for (Harm& tally : list_) {
      if (!tally.tally || !tally.neutral || name_same(tally)) continue;
      for (const Harm& harm : list_) {
        const bool after =
            harm.span.first >= tally.span.end && harm.span.first - tally.span.end <= kFar;
        const bool before =
            harm.span.end <= tally.span.first && tally.span.first - harm.span.end <= 1;
        if (harm.tally || harm.neutral || !(after || before)) continue;
        tally.neutral = false;
        tally.measure = harm.measure;
        break;
      }
    }
    std::erase_if(list_, [](const Harm& harm) { return harm.tally && harm.neutral; });
  }

  const Sentence& s_;
  const std::vector<Mention>& mentions_;
  std::vector<Harm> list_;
};

}  // namespace

std::vector<Harm> find_harms(const Sentence& sentence, const std::vector<Mention>& mentions) {
  return Collector(sentence, mentions).collect();
}

}  // namespace attest::reading
