#include "reading/impl/number_words.hpp"

#include <algorithm>

namespace attest::reading {
namespace {

struct Sum {
  std::int64_t total = 0;
  std::int64_t group = 0;
  bool any = false;
  std::int64_t value() const { return total + group; }
};

/// The smallest power of ten above `value`.
std::int64_t place_above(std::int64_t value) {
  std::int64_t place = 10;
  while (place <= value) place *= 10;
  return place;
}

class WordReader {
 public:
  explicit WordReader(const Sentence& sentence) : s_(sentence) {}

  std::optional<WordedNumber> read(std::size_t first) const {
    Sum sum;
    std::size_t end = first;
    std::size_t at = first;
    while (const Match* match = number_match(at)) {
      if (s_[at].in_date || !take(sum, *match->entry, s_[at].added)) break;
      end = match->end;
      if (s_[end - 1].ending_end > s_[end - 1].ending_begin) break;
      at = next_word(end);
      if (at != end && !joins(*match->entry, at, s_.is_hyphen(end))) break;
    }
    if (end == first) return std::nullopt;
    return WordedNumber{{first, end}, sum.value(), number_match(first)->entry->bound};
  }

 private:
  const Match* number_match(std::size_t i) const {
    for (const Class cls : {Class::kNumber, Class::kMultiplier, Class::kScale})
      if (const Match* match = s_.match(i, cls)) return match;
    return nullptr;
  }

  /// Adds one number word; false if it cannot be part of the same number.
  bool take(Sum& sum, const Entry& entry, std::int64_t added) const {
    const std::int64_t value = entry.value + added;
    switch (entry.cls) {
      case Class::kNumber:
        if (sum.any && sum.group % place_above(value) != 0 && !is_reversed(sum, value) &&
            !counts_by_twenty(sum, value))
          return false;
        sum.group += value;
        break;
      case Class::kMultiplier: {
        if (sum.group % 100 == 0 && sum.group > 0 && value <= 100) return false;
        const std::int64_t units = sum.group % 100;
        sum.group += std::max<std::int64_t>(units, 1) * value - units;
        break;
      }
      default:
        if (sum.group == 0 && sum.any) return false;
        sum.total += std::max<std::int64_t>(sum.group, 1) * value;
        sum.group = 0;
    }
    sum.any = true;
    return sum.value() < kLargestNumber;
  }

  /// "four and twenty"
  bool is_reversed(const Sum& sum, std::int64_t value) const {
    const std::int64_t units = sum.group % 100;
    return s_.lexicon().units_first && units > 0 && units < 10 && value >= 10 && value < 100;
  }

  /// "quatre-vingt dix-neuf"
  static bool counts_by_twenty(const Sum& sum, std::int64_t value) {
    const std::int64_t tens = sum.group % 100;
    return value >= 10 && value < 20 && (tens == 60 || tens == 80);
  }

  /// Where the next word of the same number may stand: after a hyphen or an "and".
  std::size_t next_word(std::size_t end) const {
    if (s_.is_hyphen(end)) return end + 1;
    if (s_.is(end, Class::kJoin) && s_.is_word(end) && end + 1 < s_.size() && s_[end + 1].number)
      return end + 1;
    return end;
  }

  /// "two hundred and five", "treinta y cinco", but not "two and three".
  bool joins(const Entry& before, std::size_t next, bool hyphen) const {
    const Match* match = number_match(next);
    if (!match) return false;
    if (hyphen || s_.lexicon().units_first) return true;
    if (before.cls != Class::kNumber) return match->entry->cls == Class::kNumber;
    return before.value >= 20 && match->entry->value < 20;
  }

  const Sentence& s_;
};

}  // namespace

std::optional<WordedNumber> read_number_words(const Sentence& sentence, std::size_t token) {
  return WordReader(sentence).read(token);
}

}  // namespace attest::reading
