#include <algorithm>

#include "reading/impl/voices.hpp"

namespace attest::reading {
namespace {

/// Finds through whom the words of each voice came.
class RelayFinder {
 public:
  RelayFinder(const Sentence& sentence, const NameReader& names, std::vector<Voice>& voices)
      : s_(sentence), names_(names), list_(voices) {}

  void find() {
    for (Voice& voice : list_) {
      if (voice.source) continue;
      cut_relay(voice);
    }
    for (std::size_t i = 0; i < s_.size(); ++i) {
      const Match* relay = s_.match(i, Class::kRelay);
      if (!relay) continue;
      const Span name = relay->entry->form == Form::kAfter ? names_.back_from(relay->first)
                                                           : names_.on_from(relay->end);
      if (names_.is_name(name)) give_relay(name, s_[i].segment);
    }
    relay_from_outlets();
    for (Voice& cited : list_)
      if (cited.citing) take_subject_as_relay(cited);
    std::erase_if(list_, [](const Voice& voice) { return voice.entry == nullptr; });
  }

 private:
  /// "the doctors told N Agency" in languages where the agency stands inside the subject's reach.
  void cut_relay(Voice& voice) {
    const Span whole = voice.speaker;
    for (std::size_t i = whole.first; i < whole.end; ++i) {
      if (!names_.is_told(i)) continue;
      const std::size_t begin = names_.outlet_begin(i, whole.first);
      voice.relay = {begin, whole.end};
      voice.speaker = names_.trimmed({whole.first, without_article(begin, whole.first)});
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
      if (!names_.is_told(i)) continue;
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
    std::size_t first = names_.outlet_begin(outlet, 0);
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
  const NameReader& names_;
  std::vector<Voice>& list_;
};

}  // namespace

void add_relays(const Sentence& sentence, const NameReader& names, std::vector<Voice>& voices) {
  RelayFinder(sentence, names, voices).find();
}

}  // namespace attest::reading
