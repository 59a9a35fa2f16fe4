#include "reading/impl/places.hpp"

#include <algorithm>

namespace attest::reading {
namespace {

constexpr std::size_t kLongestName = 4;
constexpr std::uint64_t kNoName = bit(Class::kMonth) | bit(Class::kWeekday) | bit(Class::kPerson) |
                                  bit(Class::kOutlet) | bit(Class::kSpeech) |
                                  bit(Class::kRelative) | bit(Class::kLegal) |
                                  bit(Class::kPronoun) | bit(Class::kMeasure) | bit(Class::kStop);

class PlaceFinder {
 public:
  PlaceFinder(const Sentence& sentence, const std::vector<bool>& taken)
      : s_(sentence), taken_(taken) {}

  std::vector<PlaceMention> find() {
    for (std::size_t i = 0; i < s_.size();) {
      const Span found = at(i);
      if (found.empty()) {
        ++i;
        continue;
      }
      const Match* known = s_.match(found.first, Class::kPlace);
      list_.push_back({found, known ? known->entry : nullptr});
      i = std::max(found.end, i + 1);
    }
    return std::move(list_);
  }

 private:
  bool free(std::size_t i) const { return i < s_.size() && !taken_[i]; }

  Span at(std::size_t i) const {
    if (!free(i)) return {};
    if (const Match* place = s_.match(i, Class::kPlace)) return {place->first, place->end};
    if (s_.is(i, Class::kPlaceBefore))
      return after_preposition(s_.match(i, Class::kPlaceBefore)->end);
    if (s_.is(i, Class::kPlaceNoun)) return named_place(i);
    if (is_name(i) && i > 0 && has_place_ending(i)) return {i, i + 1};
    return {};
  }

  bool is_name(std::size_t i) const {
    return free(i) && s_.is_word(i) && s_[i].capital && !s_.is_any(i, kNoName);
  }

  bool has_place_ending(std::size_t i) const {
    const std::string_view word = s_.folded(i);
    const auto& endings = s_.lexicon().place_endings;
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
      return word.size() > ending.size() + 3 && word.ends_with(ending);
    });
  }

  /// The run of capitalised words from `first`.
  Span name_from(std::size_t first) const {
    std::size_t end = first;
    while (end - first < kLongestName && is_name(end)) {
      ++end;
      if (s_.is_hyphen(end) && is_name(end + 1)) ++end;
    }
    return {first, end};
  }

  /// "in [the village of] Ostrel".
  Span after_preposition(std::size_t first) const {
    std::size_t at = first;
    for (int skipped = 0; skipped < 3 && free(at) && !is_name(at); ++skipped) {
      if (s_.is(at, Class::kPlaceNoun)) return named_place(at);
      if (!s_.is_any(at, bit(Class::kStop) | bit(Class::kOf) | bit(Class::kIndefinite))) break;
      ++at;
    }
    return name_from(at);
  }

  /// "village of Ostrel", "Ostrel village", «قرية أوسترل».
  Span named_place(std::size_t noun) const {
    std::size_t after = s_.match(noun, Class::kPlaceNoun)->end;
    if (s_.is(after, Class::kOf)) ++after;
    if (s_.is_quote(after)) ++after;
    const Span name = name_from(after);
    if (!name.empty()) return name;
    std::size_t first = noun;
    while (first > 0 && noun - first < kLongestName && is_name(first - 1)) --first;
    if (first < noun) return {first, noun};
    return caseless_name(after);
  }

  /// In scripts without capitals: the word after "village" that the pack does not know.
  Span caseless_name(std::size_t first) const {
    const bool caseless = s_.lexicon().order == Order::kInitial;
    if (!caseless || !free(first) || !s_.is_word(first) || s_[first].classes != 0) return {};
    return {first, first + 1};
  }

  const Sentence& s_;
  const std::vector<bool>& taken_;
  std::vector<PlaceMention> list_;
};

}  // namespace

std::vector<PlaceMention> find_places(const Sentence& sentence, const std::vector<bool>& taken) {
  return PlaceFinder(sentence, taken).find();
}

}  // namespace attest::reading
