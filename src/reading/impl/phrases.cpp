#include "reading/impl/phrases.hpp"

#include <algorithm>
#include <array>

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
      if (opens_number(at_) && m_.kind == Mention::Number::kWritten) {
        m_.of_next = true;
        return;
      }
    }
    while (at_ < s_.size() && step()) {
    }
    if (m_.noun == Mention::Noun::kNone && !m_.harm && m_.counted) take_unknown();
    if (m_.noun == Mention::Noun::kPerson) add_second_group();
  }

  bool singular() const { return singular_; }

 private:
  /// "16 of the 41 hostages"
  bool opens_number(std::size_t i) const {
    return s_.is_digits(i) || (i < s_.size() && s_[i].number && !s_.is(i, Class::kVague));
  }

  /// Looks at one word of the phrase; false at its end.
  bool step() {
    if (s_.is_hyphen(at_) || is_possessive(at_)) {
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
    if (const Match* harm = harm_noun_at(at_)) return take_harm(*harm);
    if (const Match* unit = s_.match(at_, Class::kUnit)) return take_unit(*unit);
    if (s_.is(at_, Class::kOf) && m_.harm && m_.noun == Mention::Noun::kNone) {
      ++at_;
      return true;
    }
    if (s_.is_any(at_, kEnds) || !s_.is_word(at_)) return false;
    return take_modifier();
  }

  /// "thirty of the applicants' relatives"
  bool is_possessive(std::size_t token) const {
    return token > 0 && (s_.is_mark(token, "'") || s_.is_mark(token, "’")) &&
           !s_[token].space_before && s_.is_word(token - 1) && s_.is_word(token + 1);
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
    if (m_.kind == Mention::Number::kWritten || !opens_number(i)) return false;
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
    const Match* harm = harm_noun_at(at_);
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

  /// The harm word that begins here, rather as a noun: in "129 morts" nobody is dying any more.
  const Match* harm_noun_at(std::size_t token) const {
    if (!s_.is(token, Class::kMeasure)) return nullptr;
    for (std::size_t m = s_[token].first_match; m < s_[token].end_match; ++m) {
      const Match& match = s_.matches()[m];
      if (match.entry && match.entry->cls == Class::kMeasure && match.entry->form == Form::kNoun)
        return &match;
    }
    return s_.match(token, Class::kMeasure);
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
    const bool events = harm.entry->form == Form::kEvent && s_.lexicon().order == Order::kFree &&
                        m_.kind == Mention::Number::kWritten && modifiers_ == 0 &&
                        m_.noun == Mention::Noun::kNone;  // "441 killings of civilians"
    const bool noun = harm.entry->form == Form::kNoun || bodies || events;
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
    if (has_preposition(noun) || is_verb(noun)) return;
    m_.noun = Mention::Noun::kUnknown;
    // "five Poles": a name of a people.
    m_.category = s_[noun].capital ? "all" : "other: " + std::string(s_.folded(noun));
    m_.phrase.end = noun + 1;
  }

  /// "10 permanecían": an ending that no noun has.
  bool is_verb(std::size_t token) const {
    const auto& endings = s_.lexicon().verb_endings;
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
      return s_.folded(token).ends_with(ending);
    });
  }

  /// بحروق: "with burns" is no noun that is counted.
  bool has_preposition(std::size_t token) const {
    const Lexicon& lexicon = s_.lexicon();
    return std::any_of(lexicon.clitics.begin(), lexicon.clitics.end(), [&](const auto& clitic) {
      return clitic != lexicon.join_clitic && clitic != lexicon.article_clitic &&
             s_.folded(token).starts_with(clitic);
    });
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

}  // namespace

bool read_phrase(const Sentence& sentence, std::size_t from, Mention& mention) {
  PhraseReader reader(sentence, mention);
  reader.read(from);
  return reader.singular();
}

}  // namespace attest::reading
