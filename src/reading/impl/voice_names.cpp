#include "reading/impl/voice_names.hpp"

#include <algorithm>

namespace attest::reading {
namespace {

constexpr std::uint64_t kTrimmedFront = bit(Class::kLead) | bit(Class::kJoin) | bit(Class::kAux) |
                                        bit(Class::kRelative) | bit(Class::kWeekday) |
                                        bit(Class::kDateWord) | bit(Class::kThat);
constexpr std::uint64_t kTrimmedBack =
    bit(Class::kLead) | bit(Class::kAux) | bit(Class::kRelative) | bit(Class::kWeekday) |
    bit(Class::kDateWord) | bit(Class::kNot) | bit(Class::kPronoun);

}  // namespace

bool NameReader::is_edge(std::size_t i) const {
  if (!s_.is_mark(i)) return false;
  if (s_.is_hyphen(i)) return false;
  const std::string_view mark = s_.raw(i);
  if (mark == ".") return i + 1 == s_.size();
  return mark != "’" && mark != "'" && mark != "/" && mark != "&";
}

bool NameReader::is_name_quote(std::size_t i) const {
  if (!s_.is_quote(i)) return false;
  for (std::size_t near = i + 1; near <= i + 4 && near < s_.size(); ++near)
    if (s_.is_quote(near)) return near > i + 1;
  for (std::size_t back = 1; back <= 4 && back <= i; ++back)
    if (s_.is_quote(i - back)) return back > 1;
  return false;
}

bool NameReader::ends_name(std::size_t i, std::uint64_t ends) const {
  if (s_.match_ending(i + 1, Class::kBreak) && (ends & bit(Class::kBreak)) != 0) return true;
  if (s_.is(i, Class::kJoin) && opens_number(i + 1)) return true;
  return (is_edge(i) && !is_name_quote(i)) || barriers_[i] || s_[i].in_date || s_.is_any(i, ends);
}

bool NameReader::opens_number(std::size_t i) const {
  return s_.is_digits(i) || (i < s_.size() && s_[i].number != nullptr);
}

Span NameReader::trimmed(Span span) const {
  while (!span.empty() && (s_.is_any(span.first, kTrimmedFront) || s_[span.first].in_date ||
                           s_.is_comma(span.first))) {
    const Match* lead = s_.match(span.first, Class::kLead);  // "in a statement"
    span.first = lead ? std::min(lead->end, span.end) : span.first + 1;
  }
  while (span.end > span.first + 1 && (s_.is_any(span.end - 1, kTrimmedBack) ||
                                       s_[span.end - 1].in_date || s_.is_comma(span.end - 1)))
    --span.end;
  return span;
}

Span NameReader::without_preposition(Span span) const {
  if (span.empty() || !s_.is(span.first, Class::kPlaceBefore)) return span;
  for (std::size_t i = span.end; i-- > span.first + 1;)
    if (is_article(i) && i + 1 < span.end) return {i, span.end};
  return {span.first + 1, span.end};
}

bool NameReader::is_article(std::size_t i) const {
  return s_.is(i, Class::kIndefinite) ||
         (s_.is(i, Class::kStop) && !s_.is_any(i, bit(Class::kPlaceBefore) | bit(Class::kOf)));
}

bool NameReader::is_name(Span span) const {
  for (std::size_t i = span.first; i < span.end; ++i)
    if (s_.is_word(i) &&
        !s_.is_any(i, bit(Class::kPronoun) | bit(Class::kStop) | bit(Class::kPlaceBefore) |
                          bit(Class::kOf) | bit(Class::kIndefinite)))
      return true;
  return false;
}

Span NameReader::back_from(std::size_t end, bool* edge) const {
  std::size_t first = end;
  while (first > 0 && end - first < kLongestName && !ends_name(first - 1, kNameEnds) &&
         s_[first - 1].segment == s_[end - 1].segment)
    --first;
  const bool real = first == 0 || is_edge(first - 1) || s_.is(first - 1, Class::kBreak) ||
                    s_[first - 1].segment != s_[end - 1].segment || s_.is(first - 1, Class::kThat);
  if (edge) *edge = real;
  return without_preposition(trimmed({first, end}));
}

Span NameReader::on_from(std::size_t first) const {
  std::size_t from = first;
  while (from < s_.size() &&
         (s_.is(from, Class::kAux) || s_.is(from, Class::kLead) || s_[from].in_date ||
          s_.is(from, Class::kRelative) ||
          (s_.is(from, Class::kPlaceBefore) && from + 1 < s_.size() && s_[from + 1].in_date))) {
    const Match* lead = s_.match(from, Class::kLead);
    from = lead ? lead->end : from + 1;
  }
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

bool NameReader::ends_name_at(std::size_t i) const {
  return i >= s_.size() || ends_name(i, kAfterNameEnds);
}

Span NameReader::on_from_source(std::size_t first) const {
  std::size_t end = first;
  while (end < s_.size() && end - first < kLongestName && !ends_name(end, kNameEnds)) ++end;
  Span name = trimmed({first, end});
  while (name.end > name.first + 1 &&
         s_.is_any(name.end - 1, bit(Class::kPlaceBefore) | bit(Class::kOf) | bit(Class::kStop)))
    --name.end;
  return name;
}

bool NameReader::is_locative(std::size_t token) const {
  const auto& endings = s_.lexicon().locatives;
  const std::string_view word = s_.folded(token);
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return word.ends_with(ending); });
}

bool NameReader::is_possessed(std::size_t token) const {
  const auto& endings = s_.lexicon().possessives;
  const std::string_view word = s_.folded(token);
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return word.ends_with(ending); });
}

Span NameReader::without_locatives(Span span) const {
  if (!span.empty() && is_locative(span.first) && span.end == span.first + 1) return {};
  for (std::size_t i = span.first + 1; i < span.end; ++i) {
    if (!is_locative(i)) continue;
    const bool belongs = i > span.first + 1 && !s_[i - 1].capital && !is_possessed(i - 1);
    return {span.first, belongs ? i - 1 : i};
  }
  return span;
}

bool NameReader::is_report(std::size_t token) const {
  for (std::size_t m = s_[token].first_match; m < s_[token].end_match; ++m) {
    const Entry* entry = s_.matches()[m].entry;
    if (entry && entry->cls == Class::kOutlet && entry->form == Form::kReport) return true;
  }
  return false;
}

bool NameReader::is_told(std::size_t i) const {
  const Match* outlet = s_.match(i, Class::kOutlet);
  return outlet && outlet->entry->form == Form::kAfter;
}

bool NameReader::told_before(std::size_t end) const {
  for (std::size_t back = 1; back <= 4 && back <= end; ++back)
    if (is_told(end - back)) return true;
  return false;
}

std::size_t NameReader::outlet_begin(std::size_t outlet, std::size_t limit) const {
  std::size_t first = outlet;
  const bool quoted = first > limit && s_.is_quote(first - 1);
  if (quoted) --first;
  while (first > limit && (s_[first - 1].capital || s_.is_quote(first - 1))) {
    --first;
    if (quoted && s_.is_quote(first)) break;
  }
  return first;
}

Span NameReader::without_outlet(Span span) const {
  for (std::size_t i = span.first; i < span.end; ++i)
    if (is_told(i)) return {span.first, outlet_begin(i, span.first)};
  return span;
}

}  // namespace attest::reading
