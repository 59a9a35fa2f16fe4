#include "reading/impl/numerals.hpp"

#include <algorithm>
#include <cmath>

namespace attest::reading {
namespace {

using model::Bound;

constexpr std::int64_t kLargest = 100'000'000'000;
constexpr std::uint64_t kNumberWords =
    bit(Class::kNumber) | bit(Class::kMultiplier) | bit(Class::kScale);

bool one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// What the digits of one token say: whole part, and thousandths where a decimal part follows.
struct Digits {
  std::int64_t whole = 0;
  std::int64_t thousandths = 0;
  bool decimal = false;
  bool grouped = false;
  std::size_t length = 0;
};

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t to_integer(std::string_view digits) {
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

/// Cut at separators: "1,275" → 1 275; "1.5" → 1 5.
std::vector<std::string_view> digit_groups(std::string_view text) {
  std::vector<std::string_view> groups;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] >= '0' && text[i] <= '9') continue;
    if (i > begin) groups.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return groups;
}

std::optional<Digits> read_digits(std::string_view text) {
  const auto groups = digit_groups(text);
  if (groups.empty() || text.size() > 30) return std::nullopt;
  Digits digits;
  digits.length = groups.front().size();
  const bool thousands = std::all_of(groups.begin() + 1, groups.end(),
                                     [](std::string_view g) { return g.size() == 3; }) &&
                         groups.front().size() <= 3;
  if (groups.size() == 1 || thousands) {
    digits.grouped = groups.size() > 1;
    std::string all;
    for (const std::string_view group : groups) all += group;
    if (all.size() > 12) return std::nullopt;
    digits.whole = to_integer(all);
    return digits;
  }
  if (groups.size() != 2 || groups.front().size() > 9 || groups.back().size() > 2)
    return std::nullopt;
  digits.decimal = true;
  digits.whole = to_integer(groups.front());
  digits.thousandths = to_integer(groups.back()) * (groups.back().size() == 1 ? 100 : 10);
  return digits;
}

/// The smallest power of ten above `value`.
std::int64_t place_above(std::int64_t value) {
  std::int64_t place = 10;
  while (place <= value) place *= 10;
  return place;
}

/// Whether a bound word may stand after its number.
bool stands_after(const Entry& entry) {
  return entry.form == Form::kAfter || entry.form == Form::kEither;
}

class Reader {
 public:
  explicit Reader(const Sentence& sentence) : s_(sentence) {}

  std::vector<Numeral> read() {
    for (std::size_t i = 0; i < s_.size();) {
      auto numeral = numeral_at(i);
      if (!numeral) {
        ++i;
        continue;
      }
      i = numeral->digits.end;
      list_.push_back(std::move(*numeral));
    }
    for (Numeral& numeral : list_) bound(numeral);
    join_ranges();
    return std::move(list_);
  }

 private:
  std::optional<Numeral> numeral_at(std::size_t i) const {
    if (s_[i].in_date) return std::nullopt;
    if (s_.is(i, Class::kVague)) return vague_at(i);
    if (s_.is_digits(i)) return digits_at(i);
    if (s_[i].number && s_.is_any(i, kNumberWords)) return words_at(i);
    return number_phrase(i);
  }

  // — vague words —

  std::optional<Numeral> vague_at(std::size_t i) const {
    Numeral numeral;
    std::size_t end = s_.match(i, Class::kVague)->end;
    for (std::size_t next = end; next < s_.size(); next = end) {
      if (s_.is(next, Class::kOf)) ++next;
      const Match* more = s_.match(next, Class::kVague);
      if (!more) more = s_.match(next, Class::kScale);
      if (!more) more = s_.match(next, Class::kMultiplier);
      if (!more) break;
      end = more->end;
    }
    numeral.digits = numeral.span = {i, end};
    numeral.bound = Bound::kVague;
    numeral.vague_word = s_.raw(numeral.digits);
    numeral.joined = s_[i].joined;
    return numeral;
  }

  // — digits —

  std::optional<Numeral> digits_at(std::size_t i) const {
    Numeral numeral;
    numeral.digits = {i, i + 1};
    auto digits = read_digits(s_.folded(i));
    if (!digits) {
      numeral.counts = false;
      numeral.span = numeral.digits;
      return numeral;
    }
    std::size_t end = i + 1;
    while (!digits->decimal && digits->length <= 3 && goes_on(end)) {
      digits->whole = digits->whole * 1000 + to_integer(s_.folded(end++));
      digits->grouped = true;
    }
    const std::size_t last = end - 1;
    numeral.counts = !glued(i, last);
    numeral.like_a_year =
        digits->length == 4 && !digits->grouped && digits->whole >= 1800 && digits->whole < 2100;
    if (s_[last].ending_end > s_[last].ending_begin) {
      numeral.partitive = s_.lexicon().partitive.contains(std::string(s_.ending(last)));
      if (s_.lexicon().ordinals.contains(std::string(s_.ending(last)))) numeral.counts = false;
      end += 2;
    }
    std::int64_t thousandths = digits->whole * 1000 + digits->thousandths;
    end = scaled(end, thousandths, numeral);
    if (thousandths % 1000 != 0) numeral.counts = false;
    finish(numeral, {i, end}, thousandths / 1000);
    return numeral;
  }

  /// "20 000": the next token is the next three digits.
  bool goes_on(std::size_t token) const {
    return s_.is_digits(token) && !s_[token].in_date && s_[token].space_before &&
           s_.folded(token).size() == 3 && all_digits(s_.folded(token)) &&
           !(token + 1 < s_.size() && s_.is_mark(token + 1, "%"));
  }

  /// Multiplies by the scale words that follow: "3 million", "2 dozen".
  std::size_t scaled(std::size_t end, std::int64_t& thousandths, Numeral& numeral) const {
    while (end < s_.size() && s_[end].space_before) {
      const Match* scale = s_.match(end, Class::kScale);
      if (!scale) scale = s_.match(end, Class::kMultiplier);
      if (!scale || thousandths > kLargest) break;
      thousandths *= scale->entry->value;
      numeral.like_a_year = false;
      end = scale->end;
      const bool short_form =
          s_.is_mark(end, ".") && is_abbreviation(end - 1) && end + 1 < s_.size();
      if (short_form) ++end;  // "3 тыс. человек"
    }
    return end;
  }

  bool is_abbreviation(std::size_t token) const {
    const auto& known = s_.lexicon().abbreviations;
    return std::find(known.begin(), known.end(), s_.folded(token)) != known.end();
  }

  /// Whether the digits belong to letters, signs of money or per cent, a time or a score.
  bool glued(std::size_t first, std::size_t last) const {
    if (first > 0 && !s_[first].space_before) {
      const std::size_t before = first - 1;
      if (s_.is_word(before) && !s_[before].joined && !clitic_alone(before)) return true;
      if (s_.is_hyphen(before) && first >= 2 && s_.is_word(first - 2)) return true;
      if (s_.is_mark(before) &&
          one_of(s_.raw(before), {"$", "€", "£", "₽", "#", "№", "₺", "/", "§"}))
        return true;
      if (s_.is_mark(before, ":") && first >= 2 && s_.is_digits(first - 2)) return true;
    }
    if (first > 0 && s_.is_mark(first - 1) && one_of(s_.raw(first - 1), {"№", "§", "$", "€", "£"}))
      return true;
    const std::size_t next = last + 1;
    if (next >= s_.size()) return false;
    if (s_.is_mark(next) && one_of(s_.raw(next), {"%", "٪", "€", "$", "£", "°", "₽", "₺"}))
      return true;
    if (s_[next].space_before) return false;
    if (s_.is_word(next)) return true;
    const bool more = next + 1 < s_.size() && s_.is_digits(next + 1) && !s_[next + 1].space_before;
    if (more && one_of(s_.raw(next), {":", "/"})) return true;
    return false;
  }

  /// و before digits: a word of its own that only joins.
  bool clitic_alone(std::size_t token) const {
    const auto& clitics = s_.lexicon().clitics;
    return std::find(clitics.begin(), clitics.end(), s_.folded(token)) != clitics.end();
  }

  // — number words —

  std::optional<Numeral> number_phrase(std::size_t i) const {
    const Match* phrase = s_.match(i, Class::kNumber);
    return phrase ? words_at(i) : std::nullopt;
  }

  struct Sum {
    std::int64_t total = 0;
    std::int64_t group = 0;
    bool any = false;
    std::int64_t value() const { return total + group; }
  };

  /// Adds one number word; false if it cannot be part of the same number.
  bool take(Sum& sum, const Entry& entry, std::int64_t added) const {
    const std::int64_t value = entry.value + added;
    if (entry.cls == Class::kNumber) {
      const bool fits = sum.group % place_above(value) == 0;
      const bool reversed = s_.lexicon().units_first && sum.group % 100 > 0 &&
                            sum.group % 100 < 10 && value >= 10 && value < 100;
      if (sum.any && !fits && !reversed) return false;
      sum.group += value;
    } else if (entry.cls == Class::kMultiplier) {
      if (sum.group % 100 == 0 && sum.group > 0 && value <= 100) return false;
      const std::int64_t units = sum.group % 100;
      sum.group = sum.group - units + std::max<std::int64_t>(units, 1) * value;
    } else {
      if (sum.group == 0 && sum.any) return false;
      sum.total += std::max<std::int64_t>(sum.group, 1) * value;
      sum.group = 0;
    }
    sum.any = true;
    return sum.value() < kLargest;
  }

  const Match* number_match(std::size_t i) const {
    for (const Class cls : {Class::kNumber, Class::kMultiplier, Class::kScale})
      if (const Match* match = s_.match(i, cls)) return match;
    return nullptr;
  }

  /// Where the next word of the same number may stand: after a hyphen or an "and".
  std::size_t next_word(std::size_t end) const {
    if (s_.is_hyphen(end)) return end + 1;
    if (s_.is(end, Class::kJoin) && s_.is_word(end) && end + 1 < s_.size() && s_[end + 1].number)
      return end + 1;
    return end;
  }

  std::optional<Numeral> words_at(std::size_t i) const {
    Sum sum;
    std::size_t end = i;
    std::size_t at = i;
    while (const Match* match = number_match(at)) {
      if (s_[at].in_date || !take(sum, *match->entry, s_[at].added)) break;
      end = match->end;
      const bool ends = s_[end - 1].ending_end > s_[end - 1].ending_begin;
      if (ends) break;
      at = next_word(end);
      if (at != end && !joins(*match->entry, at, s_.is_hyphen(end))) break;
    }
    if (end == i) return std::nullopt;
    Numeral numeral;
    numeral.joined = s_[i].joined;
    numeral.bound = number_match(i)->entry->bound;
    if (s_[end - 1].ending_end > s_[end - 1].ending_begin)
      numeral.partitive = s_.lexicon().partitive.contains(std::string(s_.ending(end - 1)));
    finish(numeral, {i, end}, sum.value());
    return numeral;
  }

  /// "two hundred and five", "treinta y cinco", but not "two and three".
  bool joins(const Entry& before, std::size_t next, bool hyphen) const {
    const Match* match = number_match(next);
    if (!match) return false;
    if (hyphen) return true;
    if (s_.lexicon().units_first) return true;
    if (before.cls != Class::kNumber) return match->entry->cls == Class::kNumber;
    return before.value >= 20 && match->entry->value < 20;
  }

  static void finish(Numeral& numeral, Span span, std::int64_t value) {
    numeral.digits = numeral.span = span;
    numeral.value = value;
    if (value <= 0) numeral.counts = false;
  }

  // — bounds and ranges —

  void bound(Numeral& numeral) const {
    Bound found = numeral.bound == Bound::kVague ? Bound::kExact : numeral.bound;
    const auto stronger = [&found](Bound other) {
      if (found == Bound::kExact || found == Bound::kAbout) found = other;
    };
    // "mataron al menos a 31": a preposition may stand between.
    const std::size_t first = numeral.span.first;
    if (first >= 2 && s_.is(first - 1, Class::kStop) && !s_.is(first - 1, Class::kBound)) {
      const Match* beyond = s_.match_ending(first - 1, Class::kBound);
      if (beyond && beyond->entry->form != Form::kAfter) --numeral.span.first;
    }
    while (const Match* before = s_.match_ending(numeral.span.first, Class::kBound)) {
      if (before->entry->form == Form::kAfter) break;
      if (before->entry->bound == Bound::kAtMost && changes_near(before->first)) break;
      stronger(before->entry->bound);
      numeral.span.first = before->first;
    }
    while (const Match* after = bound_after(s_, numeral.span.end)) {
      stronger(after->entry->bound);
      numeral.span.end = after->end;
    }
    if (numeral.span.end < s_.size() && s_.is_mark(numeral.span.end, "+")) {
      stronger(Bound::kAtLeast);
      ++numeral.span.end;
    }
    if (labelled(numeral.digits.first) || labelled(numeral.span.first)) numeral.counts = false;
    if (numeral.bound != Bound::kVague) set_bound(numeral, found);
  }

  /// "rose to 19": in some languages the word for "to" is the word for "up to".
  bool changes_near(std::size_t token) const {
    constexpr std::size_t kFar = 7;
    for (std::size_t back = 1; back <= kFar && back <= token; ++back)
      if (s_.is(token - back, Class::kChange)) return true;
    return false;
  }

  bool labelled(std::size_t first) const {
    std::size_t end = first;
    if (end > 0 &&
        (s_.is_mark(end - 1, ".") || s_.is_mark(end - 1, "(") || s_.is_mark(end - 1, ":")))
      --end;
    return s_.match_ending(end, Class::kLabel) != nullptr;
  }

  void join_ranges() {
    for (std::size_t i = 0; i + 1 < list_.size();) {
      if (joins_range(list_[i], list_[i + 1])) {
        list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      } else {
        ++i;
      }
    }
  }

  bool changes_before(std::size_t token) const {
    for (std::size_t i = 0; i < s_.size(); ++i)
      if (s_.is(i, Class::kChange) && (i < token || s_.lexicon().order == Order::kFinal))
        return true;
    return false;
  }

  /// Makes `a` the range of both if the words between say so.
  bool joins_range(Numeral& a, const Numeral& b) const {
    if (!a.value || !b.value) return false;
    const std::size_t gap = a.span.end;
    const bool dashed = gap + 1 == b.digits.first && s_.is_dash(gap) && a.span.end == a.digits.end;
    if (dashed && (*a.value >= *b.value || (a.like_a_year && b.like_a_year))) {
      a.counts = false;
      return true;
    }
    const Match* from = s_.match_ending(a.span.first, Class::kFrom);
    const Match* between = s_.match_ending(a.span.first, Class::kBetween);
    const Match* word = s_.match(gap, Class::kRange);
    const bool worded = word && word->end == b.span.first && word->first == gap;
    const bool adjacent_join =
        (gap + 1 == b.span.first && s_.is(gap, Class::kJoin)) || (gap == b.span.first && b.joined);
    const bool adjacent_comma = gap + 1 == b.span.first && s_.is_comma(gap);
    const bool floor_and_top = (adjacent_join || adjacent_comma) && a.bound == Bound::kAtLeast &&
                               (b.bound == Bound::kAtMost || b.bound == Bound::kLessThan);
    const bool ranged = dashed || floor_and_top || (between && (adjacent_join || worded)) ||
                        (worded && !(from && changes_before(from->first))) ||
                        upper_joined(a, b, from);
    if (!ranged || *a.value >= *b.value) return false;
    if (between)
      a.span.first = between->first;
    else if (from && worded)
      a.span.first = from->first;
    a.span.end = std::max(b.span.end, b.digits.end);
    a.digits.end = b.digits.end;
    a.low = a.value;
    a.high = b.value;
    a.value.reset();
    a.bound = Bound::kRange;
    a.counts = a.counts && b.counts;
    return true;
  }

  /// "from 25 up to 30": the second end carries its own bound word.
  bool upper_joined(const Numeral& a, const Numeral& b, const Match* from) const {
    return from && !changes_before(from->first) && a.span.end == b.span.first &&
           b.bound == Bound::kAtMost;
  }

  const Sentence& s_;
  std::vector<Numeral> list_;
};

}  // namespace

const Match* bound_after(const Sentence& s, std::size_t token) {
  if (token == 0 || !s.is(token, Class::kBound)) return nullptr;
  const Match* best = nullptr;
  for (std::size_t m = s[token].first_match; m < s[token].end_match; ++m) {
    const Match& match = s.matches()[m];
    if (!match.entry || match.entry->cls != Class::kBound || !stands_after(*match.entry)) continue;
    // Some follow only one case: "100'e kadar" is up to a hundred, "100 kadar" about a hundred.
    if (!s.folded(token - 1).ends_with(match.entry->word)) continue;
    const bool closer = !best || match.entry->word.size() > best->entry->word.size();
    if (closer) best = &match;
  }
  return best;
}

void set_bound(Numeral& numeral, Bound bound) {
  numeral.bound = bound;
  numeral.low.reset();
  numeral.high.reset();
  if (bound == Bound::kAtLeast || bound == Bound::kMoreThan) numeral.low = numeral.value;
  if (bound == Bound::kAtMost || bound == Bound::kLessThan) numeral.high = numeral.value;
}

std::vector<Numeral> read_numerals(const Sentence& sentence) {
  return Reader(sentence).read();
}

}  // namespace attest::reading
