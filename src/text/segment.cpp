#include "text/segment.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <unordered_set>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "text/fold.hpp"

namespace attest::text {
namespace {

constexpr std::size_t kShortestWrap = 40;
constexpr std::size_t kLongestWrap = 110;

/// The text in UTF-16 with, for each unit, the byte it began at (one more at the end).
struct Units {
  std::u16string text;
  std::vector<std::uint32_t> byte;
};

Units to_units(std::string_view utf8) {
  Units units;
  units.text.reserve(utf8.size());
  units.byte.reserve(utf8.size() + 1);
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [point, length] = base::decode_utf8(utf8, at);
    const auto start = static_cast<std::uint32_t>(at);
    if (point < 0x10000) {
      units.text += static_cast<char16_t>(point);
      units.byte.push_back(start);
    } else {
      units.text += static_cast<char16_t>(0xD7C0 + (point >> 10));
      units.text += static_cast<char16_t>(0xDC00 + (point & 0x3FF));
      units.byte.insert(units.byte.end(), 2, start);
    }
    at += length;
  }
  units.byte.push_back(static_cast<std::uint32_t>(utf8.size()));
  return units;
}

bool begins_indented(const std::u16string& text, std::size_t at) {
  return at + 1 < text.size() && text[at] == u' ' && text[at + 1] == u' ';
}

/// Line ends inside hard-wrapped paragraphs become blanks; the others stay and end a paragraph.
void unwrap_lines(std::u16string& text) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == u'\r') text[i] = u' ';
    if (text[i] != u'\n') continue;
    const std::size_t length = i - line;
    const bool next_blank = i + 1 < text.size() && (text[i + 1] == u'\n' || text[i + 1] == u'\r');
    const bool wrapped = length >= kShortestWrap && length <= kLongestWrap && !next_blank &&
                         !begins_indented(text, i + 1);
    line = i + 1;
    if (wrapped) text[i] = u' ';
  }
}

bool is_letter_unit(char16_t unit) {
  return u_isalpha(unit) != 0;
}
bool is_digit_unit(char16_t unit) {
  return u_isdigit(unit) != 0;
}
bool is_apostrophe(char16_t unit) {
  return unit == u'\'' || unit == u'\u2019';
}

WordKind kind_of(const std::u16string& text, std::size_t begin) {
  if (is_digit_unit(text[begin])) return WordKind::kNumber;
  const bool word = is_letter_unit(text[begin]) || U16_IS_SURROGATE(text[begin]) ||
                    u_charType(text[begin]) == U_NON_SPACING_MARK;
  return word ? WordKind::kWord : WordKind::kPunctuation;
}

/// Where a span of letters and digits has to be cut again: between letters and digits, and
/// after an elided article.
std::size_t first_cut(const std::u16string& text, std::size_t begin, std::size_t end,
                      bool elision) {
  for (std::size_t i = begin + 1; i < end; ++i) {
    const bool digit = is_digit_unit(text[i]);
    if (digit && is_letter_unit(text[i - 1])) return i;
    if (!digit && is_letter_unit(text[i]) && is_digit_unit(text[i - 1])) return i;
    if (elision && i > begin && is_apostrophe(text[i - 1]) && i - begin <= 4 && i - begin >= 2)
      return i;
  }
  return end;
}

}  // namespace

struct Segmenter::State {
  bool elision = false;
  std::unordered_set<std::string> abbreviations;
  std::unique_ptr<icu::BreakIterator> words;
  std::unique_ptr<icu::BreakIterator> sentences;

  bool ends_in_abbreviation(std::string_view utf8, const std::vector<Word>& list,
                            std::size_t first) const;
  void add_words(const Units& units, std::size_t begin, std::size_t end,
                 std::vector<Word>& out) const;
  bool continues(std::string_view utf8, const Units& units, std::size_t boundary,
                 const Segmented& so_far) const;
};

namespace {

std::unique_ptr<icu::BreakIterator> make_iterator(icu::BreakIterator* (*make)(const icu::Locale&,
                                                                              UErrorCode&),
                                                  const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(make(icu::Locale(language.c_str()), status));
  base::ensure(U_SUCCESS(status), "ICU has word and sentence boundaries");
  return iterator;
}

}  // namespace

Segmenter::Segmenter(SegmentRules rules) : state_(std::make_unique<State>()) {
  state_->elision = rules.elision;
  for (std::string& word : rules.abbreviations) state_->abbreviations.insert(std::move(word));
  state_->words = make_iterator(&icu::BreakIterator::createWordInstance, rules.language);
  state_->sentences = make_iterator(&icu::BreakIterator::createSentenceInstance, rules.language);
}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

void Segmenter::State::add_words(const Units& units, std::size_t begin, std::size_t end,
                                 std::vector<Word>& out) const {
  while (begin < end) {
    if (u_isUWhiteSpace(units.text[begin])) {
      ++begin;
      continue;
    }
    const WordKind kind = kind_of(units.text, begin);
    const std::size_t cut =
        kind == WordKind::kPunctuation ? begin + 1 : first_cut(units.text, begin, end, elision);
    const bool space = begin > 0 && u_isUWhiteSpace(units.text[begin - 1]);
    out.push_back(
        {units.byte[begin], units.byte[cut], kind, u_isupper(units.text[begin]) != 0, space});
    begin = cut;
  }
}

bool Segmenter::State::ends_in_abbreviation(std::string_view utf8, const std::vector<Word>& list,
                                            std::size_t first) const {
  if (list.size() < first + 2 || utf8[list.back().begin] != '.') return false;
  const Word& last = list[list.size() - 2];
  if (last.end != list.back().begin || last.kind != WordKind::kWord) return false;
  const std::string_view word = utf8.substr(last.begin, last.end - last.begin);
  const bool initial = last.capital && base::count_points(word) == 1;
  return initial || abbreviations.contains(fold_word(word));
}

/// Whether the sentence before `boundary` goes on after it.
bool Segmenter::State::continues(std::string_view utf8, const Units& units, std::size_t boundary,
                                 const Segmented& so_far) const {
  if (boundary == 0 || units.text[boundary - 1] == u'\n' || so_far.words.empty()) return false;
  const std::size_t first = so_far.sentences.back().first_word;
  if (ends_in_abbreviation(utf8, so_far.words, first)) return true;
  return boundary < units.text.size() && u_islower(units.text[boundary]) != 0;
}

Segmented Segmenter::segment(std::string_view utf8) const {
  Segmented out;
  Units units = to_units(utf8);
  unwrap_lines(units.text);
  const icu::UnicodeString text(false, units.text.data(), static_cast<int32_t>(units.text.size()));
  state_->sentences->setText(text);
  state_->words->setText(text);
  out.words.reserve(utf8.size() / 5);
  bool paragraph = true;
  int32_t begin = 0;
  int32_t word = state_->words->first();
  for (int32_t end = state_->sentences->next(); end != icu::BreakIterator::DONE;
       end = state_->sentences->next()) {
    const bool join = !out.sentences.empty() &&
                      state_->continues(utf8, units, static_cast<std::size_t>(begin), out);
    const auto first = static_cast<std::uint32_t>(out.words.size());
    while (word < end) {
      const int32_t next = state_->words->next();
      if (next == icu::BreakIterator::DONE) break;
      state_->add_words(units, static_cast<std::size_t>(word), static_cast<std::size_t>(next),
                        out.words);
      word = next;
    }
    const auto last = static_cast<std::uint32_t>(out.words.size());
    const bool breaks = units.text[static_cast<std::size_t>(end) - 1] == u'\n';
    if (last > first) {
      if (join) {
        out.sentences.back().end = out.words.back().end;
        out.sentences.back().end_word = last;
      } else {
        out.sentences.push_back(
            {out.words[first].begin, out.words.back().end, first, last, paragraph});
      }
      paragraph = breaks;
    } else {
      paragraph = paragraph || breaks;
    }
    begin = end;
  }
  return out;
}

}  // namespace attest::text
