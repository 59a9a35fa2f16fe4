#include "reading/impl/mentions.hpp"

#include <algorithm>
#include <utility>

#include "reading/impl/phrases.hpp"
#include "reading/impl/subsets.hpp"

namespace attest::reading {
namespace {

Numeral implied_number(Span span, std::int64_t value) {
  Numeral numeral;
  numeral.digits = numeral.span = span;
  numeral.value = value;
  return numeral;
}

constexpr std::uint64_t kSayers = bit(Class::kSpeech) | bit(Class::kDeny) | bit(Class::kSource);

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
    tie_subsets(s_, list_);
    return std::move(list_);
  }

 private:
  void add_written(Numeral numeral) {
    Mention mention;
    mention.phrase = numeral.span;
    mention.number = std::move(numeral);
    read_phrase(s_, mention.number.span.end, mention);
    bound_after_noun(mention);
    take_noun_before(mention);
    house_word(mention);
    if (is_age_aside(mention) || is_age_behind(mention)) mention.counted = false;
    list_.push_back(std::move(mention));
  }

  /// "100 nəfərdən çox": the bound word follows the noun; "15 nəfərədək": its ending is one.
  void bound_after_noun(Mention& mention) const {
    if (mention.noun == Mention::Noun::kPerson && mention.number.bound == model::Bound::kExact)
      for (const std::string& ending : s_.lexicon().up_to)
        if (s_.folded(mention.phrase.end - 1).ends_with(ending))
          set_bound(mention.number, model::Bound::kAtMost);
    const Match* after = bound_after(s_, mention.phrase.end);
    if (!after || mention.number.bound == model::Bound::kVague) return;
    const bool next_number =
        after->end < s_.size() && (s_.is_digits(after->end) || s_[after->end].number);
    if (after->entry->form == Form::kEither && next_number) return;
    if (mention.number.bound == model::Bound::kExact)
      set_bound(mention.number, after->entry->bound);
    mention.phrase.end = after->end;
  }

  /// «человек двадцать» is about twenty; الرجال الخمسة are the five men.
  void take_noun_before(Mention& mention) const {
    const std::size_t first = mention.number.span.first;
    if (first == 0 || mention.noun == Mention::Noun::kPerson || mention.harm) return;
    const bool definite = s_[mention.number.digits.first].article;
    const bool inverted = s_.lexicon().inverted_about && first == mention.number.digits.first;
    const bool small = s_.lexicon().order == Order::kInitial && mention.number.value &&
                       *mention.number.value <= 2;  // شخص واحد
    const Match* person = s_.match_ending(first, Class::kPerson);
    if (!person && small) person = s_.match_ending(first, Class::kDual);
    if (!person && small && mention.number.value == 1)
      mention.counted = mention.others;  // قبر واحد
    if (!person || !(definite || inverted || small) || covered(person->first)) return;
    mention.noun = Mention::Noun::kPerson;
    mention.category = person->entry->word;
    mention.phrase = {person->first, mention.number.span.end};
    if (inverted && !definite && !small && mention.number.bound == model::Bound::kExact)
      set_bound(mention.number, model::Bound::kAbout);
  }

  /// "76 burned houses": of houses the word means another measure than of people.
  void house_word(Mention& mention) const {
    if (!mention.harm || mention.category != "houses" || mention.harm->word == "houses") return;
    const std::size_t token = mention.harm_span.first;
    mention.harm = nullptr;
    for (std::size_t i = s_[token].first_match; i < s_[token].end_match; ++i) {
      const Entry* entry = s_.matches()[i].entry;
      if (entry && entry->cls == Class::kMeasure && entry->word == "houses") mention.harm = entry;
    }
  }

  /// "a girl of fifteen", «девочка лет пятнадцати»
  bool is_age_behind(const Mention& mention) const {
    const std::size_t first = mention.phrase.first;
    if (mention.noun == Mention::Noun::kPerson || mention.harm || first < 2) return false;
    if (s_.match_ending(first, Class::kUnit)) return s_.lexicon().inverted_about;
    const Match* person = s_.match_ending(first - 1, Class::kPerson);
    return s_.is(first - 1, Class::kOf) && person && person->entry->value == 1;
  }

  /// "a man, 34, and his son, 6, were killed"
  bool is_age_aside(const Mention& mention) const {
    if (mention.noun != Mention::Noun::kNone || mention.harm) return false;
    const std::size_t first = mention.phrase.first;
    return first >= 2 && s_.is_mark(first - 1, ",") && s_.is_mark(mention.phrase.end, ",") &&
           s_.is_word(first - 2) && mention.number.span == mention.number.digits &&
           (s_.is(first - 2, Class::kPerson) || s_[first - 2].capital);
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
    const std::string& word = s_.match(i, Class::kIndefinite)->entry->word;  // أحد الجنود
    const bool singular = read_phrase(s_, mention.number.span.end, mention) || !word.empty();
    mention.of_them = word == "of them";
    if (s_.is(mention.phrase.end, Class::kSpeech)) return;  // "a doctor said"
    if (i > 0 && s_.is_any(i - 1, kSayers) && s_.lexicon().order == Order::kInitial) return;
    if (mention.noun == Mention::Noun::kPerson && singular) list_.push_back(mention);
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
    const bool apposed = std::any_of(list_.begin(), list_.end(), [&](const Mention& m) {
      return m.phrase.end == person.first && m.noun == Mention::Noun::kPerson && m.counted;
    });
    if (apposed) return;
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

  const Sentence& s_;
  std::vector<Mention> list_;
};

}  // namespace

std::vector<Mention> find_mentions(const Sentence& sentence) {
  return Finder(sentence).find();
}

}  // namespace attest::reading
