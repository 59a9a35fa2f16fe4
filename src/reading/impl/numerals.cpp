#include "reading/impl/numerals.hpp"

#include <algorithm>

#include "reading/impl/digits.hpp"
#include "reading/impl/number_words.hpp"
#include "reading/impl/ranges.hpp"

namespace attest::reading {
namespace {

using model::Bound;

constexpr std::uint64_t kNumberWords =
    bit(Class::kNumber) | bit(Class::kMultiplier) | bit(Class::kScale);

bool one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// Whether a bound word may stand after its number.
bool stands_after(const Entry& entry) {
  return entry.form == Form::kAfter || entry.form == Form::kEither;
}

class NumeralReader {
 public:
  explicit NumeralReader(const Sentence& sentence) : s_(sentence) {}

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
    join_ranges(s_, list_);
    return std::move(list_);
  }

 private:
  std::optional<Numeral> numeral_at(std::size_t i) const {
    if (s_[i].in_date) return std::nullopt;
    if (s_.is(i, Class::kVague)) return vague_at(i);
    if (s_.is_digits(i)) return digits_at(i);
    if ((s_[i].number && s_.is_any(i, kNumberWords)) || s_.match(i, Class::kNumber))
      return words_at(i);
    return std::nullopt;
  }

  static void finish(Numeral& numeral, Span span, std::int64_t value) {
    numeral.digits = numeral.span = span;
    numeral.value = value;
    if (value <= 0) numeral.counts = false;
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

  // — words —

  std::optional<Numeral> words_at(std::size_t i) const {
    const auto words = read_number_words(s_, i);
    if (!words) return std::nullopt;
    Numeral numeral;
    numeral.joined = s_[i].joined;
    numeral.bound = words->bound;
    const std::size_t last = words->span.end - 1;
    numeral.partitive = is_partitive(last);
    finish(numeral, words->span, words->value);
    return numeral;
  }

  bool is_partitive(std::size_t token) const {
    return !s_.ending(token).empty() &&
           s_.lexicon().partitive.contains(std::string(s_.ending(token)));
  }

  // — digits —

  std::optional<Numeral> digits_at(std::size_t i) const {
    Numeral numeral;
    numeral.digits = numeral.span = {i, i + 1};
    auto digits = read_digits(s_.folded(i));
    if (!digits) {
      numeral.counts = false;
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
    if (!s_.ending(last).empty()) {
      numeral.partitive = is_partitive(last);
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

  /// "41 bin 20": what is left of the number follows its scale.
  bool adds_on(std::size_t token, std::int64_t scale) const {
    return s_.is_digits(token) && !s_[token].in_date && s_[token].space_before &&
           all_digits(s_.folded(token)) && s_.folded(token).size() <= 3 &&
           to_integer(s_.folded(token)) < scale && !s_.is(token + 1, Class::kScale) &&
           !s_.is_mark(token + 1, "%");
  }

  /// Multiplies by the scale words that follow: "3 million", "2 dozen", "3 bin 400".
  std::size_t scaled(std::size_t end, std::int64_t& thousandths, Numeral& numeral) const {
    std::int64_t scale = 0;
    while (end < s_.size() && s_[end].space_before) {
      const Match* word = s_.match(end, Class::kScale);
      if (!word) word = s_.match(end, Class::kMultiplier);
      if (!word || thousandths > kLargestNumber) break;
      scale = word->entry->value;
      thousandths *= scale;
      numeral.like_a_year = false;
      end = word->end;
      const bool short_form =
          s_.is_mark(end, ".") && is_abbreviation(end - 1) && end + 1 < s_.size();
      if (short_form) ++end;  // "3 тыс. человек"
      if (!s_.ending(end - 1).empty()) numeral.partitive = is_partitive(end - 1);
    }
    if (scale >= 1000 && adds_on(end, scale)) thousandths += to_integer(s_.folded(end++)) * 1000;
    return end;
  }

  bool is_abbreviation(std::size_t token) const {
    const auto& known = s_.lexicon().abbreviations;
    return std::find(known.begin(), known.end(), s_.folded(token)) != known.end();
  }

  /// Whether the digits belong to letters, signs of money or per cent, a time or a score.
  bool glued(std::size_t first, std::size_t last) const {
    return glued_before(first) || glued_after(last + 1);
  }

  bool glued_before(std::size_t first) const {
    if (first == 0) return false;
    const std::size_t before = first - 1;
    if (s_.is_mark(before) && one_of(s_.raw(before), {"№", "§", "$", "€", "£"})) return true;
    if (s_[first].space_before) return false;
    if (s_.is_word(before) && !s_[before].joined && !clitic_alone(before)) return true;
    if (s_.is_hyphen(before) && first >= 2 && s_.is_word(first - 2)) return true;
    if (s_.is_mark(before) && one_of(s_.raw(before), {"₽", "#", "₺", "/"})) return true;
    return s_.is_mark(before, ":") && first >= 2 && s_.is_digits(first - 2);
  }

  bool glued_after(std::size_t next) const {
    if (next >= s_.size()) return false;
    if (s_.is_mark(next) && one_of(s_.raw(next), {"%", "٪", "€", "$", "£", "°", "₽", "₺"}))
      return true;
    if (s_[next].space_before) return false;
    if (s_.is_word(next)) return true;
    const bool more = next + 1 < s_.size() && s_.is_digits(next + 1) && !s_[next + 1].space_before;
    return more && one_of(s_.raw(next), {":", "/"});
  }

  /// و before digits: a word of its own that only joins.
  bool clitic_alone(std::size_t token) const {
    const auto& clitics = s_.lexicon().clitics;
    return std::find(clitics.begin(), clitics.end(), s_.folded(token)) != clitics.end();
  }

  // — bounds —

  void bound(Numeral& numeral) const {
    Bound found = numeral.bound == Bound::kVague ? Bound::kExact : numeral.bound;
    const auto stronger = [&found](Bound other) {
      if (found == Bound::kExact || found == Bound::kAbout) found = other;
    };
    step_over_preposition(numeral);
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
    if (is_up_to(ending_of(s_, numeral))) stronger(Bound::kAtMost);
    if (labelled(numeral.digits.first) || labelled(numeral.span.first)) numeral.counts = false;
    if (numeral.bound != Bound::kVague) set_bound(numeral, found);
  }

  /// "70-dək"
  bool is_up_to(std::string_view ending) const {
    const auto& endings = s_.lexicon().up_to;
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
  }

  /// "mataron al menos a 31": a preposition may stand between the bound and the number.
  void step_over_preposition(Numeral& numeral) const {
    const std::size_t first = numeral.span.first;
    if (first < 2 || !s_.is(first - 1, Class::kStop) || s_.is(first - 1, Class::kBound)) return;
    const Match* beyond = s_.match_ending(first - 1, Class::kBound);
    if (beyond && beyond->entry->form != Form::kAfter) --numeral.span.first;
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

std::string_view ending_of(const Sentence& s, const Numeral& numeral) {
  const std::size_t last = numeral.digits.end - 1;
  const bool joined = numeral.digits.end - numeral.digits.first >= 3 && s.is_digits(last - 2);
  return s.ending(joined ? last - 2 : last);
}

void set_bound(Numeral& numeral, Bound bound) {
  numeral.bound = bound;
  numeral.low.reset();
  numeral.high.reset();
  if (bound == Bound::kAtLeast || bound == Bound::kMoreThan) numeral.low = numeral.value;
  if (bound == Bound::kAtMost || bound == Bound::kLessThan) numeral.high = numeral.value;
}

std::vector<Numeral> read_numerals(const Sentence& sentence) {
  return NumeralReader(sentence).read();
}

}  // namespace attest::reading
