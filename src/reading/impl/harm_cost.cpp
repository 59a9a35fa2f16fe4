// Which number belongs to which harm word. There is no grammar of eight languages here: each pair
// of a number and a harm word of a sentence gets a cost, made of what stands between them, of the
// side on which the word stands, and of what the word takes (an object, a subject, either). The
// cheapest pair wins if its cost is below what a mention of that kind may cost. Numbers joined by
// "and" come out right by themselves, because what is joined costs next to nothing to pass over.
#include "reading/impl/harm_cost.hpp"

#include <algorithm>
#include <cmath>

namespace attest::reading {
namespace {

// What one token between costs.
constexpr double kWord = 1.0;
constexpr double kName = 0.7;
constexpr double kSmallWord = 0.6;
constexpr double kComma = 0.6;
constexpr double kGapMark = 0.1;  // ութը՝ վիրավորվել: stands for the verb left out
constexpr double kJoin = 0.3;
constexpr double kMention = 0.15;
constexpr double kQuote = 1.5;
constexpr double kOtherHarm = 3.0;
constexpr double kClause = 6.0;

// What a mention may cost at most.
constexpr double kLimitPerson = 13.0;
constexpr double kLimitVague = 4.5;
constexpr double kLimitOthers = 5.0;
constexpr double kLimitUnknown = 2.6;
constexpr double kLimitBare = 1.7;
constexpr double kLimitArticle = 4.0;
constexpr double kLimitSingular = 1.3;
constexpr double kLimitTally = 12.0;

constexpr double kFarTally = 20.0;
constexpr double kWrongSide = 14.0;
constexpr double kNewClause = 3.0;

}  // namespace

void HarmCosts::prepare() {
  sums_.assign(s_.size() + 1, 0);
  for (std::size_t i = 0; i < s_.size(); ++i) sums_[i + 1] = sums_[i] + token_cost(i);
}

bool HarmCosts::in_mention(std::size_t token) const {
  return std::any_of(mentions_.begin(), mentions_.end(),
                     [&](const Mention& m) { return m.phrase.contains(token) && m.counted; });
}

bool HarmCosts::in_harm(std::size_t token) const {
  return std::any_of(harms_.begin(), harms_.end(),
                     [&](const Harm& h) { return h.span.contains(token); });
}

double HarmCosts::token_cost(std::size_t token) const {
  if (in_mention(token)) return kMention;
  if (in_harm(token)) return kOtherHarm;
  if (s_.is_mark(token, "՝")) return kGapMark;
  if (s_.is_comma(token)) return kComma;
  if (s_.is(token, Class::kJoin)) return kJoin;
  if (s_.is_quote(token)) return kQuote;
  if (s_.is(token, Class::kAux)) return 0.1;
  if (s_.is_any(token, kSmall)) return kSmallWord;
  if (s_[token].in_date) return 0.3;
  return s_[token].capital ? kName : kWord;
}

double HarmCosts::between(std::size_t first, std::size_t end) const {
  if (end <= first) return 0;
  const double clauses =
      std::abs(static_cast<int>(s_[end].clause) - static_cast<int>(s_[first - 1].clause));
  return sums_[end] - sums_[first] + clauses * kClause;
}

double HarmCosts::side_cost(const Mention& m, const Harm& h, bool harm_before) const {
  const Order order = s_.lexicon().order;
  const Form form = h.entry->form;
  if (h.tally) return harm_before ? (is_crossed(m, h) ? kFarTally : 0) : kFarTally;
  if (form == Form::kEvent) {
    const bool people_first = s_.lexicon().event_after;
    return people_first == !harm_before ? 0 : 9;
  }
  if (order == Order::kFinal) return harm_before ? 9 : 0;
  if (order == Order::kInitial)
    return harm_before ? 0 : (s_[h.span.first].joined ? kNewClause : 0.8);
  if (form == Form::kVerb) {
    if (!harm_before && takes_object(h, m)) return kWrongSide;
    return harm_before ? 0 : (s_.lexicon().bare_singular ? 1.5 : 6);
  }
  const bool strict = !s_.lexicon().bare_singular;
  const bool beside = h.span.end == m.phrase.first;  // "Murieron 12 personas"
  if (form == Form::kState || h.passive) return harm_before && strict && !beside ? 3.5 : 0;
  // "12 soldiers killed 30 civilians": the first are who did it.
  if (!harm_before && strict && takes_object(h, m)) return kWrongSide;
  return 0;
}

bool HarmCosts::takes_object(const Harm& h, const Mention& subject) const {
  if (subject.noun == Mention::Noun::kNone || h.passive) return false;
  const bool counted = std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
    return m.phrase.first == h.span.end && m.counted && m.number.counts &&
           m.noun != Mention::Noun::kNone;
  });
  if (counted) return true;
  std::size_t object = h.span.end;
  for (std::size_t skipped = 0; skipped < 2 && s_.is(object, Class::kStop); ++skipped) ++object;
  const bool behind_preposition = std::any_of(
      mentions_.begin(), mentions_.end(),
      [&](const Mention& m) { return m.phrase.first == object && may_claim(m) && &m != &subject; });
  if (behind_preposition) return true;
  return object > h.span.end && s_.is(object, Class::kPerson) &&
         !s_.is(object - 1, Class::kPlaceBefore);
}

bool HarmCosts::is_behind_another(const Mention& m, const Harm& h) const {
  if (is_joined(m)) return false;
  const std::size_t first = std::min(m.phrase.end, h.span.end);
  const std::size_t end = std::max(m.phrase.first, h.span.first);
  return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& other) {
    return may_claim(other) && other.phrase.first >= first && other.phrase.end <= end &&
           !is_joined(other);
  });
}

bool HarmCosts::is_joined(const Mention& m) const {
  if (m.number.joined) return true;
  const std::size_t first = m.phrase.first;
  return first > 0 && (s_.is(first - 1, Class::kJoin) || s_.is_comma(first - 1));
}

bool HarmCosts::is_crossed(const Mention& m, const Harm& tally) const {
  if (m.noun == Mention::Noun::kNone && !m.harm) return false;
  return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& other) {
    if (!may_claim(other) || other.phrase.first < tally.span.end) return false;
    return other.phrase.end <= m.phrase.first && !ranges_to(other, m) && !other.subset;
  });
}

bool HarmCosts::ranges_to(const Mention& a, const Mention& b) const {
  constexpr std::size_t kFar = 2;
  if (b.phrase.first < a.phrase.end || b.phrase.first > a.phrase.end + kFar) return false;
  for (std::size_t i = a.phrase.end; i < b.phrase.first; ++i)
    if (s_.is_comma(i) || s_.is(i, Class::kJoin)) return false;
  return !s_[b.phrase.first].joined;
}

bool HarmCosts::is_object(const Mention& m, const Harm& h) const {
  constexpr std::size_t kFar = 2;
  if (h.entry->form != Form::kVerb || m.phrase.first > h.span.end + kFar) return false;
  for (std::size_t i = h.span.end; i < m.phrase.first; ++i)
    if (!s_.is(i, Class::kStop)) return false;
  return true;
}

bool HarmCosts::fits(const Mention& m, const Harm& h) const {
  const bool houses = m.category == "houses";
  return h.neutral || houses == (h.entry->word == "houses");
}

double HarmCosts::cost(const Mention& m, const Harm& h) const {
  if (!fits(m, h)) return kNever;
  const bool harm_before = h.span.end <= m.phrase.first;
  if (!harm_before && h.span.first < m.phrase.end) return kNever;
  if (m.number.value == 1 && !h.neutral && is_behind_another(m, h)) return kNever;
  const double gap = harm_before ? (is_object(m, h) ? 0 : between(h.span.end, m.phrase.first))
                                 : between(m.phrase.end, h.span.first);
  return gap * (h.tally ? 0.5 : 1) + side_cost(m, h, harm_before);
}

double HarmCosts::limit(const Mention& m, const Harm& h) const {
  if (h.tally && m.kind == Mention::Number::kWritten) return kLimitTally;
  if (m.kind == Mention::Number::kArticle) return kLimitArticle;
  if (m.kind == Mention::Number::kBare)
    return m.phrase.end - m.phrase.first > 1 ? kLimitArticle : kLimitSingular;
  if (m.noun == Mention::Noun::kPerson) return kLimitPerson;
  if (m.noun == Mention::Noun::kUnknown) return kLimitUnknown;
  if (m.others || m.subset) return kLimitOthers;
  if (m.number.bound == model::Bound::kVague) return kLimitVague;
  return kLimitBare;
}

bool HarmCosts::may_claim(const Mention& m) {
  if (!m.counted || !m.number.counts) return false;
  return !m.number.like_a_year || m.noun == Mention::Noun::kPerson || m.harm;
}

}  // namespace attest::reading
