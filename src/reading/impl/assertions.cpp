#include "reading/impl/claims.hpp"

namespace attest::reading {
namespace {

/// Where a clause may begin or end.
bool parts(const Sentence& s, std::size_t i) {
  return s.is_comma(i) || s.is_mark(i, ";") || s.is_mark(i, ":") || s.is_mark(i, "—") ||
         s.is(i, Class::kBreak);
}

}  // namespace

bool is_norm(const Sentence& s) {
  for (std::size_t i = 0; i < s.size(); ++i)
    if (s.is(i, Class::kNorm) || s.is_mark(i, "?")) return true;
  return false;
}

std::vector<Assertion> find_assertions(const Sentence& s, const std::vector<bool>& counted) {
  std::vector<Assertion> list;
  if (is_norm(s)) return list;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const Match* claim = s.match(i, Class::kClaim);
    if (!claim) continue;
    Span span{claim->first, claim->end};
    while (span.first > 0 && !parts(s, span.first - 1)) --span.first;
    while (span.end < s.size() && !parts(s, span.end) && !s.is_mark(span.end, ".")) ++span.end;
    bool holds_count = false;
    for (std::size_t t = span.first; t < span.end; ++t) holds_count = holds_count || counted[t];
    if (holds_count || (!list.empty() && span.first < list.back().span.end)) continue;
    list.push_back({span, claim->entry});
  }
  return list;
}

}  // namespace attest::reading
