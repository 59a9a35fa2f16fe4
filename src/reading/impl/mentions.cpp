#include "reading/impl/mentions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace attest::reading {
namespace {

constexpr std::size_t kMostModifiers = 4;
constexpr std::uint64_t kEnds =
    bit(Class::kStop) | bit(Class::kAux) | bit(Class::kThat) | bit(Class::kBreak) |
    bit(Class::kSpeech) | bit(Class::kSource) | bit(Class::kPlaceBefore) | bit(Class::kSubset) |
    bit(Class::kNot) | bit(Class::kNeutral) | bit(Class::kDeny) | bit(Class::kDateWord) |
    bit(Class::kMonth) | bit(Class::kJoin) | bit(Class::kBound) | bit(Class::kTally) |
    bit(Class::kChange) | bit(Class::kHypothetical) | bit(Class::kHedge) | bit(Class::kNumber) |
    bit(Class::kVague) | bit(Class::kRelative) | bit(Class::kWeekday);

/// Reads the noun phrase that a number, or an article, opens.
class PhraseReader {
 public:
  PhraseReader(const Sentence& sentence, Mention& mention) : s_(sentence), m_(mention) {}

  void read(std::size_t from) {
    at_ = from;
    hyphen_opens_ = s_.is_hyphen(at_);
    if (const Match* part = s_.match(at_, Class::kSubset); part && at_ > m_.phrase.first) {
      if (part->entry->form != Form::kAfter) take_of_them(part->end);
      return;
    }
    if (s_.is(at_, Class::kOf)) {
      of_ = true;
      ++at_;
      if (s_.is(at_, Class::kStop) && !s_.is(at_, Class::kPronoun)) ++at_;
    }
    while (at_ < s_.size() && step()) {
    }
    if (m_.noun == Mention::Noun::kNone && !m_.harm && m_.counted) take_unknown();
    if (m_.noun == Mention::Noun::kPerson) add_second_group();
  }

 private:
  /// Looks at one word of the phrase; false at its end.
  bool step() {
    if (s_.is_hyphen(at_)) {
      ++at_;
      return true;
    }
    if (is_age(at_)) return skip_age();
    if (s_.is_mark(at_) || s_[at_].in_date || s_.is_digits(at_)) return false;
    if (s_[at_].joined && at_ > m_.phrase.first) return false;
    if (s_.is(at_, Class::kOther)) return take_other();
    if (s_.is(at_, Class::kPronoun)) {
      if (of_) take_of_them(at_ + 1);
      return false;
    }
    if (const Match* unit = s_.match(at_, Class::kUnit); unit && opens_with_unit(*unit))
      return take_unit(*unit);
    if (takes_both()) return true;
    if (const Match* person = s_.match(at_, Class::kPerson)) return take_person(*person);
    if (const Match* harm = s_.match(at_, Class::kMeasure)) return take_harm(*harm);
    if (const Match* unit = s_.match(at_, Class::kUnit)) return take_unit(*unit);
    if (s_.is(at_, Class::kOf) && m_.harm && m_.noun == Mention::Noun::kNone) {
      ++at_;
      return true;
    }
    if (s_.is_any(at_, kEnds) || !s_.is_word(at_)) return false;
    return take_modifier();
  }

  /// A unit right after the number: "70 yaşlı qadın" is one woman of seventy.
  bool opens_with_unit(const Match& unit) const {
    const Match* person = s_.match(at_, Class::kPerson);
    if (person && !is_closer(unit, *person)) return false;
    return m_.kind == Mention::Number::kWritten && modifiers_ == 0 &&
           m_.noun == Mention::Noun::kNone && !m_.harm;
  }

  /// "seven of them", "two of whom".
  void take_of_them(std::size_t end) {
    m_.of_them = true;
    m_.phrase.end = end;
  }

  /// "a 34-year-old teacher": digits within the phrase that an article opened.
  bool is_age(std::size_t i) const {
    if (m_.kind == Mention::Number::kWritten || !s_.is_digits(i)) return false;
    return s_.is(i + 1, Class::kUnit) || (s_.is_hyphen(i + 1) && s_.is(i + 2, Class::kUnit));
  }

  bool skip_age() {
    const std::size_t unit = s_.is(at_ + 1, Class::kUnit) ? at_ + 1 : at_ + 2;
    at_ = s_.match(unit, Class::kUnit)->end;
    return true;
  }

  /// "five hostages": the noun names people, and says by itself what happened to them.
  bool takes_both() {
    const Match* person = s_.match(at_, Class::kPerson);
    const Match* harm = s_.match(at_, Class::kMeasure);
    if (!person || !harm || harm->entry->form != Form::kNoun || person->end != harm->end)
      return false;
    if (m_.harm || !take_person(*person)) return false;
    m_.harm = harm->entry;
    m_.harm_span = {harm->first, harm->end};
    return true;
  }

  bool take_other() {
    m_.others = true;
    if (m_.noun == Mention::Noun::kNone) m_.phrase.end = at_ + 1;
    ++at_;
    return true;
  }

  /// "five truck drivers": the head of a compound is its last noun; «14 человек военных».
  bool take_person(const Match& person) {
    const std::string& category = person.entry->word;
    const bool general = m_.category.empty() || m_.category == "all" ||
                         (m_.category == "elderly" && category != "all");
    const bool apposed = m_.category == "elderly" && category == "all";
    if (m_.noun == Mention::Noun::kPerson && (!(general || apposed) || modifiers_after_noun_ > 1))
      return false;
    if (!apposed) m_.category = category;
    m_.noun = Mention::Noun::kPerson;
    singular_ = person.entry->value == 1;
    modifiers_after_noun_ = 0;
    at_ = person.end;
    m_.phrase.end = at_;
    last_person_ = person;
    return true;
  }

  /// "12 dead" ends here; "12 wounded soldiers" goes on; "12 were wounded" was no phrase.
  bool take_harm(const Match& harm) {
    const bool bodies =
        harm.entry->form == Form::kEvent && harm.entry->measure == model::Measure::kBodiesFound;
    const bool noun = harm.entry->form == Form::kNoun || bodies;  // "14 bodies of women"
    const bool person_follows =
        s_.is(harm.end, Class::kPerson) || (s_.is_word(harm.end) && !s_.is_any(harm.end, kEnds) &&
                                            s_.is(harm.end + 1, Class::kPerson));
    const bool attribute = (harm.entry->form == Form::kEither || noun) && person_follows &&
                           m_.noun == Mention::Noun::kNone;
    if (!noun && !attribute) return false;
    if (m_.harm) return false;
    if (m_.noun == Mention::Noun::kPerson && modifiers_after_noun_ > 1) return false;
    m_.harm = harm.entry;
    m_.harm_span = {harm.first, harm.end};
    at_ = harm.end;
    m_.phrase.end = at_;
    return true;
  }

  bool take_unit(const Match& unit) {
    const bool compound = !hyphen_opens_ && s_.is(unit.end, Class::kPerson) &&
                          m_.noun == Mention::Noun::kNone && !s_.lexicon().bare_singular;
    if (!compound && m_.noun == Mention::Noun::kNone && !m_.harm) {
      if (m_.kind == Mention::Number::kWritten) {
        m_.counted = false;
        m_.phrase.end = unit.end;
        return false;
      }
      at_ = unit.end;  // "a 12-year-old boy": an age within the phrase
      return true;
    }
    at_ = unit.end;
    return compound;
  }

  bool take_modifier() {
    if (m_.noun == Mention::Noun::kPerson || m_.harm) {
      // After the noun only a general one goes on: "14 nəfər mülki şəxs".
      const bool general = m_.category == "all" && s_.lexicon().order != Order::kFree;
      if (!general || ++modifiers_after_noun_ > 1) return false;
    } else {
      if (modifiers_ == 0) first_modifier_ = at_;
      last_modifier_ = at_;
      if (++modifiers_ > kMostModifiers) return false;
    }
    ++at_;
    return true;
  }

  void take_unknown() {
    if (modifiers_ == 0 || hyphen_opens_ || m_.number.partitive) return;
    const std::size_t noun = first_modifier_;
    m_.noun = Mention::Noun::kUnknown;
    m_.category = "other: " + std::string(s_.folded(noun));
    m_.phrase.end = noun + 1;
  }

  /// "40 women and children": two groups under one number.
  void add_second_group() {
    static constexpr std::array<std::string_view, 5> kGroups = {"women", "children", "elderly",
                                                                "men", "civilians"};
    const auto known = [](std::string_view category) {
      return std::find(kGroups.begin(), kGroups.end(), category) != kGroups.end();
    };
    std::size_t next = m_.phrase.end;
    const bool separate = s_.is(next, Class::kJoin);
    if (separate) ++next;
    const Match* second = s_.match(next, Class::kPerson);
    if (!second || (!separate && !s_[next].joined) || second->entry->value == 1) return;
    if (!known(m_.category) || !known(second->entry->word)) return;
    if (second->entry->word == m_.category) return;
    m_.category = "other: " + m_.category + " and " + second->entry->word;
    m_.phrase.end = second->end;
  }

 public:
  bool singular() const { return singular_; }

 private:
  const Sentence& s_;
  Mention& m_;
  std::size_t at_ = 0;
  std::size_t modifiers_ = 0;
  std::size_t modifiers_after_noun_ = 0;
  std::size_t first_modifier_ = 0;
  std::size_t last_modifier_ = 0;
  Match last_person_;
  bool of_ = false;
  bool hyphen_opens_ = false;
  bool singular_ = false;
};

Numeral implied_number(Span span, std::int64_t value) {
  Numeral numeral;
  numeral.digits = numeral.span = span;
  numeral.value = value;
  return numeral;
}

/// Finds the mentions of one sentence.
class Finder {
 public:
  explicit Finder(const Sentence& sentence) : s_(sentence) {}

  std::vector<Mention> find() {
    for (Numeral& numeral : read_numerals(s_)) add_written(std::move(numeral));
    for (std::size_t i = 0; i < s_.size(); ++i) add_unwritten(i);
    std::sort(list_.begin(), list_.end(),
              [](const Mention& a, const Mention& b) { return a.phrase.first < b.phrase.first; });
    drop_inner();
    tie_subsets();
    name_predicates();
    return std::move(list_);
  }

 private:
  void add_written(Numeral numeral) {
    Mention mention;
    mention.phrase = numeral.span;
    mention.number = std::move(numeral);
    PhraseReader(s_, mention).read(mention.number.span.end);
    bound_after_noun(mention);
    list_.push_back(std::move(mention));
  }

  /// "100 nəfərdən çox": the bound word follows the noun.
  void bound_after_noun(Mention& mention) const {
    const Match* after = bound_after(s_, mention.phrase.end);
    if (!after || mention.number.bound == model::Bound::kVague) return;
    const bool next_number =
        after->end < s_.size() && (s_.is_digits(after->end) || s_[after->end].number);
    if (after->entry->form == Form::kEither && next_number) return;
    if (mention.number.bound == model::Bound::kExact)
      set_bound(mention.number, after->entry->bound);
    mention.phrase.end = after->end;
  }

  bool covered(std::size_t token) const {
    return std::any_of(list_.begin(), list_.end(),
                       [&](const Mention& m) { return m.phrase.contains(token); });
  }

  void add_unwritten(std::size_t i) {
    if (covered(i)) return;
    if (s_.is(i, Class::kIndefinite))
      add_article(i);
    else if (const Match* dual = s_.match(i, Class::kDual))
      add_implied(*dual, 2, dual->entry->word);
    else if (const Match* harm = s_.match(i, Class::kMeasure);
             harm && harm->entry->form == Form::kNoun && harm->entry->value > 0)
      add_harm_noun(*harm);
    else if (const Match* person = s_.match(i, Class::kPerson);
             person && person->entry->value == 1 && s_.lexicon().bare_singular)
      add_bare(*person);
  }

  void add_article(std::size_t i) {
    Mention mention;
    mention.kind = Mention::Number::kArticle;
    mention.number = implied_number({i, s_.match(i, Class::kIndefinite)->end}, 1);
    mention.phrase = mention.number.span;
    PhraseReader reader(s_, mention);
    reader.read(mention.number.span.end);
    if (mention.noun == Mention::Noun::kPerson && reader.singular()) list_.push_back(mention);
  }

  void add_implied(const Match& word, std::int64_t value, const std::string& category) {
    Mention mention;
    mention.kind = Mention::Number::kDual;
    mention.number = implied_number({word.first, word.end}, value);
    mention.number.joined = s_[word.first].joined;
    mention.phrase = mention.number.span;
    mention.noun = Mention::Noun::kPerson;
    mention.category = category;
    if (s_[word.first].article) mention.counted = false;
    list_.push_back(std::move(mention));
  }

  void add_harm_noun(const Match& harm) {
    add_implied(harm, harm.entry->value, "all");
    list_.back().harm = harm.entry;
    list_.back().harm_span = {harm.first, harm.end};
  }

  /// A bare singular, with the age or adjective before it.
  void add_bare(const Match& person) {
    if (s_[person.end - 1].article || s_[person.first].capital) return;
    if (person.first > 0 && s_.is(person.first - 1, Class::kPerson) && !covered(person.first - 1))
      return;
    Mention mention;
    mention.kind = Mention::Number::kBare;
    mention.number = implied_number({person.first, person.end}, 1);
    mention.number.joined = s_[person.first].joined;
    mention.phrase = mention.number.span;
    mention.noun = Mention::Noun::kPerson;
    mention.category = person.entry->word;
    if (!list_.empty()) extend_over_age(mention);
    list_.push_back(std::move(mention));
  }

  /// "12-летний мальчик": the age before the noun is no number of people.
  void extend_over_age(Mention& mention) {
    for (const Mention& other : list_)
      if (!other.counted && other.phrase.end == mention.phrase.first)
        mention.phrase.first = other.phrase.first;
  }

  /// A mention inside another's phrase is part of it.
  void drop_inner() {
    std::vector<Mention> kept;
    for (Mention& mention : list_) {
      const bool inner = !kept.empty() && kept.back().counted &&
                         mention.phrase.first < kept.back().phrase.end &&
                         mention.kind != Mention::Number::kWritten;
      const bool age =
          !kept.empty() && !kept.back().counted && kept.back().phrase.first == mention.phrase.first;
      const bool within_article = !kept.empty() && kept.back().kind == Mention::Number::kArticle &&
                                  mention.phrase.first < kept.back().phrase.end;
      if (age)
        kept.back() = std::move(mention);
      else if (!inner && !within_article)
        kept.push_back(std::move(mention));
    }
    list_ = std::move(kept);
  }

  // — part and whole —

  /// Whether nothing but joining words stands between two mentions.
  bool only_joined(const Mention& a, const Mention& b) const {
    for (std::size_t i = a.phrase.end; i < b.phrase.first; ++i)
      if (!s_.is_comma(i) && !s_.is(i, Class::kJoin)) return false;
    return true;
  }

  bool opened_by_subset_word(const Mention& mention) const {
    std::size_t first = mention.phrase.first;
    for (std::size_t back = 0; back < 2 && first > 0; ++back) {
      const Match* word = s_.match_ending(first, Class::kSubset);
      if (word && word->entry->form != Form::kAfter) return true;
      const bool skips = s_.is_comma(first - 1) || s_.is_mark(first - 1, ":") ||
                         s_.is(first - 1, Class::kAux) || s_.is(first - 1, Class::kOf) ||
                         s_.is(first - 1, Class::kIndefinite);
      if (!skips) return false;
      --first;
    }
    return false;
  }

  void tie_subsets() {
    for (std::size_t i = 0; i < list_.size(); ++i) {
      Mention& m = list_[i];
      if (!m.counted) continue;
      const bool goes_on =
          i > 0 && list_[i - 1].subset && only_joined(list_[i - 1], m) && !opens_whole(i);
      m.subset = m.of_them || goes_on || opened_by_subset_word(m) || partitive(i);
    }
    tie_to_phrase_after();
    for (std::size_t i = 0; i < list_.size(); ++i)
      if (list_[i].subset) find_parent(i);
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
      list_[last].subset = true;
      while (last > 0 && only_joined(list_[last - 1], list_[last]) && list_[last - 1].counted)
        list_[--last].subset = true;
    }
  }

  void find_parent(std::size_t index) {
    Mention& m = list_[index];
    const auto may_be = [&](std::size_t i) {
      return !list_[i].subset && list_[i].counted && list_[i].number.counts &&
             list_[i].kind == Mention::Number::kWritten;
    };
    const bool whole_follows = subset_phrase_follows(m) || (m.number.partitive && index == 0);
    for (std::size_t i = index + 1; whole_follows && i < list_.size(); ++i)
      if (may_be(i)) {
        m.parent = i;
        return;
      }
    for (std::size_t i = index; i-- > 0;)
      if (may_be(i)) {
        m.parent = i;
        return;
      }
    for (std::size_t i = index + 1; m.number.partitive && i < list_.size(); ++i)
      if (may_be(i)) {
        m.parent = i;
        return;
      }
    m.parent_earlier = true;
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
      if (!m.subset || m.noun == Mention::Noun::kPerson) continue;
      const std::size_t stop = std::min(
          i + 1 < list_.size() ? list_[i + 1].phrase.first : s_.size(), m.phrase.end + kFar);
      for (std::size_t t = m.phrase.end; t < stop; ++t) {
        if (s_.is_comma(t) && t > m.phrase.end) break;
        const Match* person = s_.match(t, Class::kPerson);
        if (!person) continue;
        m.noun = Mention::Noun::kPerson;
        m.category = person->entry->word;
        m.phrase.end = person->end;
        break;
      }
    }
  }

  const Sentence& s_;
  std::vector<Mention> list_;
};

}  // namespace

std::vector<Mention> find_mentions(const Sentence& sentence) {
  return Finder(sentence).find();
}

}  // namespace attest::reading
