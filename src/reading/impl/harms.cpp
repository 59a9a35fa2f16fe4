// Which number belongs to which harm word. There is no grammar of eight languages here: each pair
// of a number and a harm word of a sentence gets a cost, made of what stands between them, of the
// side on which the word stands, and of what the word takes (an object, a subject, either). The
// cheapest pair wins if its cost is below what a mention of that kind may cost. Numbers joined by
// "and" come out right by themselves, because what is joined costs next to nothing to pass over.
#include "reading/impl/harms.hpp"

#include <algorithm>
#include <array>

namespace attest::reading {
namespace {

using model::Measure;

constexpr double kNever = 1e9;

// What one token between costs.
constexpr double kWord = 1.0;
constexpr double kName = 0.7;
constexpr double kSmallWord = 0.6;
constexpr double kComma = 0.6;
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
constexpr double kLimitStatus = 3.0;

constexpr std::uint64_t kSmall = bit(Class::kStop) | bit(Class::kPlaceBefore) | bit(Class::kOf) |
                                 bit(Class::kOther) | bit(Class::kIndefinite) |
                                 bit(Class::kDateWord) | bit(Class::kHedge) | bit(Class::kBound) |
                                 bit(Class::kPronoun) | bit(Class::kRange);

class Collector {
 public:
  Collector(const Sentence& sentence, const std::vector<Mention>& mentions)
      : s_(sentence), mentions_(mentions) {}

  std::vector<Harm> collect() {
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (const Match* tally = s_.match(i, Class::kTally)) add_tally(*tally);
      if (const Match* neutral = s_.match(i, Class::kNeutral)) add(*neutral, true);
      add_measures(i);
    }
    name_tallies();
    return std::move(list_);
  }

 private:
  /// Of people and of houses, the closest each: "burned" is said of both.
  void add_measures(std::size_t token) {
    const Match* best[2] = {nullptr, nullptr};
    for (std::size_t m = s_[token].first_match; m < s_[token].end_match; ++m) {
      const Match& match = s_.matches()[m];
      if (!match.entry || match.entry->cls != Class::kMeasure) continue;
      const Match*& slot = best[match.entry->word == "houses" ? 1 : 0];
      if (!slot || is_closer(match, *slot)) slot = &match;
    }
    for (const Match* match : best)
      if (match) add(*match, false);
  }

  bool is_attribute(const Match& match) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
      return m.harm && m.harm_span.first == match.first;
    });
  }

  void add(const Match& match, bool neutral) {
    if (!neutral && is_attribute(match)) return;
    Harm harm;
    harm.span = {match.first, match.end};
    harm.entry = match.entry;
    harm.neutral = neutral;
    harm.measure = match.entry->measure;
    take_auxiliaries(harm);
    harm.denied = s_.match_ending(harm.span.first, Class::kNot) != nullptr;
    list_.push_back(harm);
  }

  /// "were", "have been", "were reportedly": the verb's own words.
  void take_auxiliaries(Harm& harm) const {
    const std::size_t word = harm.span.first;
    std::size_t first = word;
    while (first > 0) {
      if (const Match* aux = s_.match(first - 1, Class::kAux)) {
        // "were killed" is passive, "have killed" is not.
        if (first == word) harm.passive = aux->entry->form != Form::kVerb;
        harm.span.first = --first;
      } else if (s_.is(first - 1, Class::kHedge) && first >= 2 && s_.is(first - 2, Class::kAux)) {
        --first;
      } else {
        break;
      }
    }
    while (harm.span.end < s_.size() && s_.is(harm.span.end, Class::kAux) &&
           s_.lexicon().order == Order::kFree && harm.entry->form != Form::kEvent &&
           !s_.is(harm.span.end + 1, Class::kMeasure))
      ++harm.span.end;
  }

  void add_tally(const Match& match) {
    Harm harm;
    harm.span = {match.first, match.end};
    harm.entry = match.entry;
    harm.tally = true;
    harm.neutral = match.entry->value == 0;
    harm.measure = match.entry->measure;
    list_.push_back(harm);
  }

  /// "the opposition speaks of 40": of what was counted before.
  bool name_same(Harm& tally) const {
    if (tally.entry->word != "same") return false;
    for (std::size_t i = mentions_.size(); i-- > 0;)
      if (mentions_[i].harm && mentions_[i].phrase.end <= tally.span.first) {
        tally.measure = mentions_[i].harm->measure;
        tally.neutral = false;
        return true;
      }
    for (std::size_t i = list_.size(); i-- > 0;)
      if (!list_[i].tally && !list_[i].neutral && list_[i].span.end <= tally.span.first) {
        tally.measure = list_[i].measure;
        tally.neutral = false;
        return true;
      }
    return false;
  }

  /// "the number of killed": the tally counts what the harm word beside it says.
  void name_tallies() {
    constexpr std::size_t kFar = 4;
    for (Harm& tally : list_) {
      if (!tally.tally || !tally.neutral || name_same(tally)) continue;
      for (const Harm& harm : list_) {
        const bool after =
            harm.span.first >= tally.span.end && harm.span.first - tally.span.end <= kFar;
        const bool before =
            harm.span.end <= tally.span.first && tally.span.first - harm.span.end <= 1;
        if (harm.tally || harm.neutral || !(after || before)) continue;
        tally.neutral = false;
        tally.measure = harm.measure;
        break;
      }
    }
    std::erase_if(list_, [](const Harm& harm) { return harm.tally && harm.neutral; });
  }

  const Sentence& s_;
  const std::vector<Mention>& mentions_;
  std::vector<Harm> list_;
};

class Assigner {
 public:
  Assigner(const Sentence& sentence, const std::vector<Mention>& mentions,
           const std::vector<Harm>& harms)
      : s_(sentence), mentions_(mentions), harms_(harms) {}

  std::vector<Harmed> assign() {
    answers_.resize(mentions_.size());
    best_.assign(mentions_.size(), nullptr);
    prepare();
    for (std::size_t i = 0; i < mentions_.size(); ++i) decide(i);
    for (std::size_t i = 0; i < mentions_.size(); ++i)
      if (mentions_[i].subset) inherit(i);
    for (std::size_t i = 0; i < mentions_.size(); ++i) join_measures(i);
    return std::move(answers_);
  }

 private:
  /// For each token: the cost of passing over it, and the sum up to it.
  void prepare() {
    sums_.assign(s_.size() + 1, 0);
    for (std::size_t i = 0; i < s_.size(); ++i) sums_[i + 1] = sums_[i] + token_cost(i);
  }

  bool in_mention(std::size_t token) const {
    return std::any_of(mentions_.begin(), mentions_.end(),
                       [&](const Mention& m) { return m.phrase.contains(token) && m.counted; });
  }

  bool in_harm(std::size_t token) const {
    return std::any_of(harms_.begin(), harms_.end(),
                       [&](const Harm& h) { return h.span.contains(token); });
  }

  double token_cost(std::size_t token) const {
    if (in_mention(token)) return kMention;
    if (in_harm(token)) return kOtherHarm;
    if (s_.is_comma(token)) return kComma;
    if (s_.is(token, Class::kJoin)) return kJoin;
    if (s_.is_quote(token)) return kQuote;
    if (s_.is(token, Class::kAux)) return 0.1;
    if (s_.is_any(token, kSmall)) return kSmallWord;
    if (s_[token].in_date) return 0.3;
    return s_[token].capital ? kName : kWord;
  }

  double between(std::size_t first, std::size_t end) const {
    if (end <= first) return 0;
    const double clauses =
        std::abs(static_cast<int>(s_[end].clause) - static_cast<int>(s_[first - 1].clause));
    return sums_[end] - sums_[first] + clauses * kClause;
  }

  /// What the side costs on which the harm word stands.
  double side_cost(const Mention& m, const Harm& h, bool harm_before) const {
    const Order order = s_.lexicon().order;
    const Form form = h.entry->form;
    if (h.tally) return harm_before ? 0 : 20;
    if (form == Form::kEvent) {
      const bool people_first = s_.lexicon().event_after;
      return people_first == !harm_before ? 0 : 9;
    }
    if (order == Order::kFinal) return harm_before ? 9 : 0;
    if (order == Order::kInitial) return harm_before ? 0 : 0.8;
    if (form == Form::kVerb) return harm_before ? 0 : (s_.lexicon().bare_singular ? 1.5 : 6);
    const bool strict = !s_.lexicon().bare_singular;
    if (form == Form::kState || h.passive) return harm_before && strict ? 3.5 : 0;
    // "12 soldiers killed 30 civilians": the first are who did it.
    if (!harm_before && strict && takes_object(h, m)) return 8;
    return 0;
  }

  bool takes_object(const Harm& h, const Mention& subject) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
      return m.phrase.first == h.span.end && m.counted && m.number.counts &&
             m.noun != Mention::Noun::kNone && subject.noun != Mention::Noun::kNone;
    });
  }

  bool fits(const Mention& m, const Harm& h) const {
    const bool houses = m.category == "houses";
    return h.neutral || houses == (h.entry->word == "houses");
  }

  double cost(const Mention& m, const Harm& h) const {
    if (!fits(m, h)) return kNever;
    const bool harm_before = h.span.end <= m.phrase.first;
    if (!harm_before && h.span.first < m.phrase.end) return kNever;
    const double gap =
        harm_before ? between(h.span.end, m.phrase.first) : between(m.phrase.end, h.span.first);
    return gap * (h.tally ? 0.5 : 1) + side_cost(m, h, harm_before);
  }

  double limit(const Mention& m, const Harm& h) const {
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

  /// "five hostages were shot": what they were gives way to what was done to them.
  static bool is_status(Measure measure) {
    return measure == Measure::kCaptive || measure == Measure::kDisplaced ||
           measure == Measure::kArrested || measure == Measure::kMissing;
  }

  static bool may_claim(const Mention& m) {
    if (!m.counted || !m.number.counts) return false;
    return !m.number.like_a_year || m.noun == Mention::Noun::kPerson || m.harm;
  }

  void decide(std::size_t index) {
    const Mention& m = mentions_[index];
    if (!may_claim(m)) return;
    Harmed& answer = answers_[index];
    if (m.harm) {
      answer.measures = {m.harm->measure};
      answer.entry = m.harm;
      answer.span = m.harm_span;
      if (!is_status(m.harm->measure)) return;
    }
    const Harm* best = nullptr;
    double lowest = kNever;
    for (const Harm& harm : harms_) {
      if (m.subset && m.parent < index && best_[m.parent] == &harm) continue;
      const double price = cost(m, harm);
      if (price > limit(m, harm) || price >= lowest) continue;
      best = &harm;
      lowest = price;
    }
    if (!best || best->neutral) return;
    if (m.harm && (lowest > kLimitStatus || best->measure == m.harm->measure)) return;
    const bool vague_one = m.number.value == 1 && m.noun != Mention::Noun::kPerson && !m.others;
    if (vague_one && lowest > 0.5) return;
    answer.measures = {best->measure};
    answer.harm = best;
    answer.entry = best->entry;
    answer.span = best->span;
    answer.cost = lowest;
    best_[index] = best;
  }

  /// A part is harmed as the whole is, unless a harm word stands right beside it.
  void inherit(std::size_t index) {
    const Mention& m = mentions_[index];
    if (!may_claim(m) || m.parent == Mention::kNoParent) return;
    Harmed& answer = answers_[index];
    const Harmed& whole = answers_[m.parent];
    if (whole.measures.empty()) {
      if (answer.cost > 2) answer = {};
      return;
    }
    if (m.harm && m.harm->measure != Measure::kBodiesFound) return;
    if (answer.harm && answer.harm != whole.harm && answer.cost <= 1.2) return;
    answer = whole;
    answer.inherited = true;
  }

  /// "killed or wounded": one number of several measures.
  void join_measures(std::size_t index) {
    Harmed& answer = answers_[index];
    const Mention& m = mentions_[index];
    if (answer.measures.size() != 1 || answer.inherited) return;
    std::vector<Measure> all = answer.measures;
    Span chain = answer.span;
    for (const Harm& harm : harms_) {
      if (harm.neutral || harm.tally || harm.span.first < chain.end) continue;
      if (!joined(chain.end, harm.span.first) || taken(harm, index)) break;
      if (std::find(all.begin(), all.end(), harm.measure) == all.end()) all.push_back(harm.measure);
      chain.end = harm.span.end;
    }
    if (all.size() == 1) return;
    if (m.number.bound == model::Bound::kVague)
      answer.measures = all;
    else if (is_dead_and_wounded(all))
      answer.measures = {Measure::kAffected};
  }

  static bool is_dead_and_wounded(const std::vector<Measure>& measures) {
    return std::all_of(measures.begin(), measures.end(), [](Measure measure) {
      return measure == Measure::kKilled || measure == Measure::kWounded;
    });
  }

  bool joined(std::size_t first, std::size_t end) const {
    if (end - first > 4) return false;
    if (first == end) return s_[first].joined;
    for (std::size_t i = first; i < end;) {
      const Match* word = s_.match(i, Class::kJoin);
      if (!word) word = s_.match(i, Class::kRange);
      if (!word) word = s_.match(i, Class::kAux);
      if (!word && !s_.is_comma(i)) return false;
      i = word ? word->end : i + 1;
    }
    return true;
  }

  /// Whether another number stands closer to the harm word.
  bool taken(const Harm& harm, std::size_t but) const {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (i == but || !may_claim(mentions_[i]) || mentions_[i].subset) continue;
      if (best_[i] == &harm) return true;
    }
    return false;
  }

  const Sentence& s_;
  const std::vector<Mention>& mentions_;
  const std::vector<Harm>& harms_;
  std::vector<Harmed> answers_;
  std::vector<const Harm*> best_;
  std::vector<double> sums_;
};

}  // namespace

std::vector<Harm> find_harms(const Sentence& sentence, const std::vector<Mention>& mentions) {
  return Collector(sentence, mentions).collect();
}

std::vector<Harmed> assign_harms(const Sentence& sentence, const std::vector<Mention>& mentions,
                                 const std::vector<Harm>& harms) {
  return Assigner(sentence, mentions, harms).assign();
}

}  // namespace attest::reading
