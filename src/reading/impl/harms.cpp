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
constexpr double kLimitStatus = 3.0;

constexpr std::size_t kNearSaying = 4;  // tokens
constexpr double kFarTally = 20.0;
constexpr double kWrongSide = 14.0;
constexpr double kNewClause = 3.0;

constexpr std::uint64_t kSaying =
    bit(Class::kSpeech) | bit(Class::kSource) | bit(Class::kTally) | bit(Class::kDeny);

constexpr std::uint64_t kSmall = bit(Class::kStop) | bit(Class::kPlaceBefore) | bit(Class::kOf) |
                                 bit(Class::kOther) | bit(Class::kIndefinite) |
                                 bit(Class::kDateWord) | bit(Class::kHedge) | bit(Class::kBound) |
                                 bit(Class::kPronoun) | bit(Class::kRange);

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
    for (std::size_t i = 1; i < mentions_.size(); ++i) continue_figure(i);
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
    if (s_.is_mark(token, "՝")) return kGapMark;
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
    if (form == Form::kState || h.passive) return harm_before && strict ? 3.5 : 0;
    // "12 soldiers killed 30 civilians": the first are who did it.
    if (!harm_before && strict && takes_object(h, m)) return kWrongSide;
    return 0;
  }

  /// "12 soldiers killed 30 civilians", "a soldier had killed her child".
  bool takes_object(const Harm& h, const Mention& subject) const {
    if (subject.noun == Mention::Noun::kNone || h.passive) return false;
    const bool counted = std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
      return m.phrase.first == h.span.end && m.counted && m.number.counts &&
             m.noun != Mention::Noun::kNone;
    });
    if (counted) return true;
    std::size_t object = h.span.end;
    for (std::size_t skipped = 0; skipped < 2 && s_.is(object, Class::kStop); ++skipped) ++object;
    const bool behind_preposition =
        std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& m) {
          return m.phrase.first == object && may_claim(m) && &m != &subject;
        });
    if (behind_preposition) return true;
    return object > h.span.end && s_.is(object, Class::kPerson) &&
           !s_.is(object - 1, Class::kPlaceBefore);
  }

  /// "the accused ordered five captives shot": one person alone reaches over no other number.
  bool is_behind_another(const Mention& m, const Harm& h) const {
    if (is_joined(m)) return false;
    const std::size_t first = std::min(m.phrase.end, h.span.end);
    const std::size_t end = std::max(m.phrase.first, h.span.first);
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& other) {
      return may_claim(other) && other.phrase.first >= first && other.phrase.end <= end &&
             !is_joined(other);
    });
  }

  bool is_joined(const Mention& m) const {
    if (m.number.joined) return true;
    const std::size_t first = m.phrase.first;
    return first > 0 && (s_.is(first - 1, Class::kJoin) || s_.is_comma(first - 1));
  }

  /// "rose to 57 dead and 19 missing": what follows the figure of the toll with a noun of its own
  /// is another matter.
  bool is_crossed(const Mention& m, const Harm& tally) const {
    if (m.noun == Mention::Noun::kNone && !m.harm) return false;
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& other) {
      if (!may_claim(other) || other.phrase.first < tally.span.end) return false;
      return other.phrase.end <= m.phrase.first && !ranges_to(other, m) && !other.subset;
    });
  }

  /// "from 12 to 19 people"
  bool ranges_to(const Mention& a, const Mention& b) const {
    constexpr std::size_t kFar = 2;
    if (b.phrase.first < a.phrase.end || b.phrase.first > a.phrase.end + kFar) return false;
    for (std::size_t i = a.phrase.end; i < b.phrase.first; ++i)
      if (s_.is_comma(i) || s_.is(i, Class::kJoin)) return false;
    return !s_[b.phrase.first].joined;
  }

  /// "detuvo a 60 personas": nothing but a preposition between.
  bool is_object(const Mention& m, const Harm& h) const {
    constexpr std::size_t kFar = 2;
    if (h.entry->form != Form::kVerb || m.phrase.first > h.span.end + kFar) return false;
    for (std::size_t i = h.span.end; i < m.phrase.first; ++i)
      if (!s_.is(i, Class::kStop)) return false;
    return true;
  }

  bool fits(const Mention& m, const Harm& h) const {
    const bool houses = m.category == "houses";
    return h.neutral || houses == (h.entry->word == "houses");
  }

  double cost(const Mention& m, const Harm& h) const {
    if (!fits(m, h)) return kNever;
    const bool harm_before = h.span.end <= m.phrase.first;
    if (!harm_before && h.span.first < m.phrase.end) return kNever;
    if (m.number.value == 1 && !h.neutral && is_behind_another(m, h)) return kNever;
    const double gap = harm_before ? (is_object(m, h) ? 0 : between(h.span.end, m.phrase.first))
                                   : between(m.phrase.end, h.span.first);
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
      const Harm* died = m.harm->measure == Measure::kWounded ? death_of_wounded(m) : nullptr;
      if (died) {
        answer.measures = {died->measure};
        answer.harm = best_[index] = died;
        answer.entry = died->entry;
      }
      if (!is_status(m.harm->measure) || m.whole_only) return;
    }
    const Harm* best = nullptr;
    double lowest = kNever;
    for (const Harm& harm : harms_) {
      if (m.subset && m.parent < index && best_[m.parent] == &harm) continue;
      if (m.whole_only && harm.span.end != m.phrase.first) continue;
      if (is_said_of_part(index, harm)) continue;
      const double price = cost(m, harm);
      if (price > limit(m, harm) || price >= lowest) continue;
      best = &harm;
      lowest = price;
    }
    if (!best || best->neutral) return;
    best = rather_death(index, best, lowest);
    const bool keeps_status =
        lowest > kLimitStatus || best->tally || (m.harm && best->measure == m.harm->measure);
    if (m.harm && keeps_status) return;
    const bool vague_one = m.number.value == 1 && m.noun != Mention::Noun::kPerson && !m.others;
    if (vague_one && lowest > 0.5) return;
    answer.measures = {best->measure};
    answer.harm = best;
    answer.entry = best->entry;
    answer.span = best->span;
    answer.cost = lowest;
    best_[index] = best;
  }

  /// "two of the wounded died": the verb stands right beside them.
  const Harm* death_of_wounded(const Mention& m) const {
    for (const Harm& harm : harms_) {
      if (!is_death(harm.measure) || harm.tally || harm.entry->form != Form::kState) continue;
      const bool before = harm.span.end <= m.phrase.first;
      const std::size_t first = before ? harm.span.end : m.phrase.end;
      const std::size_t end = before ? m.phrase.first : harm.span.first;
      if (end < first || sums_[end] - sums_[first] > 1.2) continue;
      const bool other = std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& o) {
        return &o != &m && o.phrase.first >= first && o.phrase.end <= end;
      });
      if (!other && s_[first].segment == s_[m.phrase.first].segment) return &harm;
    }
    return nullptr;
  }

  /// "shot five captured soldiers": what was done to them in the end.
  const Harm* rather_death(std::size_t index, const Harm* best, double lowest) const {
    constexpr double kLittleFurther = 3.7;
    const Mention& m = mentions_[index];
    if (!is_status(best->measure) || best->tally) return best;
    for (const Harm& harm : harms_) {
      if (!is_death(harm.measure) || harm.tally || harm.neutral) continue;
      if (is_behind_another(m, harm) || harm.entry->form == Form::kNoun) continue;
      if (std::find(best_.begin(), best_.end(), &harm) != best_.end()) continue;
      if (cost(m, harm) <= lowest + kLittleFurther && (harm.span.end <= m.phrase.first) &&
          std::abs(static_cast<int>(s_[harm.span.first].clause) -
                   static_cast<int>(s_[m.phrase.first].clause)) == 0)
        return &harm;
    }
    return best;
  }

  /// "7,000 passed through the camp, of whom 800 were killed"
  bool is_said_of_part(std::size_t index, const Harm& harm) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& part) {
      return part.relative && part.parent == index && harm.span.first >= part.phrase.end;
    });
  }

  /// A part is harmed as the whole is, unless a harm word stands right beside it.
  void inherit(std::size_t index) {
    const Mention& m = mentions_[index];
    Harmed& answer = answers_[index];
    if (m.subset_harm && !m.harm && may_claim(m)) {
      answer = {};
      answer.measures = {m.subset_harm->measure};
      answer.entry = m.subset_harm;
      answer.span = m.phrase;
      return;
    }
    if (!may_claim(m) || m.parent == Mention::kNoParent) return;
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

  /// A bare number that goes on with an earlier figure: "14 according to the police, 20 according
  /// to hospitals", "from 58 dead to 64", "… ; the government admits 38".
  void continue_figure(std::size_t index) {
    const Mention& m = mentions_[index];
    if (!may_claim(m) || m.noun != Mention::Noun::kNone || m.harm || m.subset || m.others) return;
    if (m.kind != Mention::Number::kWritten || m.number.bound == model::Bound::kVague) return;
    std::size_t earlier = index;
    while (earlier > 0 && (answers_[earlier - 1].measures.empty() || mentions_[earlier - 1].subset))
      --earlier;
    if (earlier-- == 0) return;
    const Harmed& figure = answers_[earlier];
    const bool changed = mentions_[earlier].harm && answers_[index].harm &&
                         answers_[index].harm->tally && ranges_to(mentions_[earlier], m);
    if (!answers_[index].measures.empty() && !changed) return;
    if (!changed && !goes_on(m, mentions_[earlier])) return;
    answers_[index] = figure;
    answers_[index].inherited = true;
  }

  bool goes_on(const Mention& m, const Mention& earlier) const {
    if (s_.is(m.phrase.end, Class::kSource) || behind_gap(m)) return true;
    if (s_.match_ending(m.phrase.first, Class::kFrom) && changes()) return true;
    const bool apart = s_[m.phrase.first].segment != s_[earlier.phrase.first].segment;
    bool said = false, changed = false, of_something_else = false;
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (s_[i].segment != s_[m.phrase.first].segment) continue;
      if (i < earlier.phrase.end && !apart) continue;
      const bool near = i + kNearSaying >= m.phrase.first && i <= m.phrase.end + kNearSaying;
      said = said || (s_.is_any(i, kSaying) && (apart || near));
      changed = changed || (s_.is(i, Class::kChange) && i < m.phrase.first);
      of_something_else = of_something_else || in_harm(i);
    }
    return !of_something_else && (changed || said);
  }

  bool changes() const {
    for (std::size_t i = 0; i < s_.size(); ++i)
      if (s_.is(i, Class::kChange)) return true;
    return false;
  }

  /// «центр «Факт» — о 31», «կենտրոնը՝ 31-ի»: the mark stands for the verb.
  bool behind_gap(const Mention& m) const {
    std::size_t first = m.phrase.first;
    if (first > 0 && s_.is_any(first - 1, kSmall) && s_.is_word(first - 1)) --first;
    return first > 0 && (s_.is_mark(first - 1, "՝") || s_.is_mark(first - 1, "—")) &&
           m.phrase.end + 2 >= s_.size();
  }

  /// "killed or wounded": one number of several measures.
  void join_measures(std::size_t index) {
    Harmed& answer = answers_[index];
    const Mention& m = mentions_[index];
    if (answer.measures.size() != 1 || answer.inherited) return;
    std::vector<Measure> all = answer.measures;
    Span chain = answer.span;
    add_joined_before(index, all);
    for (const Harm& harm : harms_) {
      if (harm.neutral || harm.tally || harm.span.first < chain.end) continue;
      if (!joined(chain.end, harm.span.first) || taken(harm, index)) break;
      if (std::find(all.begin(), all.end(), harm.measure) == all.end()) all.push_back(harm.measure);
      chain.end = harm.span.end;
    }
    if (all.size() == 1) return;
    if (is_status(all.front()) && is_death(all.back()))
      answer.measures = {all.back()};  // "were taken to the river and shot"
    else if (m.number.bound == model::Bound::kVague)
      answer.measures = all;
    else if (is_dead_and_wounded(all))
      answer.measures = {Measure::kAffected};
  }

  /// مقتل وإصابة 35: the nearer word is taken, the other stands before it.
  void add_joined_before(std::size_t index, std::vector<Measure>& all) const {
    std::size_t first = answers_[index].span.first;
    for (std::size_t i = harms_.size(); i-- > 0;) {
      const Harm& harm = harms_[i];
      if (harm.neutral || harm.tally || harm.span.end > first) continue;
      const bool direct = harm.span.end == first || s_.is(harm.span.end, Class::kJoin);
      if (!direct || !joined(harm.span.end, first) || taken(harm, index)) break;
      if (std::find(all.begin(), all.end(), harm.measure) == all.end()) all.push_back(harm.measure);
      first = harm.span.first;
    }
  }

  static bool is_death(Measure measure) {
    return measure == Measure::kKilled || measure == Measure::kExecuted;
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

std::vector<Harmed> assign_harms(const Sentence& sentence, const std::vector<Mention>& mentions,
                                 const std::vector<Harm>& harms) {
  return Assigner(sentence, mentions, harms).assign();
}

}  // namespace attest::reading
