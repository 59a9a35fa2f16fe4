#include "reading/impl/voices.hpp"

#include <algorithm>

namespace attest::reading {
namespace {

class VoiceFinder {
 public:
  VoiceFinder(const Sentence& sentence, const std::vector<bool>& barriers)
      : s_(sentence), names_(sentence, barriers) {}

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
    add_relays(s_, names_, list_);
    return std::move(list_);
  }

 private:
  void add_speech(const Match& verb) {
    Voice voice;
    voice.entry = verb.entry;
    voice.segment = s_[verb.first].segment;
    voice.denies = verb.entry->cls == Class::kDeny;
    if (verb.entry->form == Form::kCiting)
      quote_through(verb, voice);
    else if (verb.entry->form == Form::kReport)
      voice.speaker = report_of(verb);
    else if (goes_on_speaking(verb))
      voice.speaker = list_.back().speaker;
    else
      voice.speaker = subject_of(verb);
    if (voice.denies) voice.speaker = whose_claim(voice.speaker);
    voice.phrase = {verb.first, verb.end};
    if (!voice.speaker.empty() && !names_.is_name(voice.speaker)) {
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

  /// «ونقلت الوكالة عن قائد الشرطة قوله»: the subject passes on what another said.
  void quote_through(const Match& verb, Voice& voice) const {
    std::size_t from = verb.end;
    while (from < s_.size() && from - verb.end < kLongestName && !s_.is(from, Class::kThat) &&
           !names_.is_edge(from))
      ++from;
    voice.relay = names_.trimmed({verb.end, from});
    if (s_.is(from, Class::kThat))
      voice.speaker = names_.on_from(s_.match(from, Class::kThat)->end);
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
    if (s_.lexicon().order == Order::kInitial) return names_.on_from(verb.end);
    if (s_.is(verb.end, Class::kPlaceBefore) && s_.lexicon().locatives.empty())
      return names_.on_from_source(verb.end + 1);
    std::size_t first = verb.first;
    while (first > 0 && s_[first - 1].segment == s_[verb.first].segment) --first;
    std::size_t end = first;
    while (end < verb.first && end - first < kLongestName && !names_.ends_name(end, kNameEnds)) {
      ++end;
      if (!s_.lexicon().locatives.empty() && names_.is_locative(end - 1)) break;
    }
    const Span whole = names_.trimmed({first, end});
    if (s_.lexicon().locatives.empty())
      return s_.is(whole.first, Class::kPlaceBefore) ? names_.without_preposition(whole) : Span{};
    const bool place = end > first && names_.is_locative(end - 1) && !s_.is(end - 1, Class::kStop);
    return place && names_.is_report(end - 1) ? whole : Span{};
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
        const Span after = names_.on_from(verb.end);
        return names_.is_name(after) ? after : names_.back_from(verb.first);
      }
      case Order::kFree:
        break;
    }
    std::size_t first = verb.first;
    while (first > 0 && (s_.is(first - 1, Class::kAux) || s_.is(first - 1, Class::kLead))) --first;
    if (first == 0) return opening_verb(verb);
    const bool opens = names_.is_edge(first - 1) || s_.match_ending(first, Class::kSource) ||
                       (first > 0 && names_.told_before(first)) ||
                       s_.is(first - 1, Class::kBreak) || s_.is(first - 1, Class::kJoin);
    if (opens || verb.entry->form == Form::kAfter) {
      const Span after = names_.on_from(verb.end);
      if (!after.empty()) return after;
    }
    const Span before = appositive(names_.back_from(first));
    return before.empty() && !opens ? names_.on_from(verb.end) : before;
  }

  /// "Informó el gobernador que …", but "Recalls its resolution" is an organ's own voice.
  Span opening_verb(const Match& verb) const {
    const Span after = names_.on_from(verb.end);
    return s_.is(after.end, Class::kThat) ? after : Span{};
  }

  /// "Ivor Stane, governor of the province, said": the name rather than what follows it.
  Span appositive(Span subject) const {
    if (subject.empty() || subject.first < 2 || !s_.is_comma(subject.first - 1)) return subject;
    if (!s_.is_comma(subject.end) || s_[subject.first].capital) return subject;
    std::size_t first = subject.first - 1;
    while (first > 0 && subject.first - first < 6 && !names_.ends_name(first - 1, kNameEnds))
      --first;
    const bool whole = first == 0 || names_.is_edge(first - 1);
    const Span name = names_.trimmed({first, subject.first - 1});
    return whole && !name.empty() && s_[name.end - 1].capital ? name : subject;
  }

  /// Verb at the end: the subject stands right before it, or opens the sentence.
  Span subject_final(const Match& verb) const {
    bool edge = false;
    const Span before = names_.back_from(verb.first, &edge);
    if (edge && names_.is_name(names_.without_outlet(before))) return before;
    std::size_t first = verb.first;
    while (first > 0 && s_[first - 1].segment == s_[verb.first].segment) --first;
    const Span opening = opening_name(first, verb.first);
    return opening.empty() && first > 0 ? opening_name(0, verb.first) : opening;
  }

  /// The name that opens a part of the sentence.
  Span opening_name(std::size_t first, std::size_t limit) const {
    while (first < limit &&
           (s_.is_comma(first) || s_.is(first, Class::kBreak) || s_.is(first, Class::kLead)))
      ++first;
    std::size_t end = first;
    while (end < limit && end - first < kLongestName &&
           !names_.ends_name(end, kAfterNameEnds | bit(Class::kBound) | bit(Class::kStop)))
      ++end;
    return names_.trimmed(names_.without_locatives({first, end}));
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
    while (end < s_.size() && !names_.ends_name(end, kAfterNameEnds)) ++end;
    const bool gap = end < s_.size() && (s_.is_mark(end, "՝") || s_.is_dash(end)) && end > first;
    if (!gap) return;
    Voice voice = before;
    voice.speaker = voice.phrase = {first, end};
    voice.relay = {};
    voice.segment = s_[first].segment;
    if (names_.is_name(voice.speaker)) list_.push_back(voice);
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
           !names_.ends_name(end, kAfterNameEnds | bit(Class::kBound) | bit(Class::kStop)))
      ++end;
    Voice voice = last;
    voice.speaker = names_.trimmed(names_.without_locatives({first, end}));
    voice.relay = {};
    voice.segment = static_cast<std::uint16_t>(last.segment - 1);
    voice.phrase = voice.speaker;
    if (names_.is_name(voice.speaker)) list_.insert(list_.begin(), voice);
  }

  /// "Según informó la policía": the verb behind says who speaks.
  bool opens_speech(const Match& source) const {
    std::size_t next = source.end;
    while (s_.is_any(next, bit(Class::kAux) | bit(Class::kLead) | bit(Class::kThat))) ++next;
    return s_.is(next, Class::kSpeech) && source.entry->form != Form::kAfter;
  }

  void add_source(const Match& source) {
    if (opens_speech(source)) return;
    Voice voice;
    voice.entry = source.entry;
    voice.source = true;
    voice.segment = s_[source.first].segment;
    voice.citing = source.entry->form == Form::kCiting;
    voice.speaker = source.entry->form == Form::kAfter ? names_.back_from(source.first)
                                                       : names_.on_from_source(source.end);
    if (!names_.is_name(voice.speaker) && source.entry->form == Form::kNone)
      voice.speaker =
          names_.back_from(source.first);  // in some languages it may stand on either side
    voice.phrase = {source.first, source.end};
    extend(voice.phrase, voice.speaker);
    if (names_.is_name(voice.speaker)) list_.push_back(voice);
  }

  const Sentence& s_;
  NameReader names_;
  std::vector<Voice> list_;
};

}  // namespace

std::vector<Voice> find_voices(const Sentence& sentence, const std::vector<bool>& barriers) {
  return VoiceFinder(sentence, barriers).find();
}

}  // namespace attest::reading
