#include "reading/impl/ranges.hpp"

#include <algorithm>

namespace attest::reading {
namespace {

using model::Bound;

class RangeJoiner {
 public:
  explicit RangeJoiner(const Sentence& sentence) : s_(sentence) {}

  /// Makes `a` the range of both if the words between say so.
  bool join(Numeral& a, const Numeral& b) const {
    if (!a.value || !b.value) return false;
    const bool dashed = is_dashed(a, b);
    if (dashed && (*a.value >= *b.value || (a.like_a_year && b.like_a_year))) {
      a.counts = false;
      return true;
    }
    if (*a.value >= *b.value) return false;
    const Match* from = s_.match_ending(a.span.first, Class::kFrom);
    const Match* between = s_.match_ending(a.span.first, Class::kBetween);
    if (!dashed && !joined_by_words(a, b, from, between)) return false;
    make_range(a, b);
    if (between)
      a.span.first = between->first;
    else if (from && worded(a, b))
      a.span.first = from->first;
    return true;
  }

 private:
  bool is_dashed(const Numeral& a, const Numeral& b) const {
    const std::size_t gap = a.span.end;
    return gap + 1 == b.digits.first && s_.is_dash(gap) && gap == a.digits.end;
  }

  bool worded(const Numeral& a, const Numeral& b) const {
    const Match* word = s_.match(a.span.end, Class::kRange);
    return word && word->end == b.span.first;
  }

  bool adjacent_by_join(const Numeral& a, const Numeral& b) const {
    const std::size_t gap = a.span.end;
    return (gap + 1 == b.span.first && s_.is(gap, Class::kJoin)) ||
           (gap == b.span.first && b.joined);
  }

  bool joined_by_words(const Numeral& a, const Numeral& b, const Match* from,
                       const Match* between) const {
    if (between && (adjacent_by_join(a, b) || worded(a, b))) return true;
    if (worded(a, b) && !(from && changes_before(from->first))) return true;
    return floor_and_top(a, b) || upper_joined(a, b, from) || ablative(a, b) || neighbours(a, b);
  }

  /// "no fewer than 23 and no more than 30"
  bool floor_and_top(const Numeral& a, const Numeral& b) const {
    const bool comma = a.span.end + 1 == b.span.first && s_.is_comma(a.span.end);
    return (comma || adjacent_by_join(a, b)) && a.bound == Bound::kAtLeast &&
           (b.bound == Bound::kAtMost || b.bound == Bound::kLessThan);
  }

  /// "from 25 up to 30": the second end carries its own bound word.
  bool upper_joined(const Numeral& a, const Numeral& b, const Match* from) const {
    return from && !changes_before(from->first) && a.span.end == b.span.first &&
           b.bound == Bound::kAtMost;
  }

  /// "25-dən 40-a qədər", «20-ից 25»: the case of the first says "from".
  bool ablative(const Numeral& a, const Numeral& b) const {
    const auto& endings = s_.lexicon().ablatives;
    return a.span.end == b.span.first && !changes_before(a.span.first) &&
           std::find(endings.begin(), endings.end(), ending_of(s_, a)) != endings.end();
  }

  /// "üç dört kişi": two small neighbours.
  bool neighbours(const Numeral& a, const Numeral& b) const {
    constexpr std::int64_t kSmall = 10;
    return a.span.end == b.span.first && !b.joined && a.counts && *b.value < kSmall &&
           *b.value == *a.value + 1 && !s_.is_digits(a.digits.first) && ending_of(s_, a).empty();
  }

  bool changes_before(std::size_t token) const {
    for (std::size_t i = 0; i < s_.size(); ++i)
      if (s_.is(i, Class::kChange) && (i < token || s_.lexicon().order == Order::kFinal))
        return true;
    return false;
  }

  static void make_range(Numeral& a, const Numeral& b) {
    a.span.end = std::max(b.span.end, b.digits.end);
    a.digits.end = b.digits.end;
    a.low = a.value;
    a.high = b.value;
    a.value.reset();
    a.bound = Bound::kRange;
    a.counts = a.counts && b.counts;
    a.partitive = b.partitive;
  }

  const Sentence& s_;
};

}  // namespace

void join_ranges(const Sentence& sentence, std::vector<Numeral>& numerals) {
  const RangeJoiner joiner(sentence);
  for (std::size_t i = 0; i + 1 < numerals.size();) {
    if (joiner.join(numerals[i], numerals[i + 1]))
      numerals.erase(numerals.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    else
      ++i;
  }
}

}  // namespace attest::reading
