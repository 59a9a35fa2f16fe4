#include "reading/impl/voices.hpp"

#include <algorithm>

namespace attest::reading {
namespace {

constexpr std::size_t kLongestName = 10;

constexpr std::uint64_t kNameEnds = bit(Class::kThat) | bit(Class::kBreak) | bit(Class::kSpeech) |
                                    bit(Class::kSource) | bit(Class::kDeny) | bit(Class::kRelay) |
                                    bit(Class::kSubset) | bit(Class::kHypothetical);
constexpr std::uint64_t kAfterNameEnds =
    kNameEnds | bit(Class::kPlaceBefore) | bit(Class::kDateWord) | bit(Class::kRelative) |
    bit(Class::kWeekday) | bit(Class::kLead) | bit(Class::kAux);
constexpr std::uint64_t kTrimmedFront = bit(Class::kLead) | bit(Class::kJoin) | bit(Class::kAux) |
                                        bit(Class::kRelative) | bit(Class::kWeekday) |
                                        bit(Class::kDateWord) | bit(Class::kThat);
constexpr std::uint64_t kTrimmedBack =
    bit(Class::kLead) | bit(Class::kAux) | bit(Class::kRelative) | bit(Class::kWeekday) |
    bit(Class::kDateWord) | bit(Class::kNot) | bit(Class::kPronoun);

class VoiceFinder {
 public:
  VoiceFinder(const Sentence& sentence, const std::vector<bool>& barriers)
      : s_(sentence), barriers_(barriers) {}

  std::vector<Voice> find() {
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (const Match* source = s_.match(i, Class::kSource))
        add_source(*source);
      else if (const Match* deny = s_.match(i, Class::kDeny))
        add_speech(*deny);
      else if (const Match* speech = s_.match(i, Class::kSpeech))
        add_speech(*speech);
    }
    add_gapped();
    add_relays();
    return std::move(list_);
  }

 private:
  bool is_edge(std::size_t i) const {
    if (!s_.is_mark(i)) return false;
    if (s_.is_hyphen(i)) return false;
    const std::string_view mark = s_.raw(i);
    if (mark == ".") return i + 1 == s_.size();
    return mark != "’" && mark != "'" && mark != "/" && mark != "&";
  }

  /// Quotation marks around a name («Норда») end no name; those around a sentence do.
  bool is_name_quote(std::size_t i) const {
    if (!s_.is_quote(i)) return false;
    for (std::size_t near = i + 1; near <= i + 4 && near < s_.size(); ++near)
      if (s_.is_quote(near)) return near > i + 1;
    for (std::size_t back = 1; back <= 4 && back <= i; ++back)
      if (s_.is_quote(i - back)) return back > 1;
    return false;
  }

  bool ends_name(std::size_t i, std::uint64_t ends) const {
    if (s_.match_ending(i + 1, Class::kBreak) && (ends & bit(Class::kBreak)) != 0) return true;
    if (s_.is(i, Class::kJoin) && opens_number(i + 1)) return true;
    return (is_edge(i) && !is_name_quote(i)) || barriers_[i] || s_[i].in_date || s_.is_any(i, ends);
  }

  bool opens_number(std::size_t i) const {
    return s_.is_digits(i) || (i < s_.size() && s_[i].number != nullptr);
  }

  Span trimmed(Span span) const {
    while (!span.empty() && (s_.is_any(span.first, kTrimmedFront) || s_[span.first].in_date ||
                             s_.is_comma(span.first)))
      ++span.first;
    while (span.end > span.first + 1 && (s_.is_any(span.end - 1, kTrimmedBack) ||
                                         s_[span.end - 1].in_date || s_.is_comma(span.end - 1)))
      --span.end;
    return span;
  }

  /// «В министерстве опровергли», "In paragraph 12 the Commission estimated": what stands where a
  /// place would is no part of the name, unless it is all there is.
  Span without_preposition(Span span) const {
    if (span.empty() || !s_.is(span.first, Class::kPlaceBefore)) return span;
    for (std::size_t i = span.end; i-- > span.first + 1;)
      if (is_article(i) && i + 1 < span.end) return {i, span.end};
    return {span.first + 1, span.end};
  }

  bool is_article(std::size_t i) const {
    return s_.is(i, Class::kIndefinite) ||
           (s_.is(i, Class::kStop) && !s_.is_any(i, bit(Class::kPlaceBefore) | bit(Class::kOf)));
  }

  bool is_name(Span span) const {
    for (std::size_t i = span.first; i < span.end; ++i)
      if (s_.is_word(i) &&
          !s_.is_any(i, bit(Class::kPronoun) | bit(Class::kStop) | bit(Class::kPlaceBefore) |
                            bit(Class::kOf) | bit(Class::kIndefinite)))
        return true;
    return false;
  }

  /// Reads backwards from `end` to the nearest edge. `edge` tells whether it was a real one.
  Span back_from(std::size_t end, bool* edge = nullptr) const {
    std::size_t first = end;
    while (first > 0 && end - first < kLongestName && !ends_name(first - 1, kNameEnds) &&
           s_[first - 1].segment == s_[end - 1].segment)
      --first;
    const bool real = first == 0 || is_edge(first - 1) || s_.is(first - 1, Class::kBreak) ||
                      s_[first - 1].segment != s_[end - 1].segment ||
                      s_.is(first - 1, Class::kThat);
    if (edge) *edge = real;
    return without_preposition(trimmed({first, end}));
  }

  Span on_from(std::size_t first) const {
    std::size_t from = first;
    while (from < s_.size() &&
           (s_.is(from, Class::kAux) || s_.is(from, Class::kLead) || s_[from].in_date ||
            s_.is(from, Class::kRelative) ||
            (s_.is(from, Class::kPlaceBefore) && from + 1 < s_.size() && s_[from + 1].in_date)))
      ++from;
    while (s_.is_hyphen(from) || (from > first && s_.is_hyphen(from - 1) && s_.is_hyphen(from + 1)))
      ++from;  // raconte-t-elle
    if (s_.is(from, Class::kPlaceBefore) && s_.is(from + 1, Class::kOutlet)) {
      while (from < s_.size() && !is_article(from) && !is_edge(from)) ++from;  // told the outlet
    } else if (s_.is(from, Class::kPlaceBefore) && !ends_name_at(from + 1)) {
      ++from;
    }
    std::size_t end = from;
    while (end < s_.size() && end - from < kLongestName && !ends_name(end, kAfterNameEnds) &&
           s_[end].segment == s_[first > 0 ? first - 1 : 0].segment)
      ++end;
    return trimmed({from, end});
  }

  bool ends_name_at(std::size_t i) const { return i >= s_.size() || ends_name(i, kAfterNameEnds); }

  // — verbs of speech —

  void add_speech(const Match& verb) {
    Voice voice;
    voice.entry = verb.entry;
    voice.segment = s_[verb.first].segment;
    voice.denies = verb.entry->cls == Class::kDeny;
    if (verb.entry->form == Form::kReport)
      voice.speaker = report_of(verb);
    else if (goes_on_speaking(verb))
      voice.speaker = list_.back().speaker;
    else
      voice.speaker = subject_of(verb);
    if (voice.denies) voice.speaker = whose_claim(voice.speaker);
    voice.phrase = {verb.first, verb.end};
    if (!voice.speaker.empty() && !is_name(voice.speaker)) {
      voice.pronoun = true;
      voice.pronoun_span = voice.speaker;
      voice.first_person = first_person(voice.speaker);
      extend(voice.phrase, voice.speaker);
      voice.speaker = {};
    }
    extend(voice.phrase, voice.speaker);
    if (voice.speaker.empty() && !voice.pronoun && !voice.denies) return;
    list_.push_back(voice);
  }

  /// "Nazirlik müxalifətin … iddialarını təkzib edib": who claimed it stands in the genitive.
  Span whose_claim(Span speaker) const {
    if (s_.lexicon().order != Order::kFinal || speaker.end < speaker.first + 2) return speaker;
    const std::string_view last = s_.folded(speaker.end - 1);
    const auto& endings = s_.lexicon().genitives;
    const bool genitive =
        std::any_of(endings.begin(), endings.end(),
                    [&](const std::string& ending) { return last.ends_with(ending); });
    return genitive ? Span{speaker.end - 1, speaker.end} : speaker;
  }

  /// "said nine had died but denied …": the same speaker goes on.
  bool goes_on_speaking(const Match& verb) const {
    if (list_.empty() || list_.back().source || list_.back().speaker.empty()) return false;
    if (s_.lexicon().order != Order::kFree || verb.first == 0) return false;
    const Match* contrast = s_.match_ending(verb.first, Class::kBreak);
    const bool contrasted = contrast && contrast->entry->word == "contrast";
    return contrasted || s_.is(verb.first - 1, Class::kJoin);
  }

  /// «В отчёте говорится», "Hesabatda göstərilir": who speaks stands where a place would.
  Span report_of(const Match& verb) const {
    if (s_.lexicon().order == Order::kInitial) return on_from(verb.end);
    if (s_.is(verb.end, Class::kPlaceBefore) && s_.lexicon().locatives.empty())
      return on_from_source(verb.end + 1);
    std::size_t first = verb.first;
    while (first > 0 && s_[first - 1].segment == s_[verb.first].segment) --first;
    std::size_t end = first;
    while (end < verb.first && end - first < kLongestName && !ends_name(end, kNameEnds)) {
      ++end;
      if (!s_.lexicon().locatives.empty() && is_locative(end - 1)) break;
    }
    const Span whole = trimmed({first, end});
    if (s_.lexicon().locatives.empty())
      return s_.is(whole.first, Class::kPlaceBefore) ? without_preposition(whole) : Span{};
    const bool place = end > first && is_locative(end - 1) && !s_.is(end - 1, Class::kStop);
    return place ? whole : Span{};
  }

  bool first_person(Span span) const {
    for (std::size_t i = span.first; i < span.end; ++i)
      if (const Match* pronoun = s_.match(i, Class::kPronoun))
        if (pronoun->entry->word == "self") return true;
    return false;
  }

  static void extend(Span& span, Span by) {
    if (by.empty()) return;
    span.first = std::min(span.first, by.first);
    span.end = std::max(span.end, by.end);
  }

  Span subject_of(const Match& verb) const {
    switch (s_.lexicon().order) {
      case Order::kFinal:
        return subject_final(verb);
      case Order::kInitial: {
        const Span after = on_from(verb.end);
        return is_name(after) ? after : back_from(verb.first);
      }
      case Order::kFree:
        break;
    }
    std::size_t first = verb.first;
    while (first > 0 && (s_.is(first - 1, Class::kAux) || s_.is(first - 1, Class::kLead))) --first;
    if (first == 0) return opening_verb(verb);
    const bool opens = is_edge(first - 1) || (first > 0 && told_before(first)) ||
                       s_.is(first - 1, Class::kBreak) || s_.is(first - 1, Class::kJoin);
    if (opens || verb.entry->form == Form::kAfter) {
      const Span after = on_from(verb.end);
      if (!after.empty()) return after;
    }
    const Span before = appositive(back_from(first));
    return before.empty() && !opens ? on_from(verb.end) : before;
  }

  /// "Informó el gobernador que …", but "Recalls its resolution" is an organ's own voice.
  Span opening_verb(const Match& verb) const {
    const Span after = on_from(verb.end);
    return s_.is(after.end, Class::kThat) ? after : Span{};
  }

  /// "Ivor Stane, governor of the province, said": the name rather than what follows it.
  Span appositive(Span subject) const {
    if (subject.empty() || subject.first < 2 || !s_.is_comma(subject.first - 1)) return subject;
    if (!s_.is_comma(subject.end) || s_[subject.first].capital) return subject;
    std::size_t first = subject.first - 1;
    while (first > 0 && subject.first - first < 6 && !ends_name(first - 1, kNameEnds)) --first;
    const bool whole = first == 0 || is_edge(first - 1);
    const Span name = trimmed({first, subject.first - 1});
    return whole && !name.empty() && s_[name.end - 1].capital ? name : subject;
  }

  /// Verb at the end: the subject stands right before it, or opens the sentence.
  Span subject_final(const Match& verb) const {
    bool edge = false;
    const Span before = back_from(verb.first, &edge);
    if (edge && is_name(without_outlet(before))) return before;
    std::size_t first = verb.first;
    while (first > 0 && s_[first - 1].segment == s_[verb.first].segment) --first;
    while (first < verb.first &&
           (s_.is_comma(first) || s_.is(first, Class::kBreak) || s_.is(first, Class::kLead)))
      ++first;
    std::size_t end = first;
    while (end < verb.first && end - first < kLongestName &&
           !ends_name(end, kAfterNameEnds | bit(Class::kBound) | bit(Class::kStop)))
      ++end;
    return trimmed(without_locatives({first, end}));
  }

  bool is_locative(std::size_t token) const {
    const auto& endings = s_.lexicon().locatives;
    const std::string_view word = s_.folded(token);
    return std::any_of(endings.begin(), endings.end(),
                       [&](const std::string& ending) { return word.ends_with(ending); });
  }

  /// "Dövlət televiziyası": a noun that belongs to the one before ends a name.
  bool is_possessed(std::size_t token) const {
    const auto& endings = s_.lexicon().possessives;
    const std::string_view word = s_.folded(token);
    return std::any_of(endings.begin(), endings.end(),
                       [&](const std::string& ending) { return word.ends_with(ending); });
  }

  /// "Tanık yol kenarında": where it was is no part of the name; nor is the noun before.
  Span without_locatives(Span span) const {
    if (!span.empty() && is_locative(span.first) && span.end == span.first + 1) return {};
    for (std::size_t i = span.first + 1; i < span.end; ++i) {
      if (!is_locative(i)) continue;
      const bool belongs = i > span.first + 1 && !s_[i - 1].capital && !is_possessed(i - 1);
      return {span.first, belongs ? i - 1 : i};
    }
    return span;
  }

  std::size_t last_comma() const {
    for (std::size_t i = s_.size(); i-- > 0;)
      if (s_.is_mark(i, ",")) return i;
    return s_.size();
  }

  /// «… իսկ ընդդիմությունը՝ 40 զոհի մասին»: the verb of the part before is meant.
  void add_gapped_after() {
    const Voice before = list_.back();
    if (before.source) return;
    std::size_t first = before.phrase.end;
    while (first < s_.size() && s_[first].segment == before.segment) ++first;
    if (first == s_.size()) first = last_comma();
    while (s_.is(first, Class::kBreak) || s_.is_mark(first, ",")) ++first;
    if (first < before.phrase.end) return;
    std::size_t end = first;
    while (end < s_.size() && !ends_name(end, kAfterNameEnds)) ++end;
    const bool gap = end < s_.size() && (s_.is_mark(end, "՝") || s_.is_dash(end)) && end > first;
    if (!gap) return;
    Voice voice = before;
    voice.speaker = voice.phrase = {first, end};
    voice.relay = {};
    voice.segment = s_[first].segment;
    if (is_name(voice.speaker)) list_.push_back(voice);
  }

  /// "Polis 12 nəfərin, müxalifət isə 40 nəfərin öldüyünü deyir": one verb for two subjects.
  void add_gapped() {
    if (list_.empty()) return;
    if (s_.lexicon().order != Order::kFinal) return add_gapped_after();
    const Voice last = list_.back();
    if (last.source || last.segment == 0) return;
    const bool alone = std::none_of(list_.begin(), list_.end(), [&](const Voice& voice) {
      return voice.segment + 1 == last.segment;
    });
    if (!alone) return;
    std::size_t end = 0;
    while (s_[end].segment + 1 != last.segment) ++end;
    const std::size_t first = end;
    while (s_[end].segment + 1 == last.segment &&
           !ends_name(end, kAfterNameEnds | bit(Class::kBound) | bit(Class::kStop)))
      ++end;
    Voice voice = last;
    voice.speaker = trimmed(without_locatives({first, end}));
    voice.relay = {};
    voice.segment = static_cast<std::uint16_t>(last.segment - 1);
    voice.phrase = voice.speaker;
    if (is_name(voice.speaker)) list_.insert(list_.begin(), voice);
  }

  // — "according to" —

  void add_source(const Match& source) {
    Voice voice;
    voice.entry = source.entry;
    voice.source = true;
    voice.segment = s_[source.first].segment;
    voice.citing = source.entry->form == Form::kCiting;
    voice.speaker =
        source.entry->form == Form::kAfter ? back_from(source.first) : on_from_source(source.end);
    if (!is_name(voice.speaker) && source.entry->form == Form::kNone)
      voice.speaker = back_from(source.first);  // in some languages it may stand on either side
    voice.phrase = {source.first, source.end};
    extend(voice.phrase, voice.speaker);
    if (is_name(voice.speaker)) list_.push_back(voice);
  }

  /// Up to the comma; prepositions and names of days may be part of it.
  Span on_from_source(std::size_t first) const {
    std::size_t end = first;
    while (end < s_.size() && end - first < kLongestName && !ends_name(end, kNameEnds)) ++end;
    Span name = trimmed({first, end});
    while (name.end > name.first + 1 &&
           s_.is_any(name.end - 1, bit(Class::kPlaceBefore) | bit(Class::kOf) | bit(Class::kStop)))
      --name.end;
    return name;
  }

  // — relays —

  Span without_outlet(Span span) const {
    for (std::size_t i = span.first; i < span.end; ++i)
      if (is_told(i)) return {span.first, outlet_begin(i, span.first)};
    return span;
  }

  /// The word "agency" in the case of who is told something.
  bool is_told(std::size_t i) const {
    const Match* outlet = s_.match(i, Class::kOutlet);
    return outlet && outlet->entry->form == Form::kAfter;
  }

  /// «агентству «Норда» сообщили врачи»: who was told stands where the subject would.
  bool told_before(std::size_t end) const {
    for (std::size_t back = 1; back <= 4 && back <= end; ++back)
      if (is_told(end - back)) return true;
    return false;
  }

  /// The outlet's name before the word "agency", in quotes or not, or the word itself.
  std::size_t outlet_begin(std::size_t outlet, std::size_t limit) const {
    std::size_t first = outlet;
    const bool quoted = first > limit && s_.is_quote(first - 1);
    if (quoted) --first;
    while (first > limit && (s_[first - 1].capital || s_.is_quote(first - 1))) {
      --first;
      if (quoted && s_.is_quote(first)) break;
    }
    return first;
  }

  void add_relays() {
    for (Voice& voice : list_) {
      if (voice.source) continue;
      cut_relay(voice);
    }
    for (std::size_t i = 0; i < s_.size(); ++i) {
      const Match* relay = s_.match(i, Class::kRelay);
      if (!relay) continue;
      const Span name =
          relay->entry->form == Form::kAfter ? back_from(relay->first) : on_from(relay->end);
      if (is_name(name)) give_relay(name, s_[i].segment);
    }
    relay_from_outlets();
    for (Voice& cited : list_)
      if (cited.citing) take_subject_as_relay(cited);
    std::erase_if(list_, [](const Voice& voice) { return voice.entry == nullptr; });
  }

  /// "the doctors told N Agency" in languages where the agency stands inside the subject's reach.
  void cut_relay(Voice& voice) {
    const Span whole = voice.speaker;
    for (std::size_t i = whole.first; i < whole.end; ++i) {
      if (!is_told(i)) continue;
      const std::size_t begin = outlet_begin(i, whole.first);
      voice.relay = {begin, whole.end};
      voice.speaker = trimmed({whole.first, without_article(begin, whole.first)});
      return;
    }
  }

  std::size_t without_article(std::size_t end, std::size_t limit) const {
    while (end > limit + 1 &&
           s_.is_any(end - 1, bit(Class::kStop) | bit(Class::kOf) | bit(Class::kPlaceBefore)))
      --end;
    return end;
  }

  void give_relay(Span name, std::uint16_t segment) {
    for (Voice& voice : list_)
      if (voice.segment == segment && voice.relay.empty() && !(voice.speaker == name)) {
        voice.relay = name;
        return;
      }
  }

  /// An outlet beside a verb of speech that is not its subject: «… агентству «Норда»».
  void relay_from_outlets() {
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (!is_told(i)) continue;
      const bool used = std::any_of(list_.begin(), list_.end(), [&](const Voice& v) {
        return v.speaker.contains(i) || v.relay.contains(i);
      });
      if (used) continue;
      for (Voice& voice : list_) {
        const bool near = i + 5 >= voice.phrase.first && i < voice.phrase.end + 5;
        if (voice.segment != s_[i].segment || !voice.relay.empty() || voice.source || !near)
          continue;
        voice.relay = outlet_phrase(i);
        break;
      }
    }
  }

  Span outlet_phrase(std::size_t outlet) const {
    std::size_t first = outlet_begin(outlet, 0);
    if (first > 0 && first == outlet && s_.is(first - 1, Class::kStop)) --first;
    std::size_t end = outlet + 1;
    while (end < s_.size() && (s_[end].capital || s_.is_quote(end)) && !s_.is_any(end, kNameEnds))
      ++end;
    return {first, end};
  }

  void take_subject_as_relay(Voice& cited) {
    for (Voice& other : list_) {
      if (other.source || other.segment != cited.segment || other.speaker.empty()) continue;
      if (cited.relay.empty()) cited.relay = other.speaker;
      other.entry = nullptr;  // no voice of its own any more
      return;
    }
  }

  const Sentence& s_;
  const std::vector<bool>& barriers_;
  std::vector<Voice> list_;
};

}  // namespace

std::vector<Voice> find_voices(const Sentence& sentence, const std::vector<bool>& barriers) {
  return VoiceFinder(sentence, barriers).find();
}

}  // namespace attest::reading
