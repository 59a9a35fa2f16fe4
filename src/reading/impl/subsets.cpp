#include "reading/impl/subsets.hpp"

#include <algorithm>

namespace attest::reading {
namespace {

class SubsetTier {
 public:
  SubsetTier(const Sentence& sentence, std::vector<Mention>& mentions)
      : s_(sentence), list_(mentions) {}

  void tie() {
    for (std::size_t i = 0; i < list_.size(); ++i) {
      if (!list_[i].counted) continue;
      tie_to_next(i);
      tie_to_opening(i);
      tie_to_ablative(i);
    }
    for (std::size_t i = 0; i < list_.size(); ++i) {
      Mention& m = list_[i];
      if (!m.counted) continue;
      const bool goes_on =
          i > 0 && list_[i - 1].subset && only_joined(list_[i - 1], m) && !opens_whole(i);
      m.subset = m.subset || m.of_them || goes_on || opened_by_subset_word(m) || partitive(i);
      if (goes_on && !m.subset_harm) m.subset_harm = list_[i - 1].subset_harm;
    }
    tie_to_phrase_after();
    for (std::size_t i = 0; i < list_.size(); ++i)
      if (list_[i].subset && list_[i].parent == Mention::kNoParent) find_parent(i);
    name_predicates();
  }

 private:
  // — part and whole in one phrase —

  void make_part(std::size_t part, std::size_t whole) {
    Mention& m = list_[part];
    m.subset = true;
    m.parent = whole;
    list_[whole].whole_only = true;
    if (m.noun != Mention::Noun::kNone) return;
    m.noun = list_[whole].noun;
    m.category = list_[whole].category;
  }

  /// "16 of the 41 hostages"
  void tie_to_next(std::size_t i) {
    if (list_[i].of_next && i + 1 < list_.size() && list_[i + 1].counted) make_part(i, i + 1);
  }

  /// "Of the 74 victims, 31 …": a number that an "of" at the start of a clause opens.
  void tie_to_opening(std::size_t i) {
    std::size_t first = list_[i].number.span.first;
    if (i + 1 >= list_.size() || list_[i].whole_only) return;
    while (first > 0 && s_.is(first - 1, Class::kStop) && !s_.is_any(first - 1, kOpening)) --first;
    if (first == 0 || !s_.is_any(first - 1, kOpening)) return;
    --first;
    const bool opens = first == 0 || s_.is_comma(first - 1) || s_.is(first - 1, Class::kThat) ||
                       s_.is(first - 1, Class::kStop) || s_.is_quote(first - 1);
    const Mention& next = list_[i + 1];
    if (!opens || next.kind != Mention::Number::kWritten || !next.counted) return;
    constexpr std::size_t kFar = 5;
    if (next.number.span.first > list_[i].phrase.end + kFar || same_noun_follows(i)) return;
    make_part(i + 1, i);
  }

  /// "from 12 dead to 19 dead": two figures, no part.
  bool same_noun_follows(std::size_t i) const {
    for (std::size_t t = 0; t < s_.size(); ++t)
      if (s_.is(t, Class::kChange)) return true;
    return list_[i + 1].harm != nullptr;
  }

  bool is_ablative(std::size_t token) const {
    const auto& endings = s_.lexicon().ablatives;
    const std::string_view word = s_.folded(token);
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
      return word.size() > ending.size() && word.ends_with(ending);
    });
  }

  /// "18 işçiden altısı", «լեռնագնացներից երկուսը»: out of what stands right before.
  void tie_to_ablative(std::size_t i) {
    Mention& m = list_[i];
    const std::size_t first = m.number.span.first;
    if (first == 0 || m.kind != Mention::Number::kWritten || !is_ablative(first - 1)) return;
    if (m.noun == Mention::Noun::kPerson || m.harm) return;
    if (i > 0 && list_[i - 1].phrase.end == first && list_[i - 1].counted) {
      make_part(i, i - 1);
    } else if (const Match* person = s_.match_ending(first, Class::kPerson)) {
      m.of_them = m.subset = true;
      m.noun = Mention::Noun::kPerson;
      m.category = person->entry->word;
    } else if (const Match* harm = s_.match_ending(first, Class::kMeasure);
               harm && harm->entry->form == Form::kNoun) {
      m.of_them = m.subset = true;
      m.subset_harm = harm->entry;
    }
  }

  // — words that say "part of" —

  /// Whether nothing but joining words stands between two mentions.
  bool only_joined(const Mention& a, const Mention& b) const {
    for (std::size_t i = a.phrase.end; i < b.phrase.first; ++i)
      if (!s_.is_comma(i) && !s_.is_any(i, bit(Class::kJoin) | bit(Class::kAux))) return false;
    return true;
  }

  bool opened_by_subset_word(Mention& mention) const {
    constexpr std::size_t kMostSkipped = 3;
    std::size_t first = mention.phrase.first;
    for (std::size_t back = 0; back < kMostSkipped && first > 0; ++back) {
      const Match* word = s_.match_ending(first, Class::kSubset);
      if (word && word->entry->form != Form::kAfter) {
        if (word->entry->value != 0) mention.subset_harm = word->entry;
        mention.relative = word->entry->word == "relative";
        return true;
      }
      const bool skips = s_.is_comma(first - 1) || s_.is_mark(first - 1, ":") ||
                         s_.is_dash(first - 1) || s_.is(first - 1, Class::kAux) ||
                         s_.is(first - 1, Class::kOf) || s_.is(first - 1, Class::kIndefinite);
      if (!skips) return false;
      --first;
    }
    return false;
  }

  /// "106'sı kadın 613 sivil": the last number without "of them" is the whole.
  bool opens_whole(std::size_t index) const {
    return list_[index - 1].number.partitive && !list_[index].number.partitive &&
           s_.lexicon().order == Order::kFinal;
  }

  bool partitive(std::size_t index) const {
    const Mention& m = list_[index];
    if (!m.number.partitive || m.noun == Mention::Noun::kNone) return false;
    return index > 0 || index + 1 < list_.size();
  }

  /// "106 qadın daxil olmaqla 613 nəfər": what stands before the words is part of what follows.
  void tie_to_phrase_after() {
    for (std::size_t token = 0; token < s_.size(); ++token) {
      const Match* word = s_.match(token, Class::kSubset);
      if (!word || word->entry->form != Form::kAfter) continue;
      std::size_t last = list_.size();
      for (std::size_t i = 0; i < list_.size(); ++i)
        if (list_[i].counted && list_[i].phrase.end <= token) last = i;
      if (last == list_.size()) continue;
      make_after(last, *word);
      while (last > 0 && only_joined(list_[last - 1], list_[last]) && list_[last - 1].counted)
        make_after(--last, *word);
    }
  }

  void make_after(std::size_t index, const Match& word) {
    list_[index].subset = true;
    if (word.entry->value != 0) list_[index].subset_harm = word.entry;
  }

  // — the whole —

  bool may_be_whole(const Mention& m) const {
    return !m.subset && m.counted && m.number.counts && m.kind == Mention::Number::kWritten;
  }

  void find_parent(std::size_t index) {
    Mention& m = list_[index];
    const auto following = [&] {
      for (std::size_t i = index + 1; i < list_.size(); ++i)
        if (may_be_whole(list_[i])) return i;
      return Mention::kNoParent;
    };
    const auto preceding = [&] {
      for (std::size_t i = index; i-- > 0;)
        if (may_be_whole(list_[i])) return i;
      return Mention::kNoParent;
    };
    const bool whole_follows = subset_phrase_follows(m) || (m.number.partitive && index == 0);
    if (whole_follows) m.parent = following();
    if (m.parent == Mention::kNoParent) m.parent = preceding();
    if (m.parent == Mention::kNoParent && m.number.partitive) m.parent = following();
    m.parent_earlier = m.parent == Mention::kNoParent;
  }

  bool subset_phrase_follows(const Mention& m) const {
    for (std::size_t i = m.phrase.end; i < s_.size(); ++i) {
      const Match* word = s_.match(i, Class::kSubset);
      if (word && word->entry->form == Form::kAfter) return true;
      if (s_.is(i, Class::kMeasure)) return false;
    }
    return false;
  }

  /// "of whom 41 were identified as women": the noun of a part may stand in the predicate.
  void name_predicates() {
    constexpr std::size_t kFar = 6;
    for (std::size_t i = 0; i < list_.size(); ++i) {
      Mention& m = list_[i];
      if (!m.subset || (m.noun == Mention::Noun::kPerson && m.parent == Mention::kNoParent))
        continue;
      if (m.noun == Mention::Noun::kPerson && !is_predicate(m.phrase.end)) continue;
      const std::size_t stop = std::min(
          i + 1 < list_.size() ? list_[i + 1].phrase.first : s_.size(), m.phrase.end + kFar);
      for (std::size_t t = m.phrase.end; t < stop; ++t) {
        if (s_.is_mark(t, ",") && t > m.phrase.end) break;
        const Match* person = s_.match(t, Class::kPerson);
        if (!person) continue;
        m.noun = Mention::Noun::kPerson;
        m.category = person->entry->word;
        m.phrase.end = person->end;
        break;
      }
      if (i + 1 < list_.size()) absorb_predicate(m, list_[i + 1]);
    }
  }

  /// «12-ը՝ կին»: a singular without article right behind is the predicate, not one more person.
  void absorb_predicate(Mention& m, Mention& next) const {
    if (next.kind != Mention::Number::kBare || m.noun == Mention::Noun::kPerson) return;
    for (std::size_t i = m.phrase.end; i < next.phrase.first; ++i)
      if (!s_.is_comma(i) && !s_.is_dash(i) && !s_.is(i, Class::kAux)) return;
    m.noun = next.noun;
    m.category = next.category;
    m.phrase.end = next.phrase.end;
    next.counted = false;
  }

  /// "31 were children": a copula right after the number.
  bool is_predicate(std::size_t token) const {
    return s_.is(token, Class::kAux) && s_.is(token + 1, Class::kPerson);
  }

  static constexpr std::uint64_t kOpening = bit(Class::kOf) | bit(Class::kFrom);

  const Sentence& s_;
  std::vector<Mention>& list_;
};

}  // namespace

void tie_subsets(const Sentence& sentence, std::vector<Mention>& mentions) {
  SubsetTier(sentence, mentions).tie();
}

}  // namespace attest::reading
