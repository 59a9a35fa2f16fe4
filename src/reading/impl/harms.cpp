#include "reading/impl/harms.hpp"

#include <algorithm>

#include "reading/impl/harm_cost.hpp"

namespace attest::reading {
namespace {

using model::Measure;

constexpr double kLimitStatus = 3.0;
constexpr std::size_t kNearSaying = 4;  // tokens
constexpr std::uint64_t kSaying =
    bit(Class::kSpeech) | bit(Class::kSource) | bit(Class::kTally) | bit(Class::kDeny);

/// Gives each mention the harm word that costs least, then what follows from its neighbours.
class Assigner {
 public:
  Assigner(const Sentence& sentence, const std::vector<Mention>& mentions,
           const std::vector<Harm>& harms)
      : s_(sentence), mentions_(mentions), harms_(harms), costs_(sentence, mentions, harms) {}

  std::vector<Harmed> assign() {
    answers_.resize(mentions_.size());
    best_.assign(mentions_.size(), nullptr);
    for (std::size_t i = 0; i < mentions_.size(); ++i) decide(i);
    for (std::size_t i = 0; i < mentions_.size(); ++i)
      if (mentions_[i].subset) inherit(i);
    for (std::size_t i = 1; i < mentions_.size(); ++i) continue_figure(i);
    for (std::size_t i = mentions_.size(); i-- > 0;) take_from_next(i);
    for (std::size_t i = 0; i < mentions_.size(); ++i) join_measures(i);
    return std::move(answers_);
  }

 private:
  /// "five hostages were shot": what they were gives way to what was done to them.
  static bool is_status(Measure measure) {
    return measure == Measure::kCaptive || measure == Measure::kDisplaced ||
           measure == Measure::kArrested || measure == Measure::kMissing;
  }

  /// Who was detained as a hostage is a hostage.
  static bool says_no_more(const Harm& harm, const Entry& status) {
    return harm.measure == status.measure ||
           (harm.measure == Measure::kArrested && status.measure == Measure::kCaptive);
  }

  void decide(std::size_t index) {
    const Mention& m = mentions_[index];
    if (!HarmCosts::may_claim(m)) return;
    Harmed& answer = answers_[index];
    if (m.harm) {
      answer.measures = {m.harm->measure};
      answer.entry = m.harm;
      answer.span = m.harm_span;
      if (const Harm* other = rather(m)) {
        answer.measures = {other->measure};
        answer.harm = best_[index] = other;
        answer.entry = other->entry;
      }
      if (!is_status(m.harm->measure) || m.whole_only) return;
    }
    const Harm* best = nullptr;
    double lowest = kNever;
    for (const Harm& harm : harms_) {
      if (m.subset && m.parent < index && best_[m.parent] == &harm) continue;
      if (m.whole_only && harm.span.end != m.phrase.first) continue;
      if (is_said_of_part(index, harm)) continue;
      const double price = costs_.cost(m, harm);
      if (price > costs_.limit(m, harm) || price >= lowest) continue;
      best = &harm;
      lowest = price;
    }
    if (!best || best->neutral) return;
    best = rather_death(index, best, lowest);
    const bool keeps_status =
        lowest > kLimitStatus || best->tally || (m.harm && says_no_more(*best, *m.harm));
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

  /// What stands beside a noun of harm may say more than the noun does.
  const Harm* rather(const Mention& m) const {
    if (m.harm->measure == Measure::kWounded) return death_of_wounded(m);
    return m.harm->measure == Measure::kKilled ? bodies_of_dead(m) : nullptr;
  }

  /// «тела 10 погибших»
  const Harm* bodies_of_dead(const Mention& m) const {
    for (const Harm& harm : harms_)
      if (harm.measure == Measure::kBodiesFound && harm.span.end <= m.phrase.first &&
          costs_.gap(harm.span.end, m.phrase.first) <= 1.2)
        return &harm;
    return nullptr;
  }

  /// "two of the wounded died": the verb stands right beside them.
  const Harm* death_of_wounded(const Mention& m) const {
    for (const Harm& harm : harms_) {
      if (!is_death(harm.measure) || harm.tally || harm.entry->form != Form::kState) continue;
      const bool before = harm.span.end <= m.phrase.first;
      const std::size_t first = before ? harm.span.end : m.phrase.end;
      const std::size_t end = before ? m.phrase.first : harm.span.first;
      if (end < first || costs_.gap(first, end) > 1.2 || is_joined(first, end)) continue;
      if (s_[m.phrase.first].joined) continue;
      const bool other = std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& o) {
        return &o != &m && o.phrase.first >= first && o.phrase.end <= end;
      });
      if (!other && s_[first].segment == s_[m.phrase.first].segment) return &harm;
    }
    return nullptr;
  }

  bool is_joined(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i)
      if (s_.is_comma(i) || s_.is(i, Class::kJoin)) return true;
    return false;
  }

  /// "shot five captured soldiers": what was done to them in the end.
  const Harm* rather_death(std::size_t index, const Harm* best, double lowest) const {
    constexpr double kLittleFurther = 3.7;
    const Mention& m = mentions_[index];
    if (!is_status(best->measure) || best->tally) return best;
    if (best->measure == Measure::kArrested)
      if (const Harm* held = held_as_captive(m)) return held;
    for (const Harm& harm : harms_) {
      if (!is_death(harm.measure) || harm.tally || harm.neutral) continue;
      if (costs_.is_behind_another(m, harm) || harm.entry->form == Form::kNoun) continue;
      if (std::find(best_.begin(), best_.end(), &harm) != best_.end()) continue;
      if (costs_.cost(m, harm) <= lowest + kLittleFurther && (harm.span.end <= m.phrase.first) &&
          std::abs(static_cast<int>(s_[harm.span.first].clause) -
                   static_cast<int>(s_[m.phrase.first].clause)) == 0)
        return &harm;
    }
    return best;
  }

  /// «واحتُجز 251 آخرون كرهائن»: what they are held as stands right behind.
  const Harm* held_as_captive(const Mention& m) const {
    for (const Harm& harm : harms_)
      if (harm.measure == Measure::kCaptive && harm.span.first >= m.phrase.end &&
          costs_.gap(m.phrase.end, harm.span.first) <= 1.2)
        return &harm;
    return nullptr;
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
    if (m.subset_harm && !m.harm && HarmCosts::may_claim(m)) {
      answer = {};
      answer.measures = {m.subset_harm->measure};
      answer.entry = m.subset_harm;
      answer.span = m.phrase;
      return;
    }
    if (!HarmCosts::may_claim(m) || m.parent == Mention::kNoParent) return;
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
    if (!HarmCosts::may_claim(m) || m.noun != Mention::Noun::kNone || m.harm || m.subset ||
        m.others)
      return;
    if (m.kind != Mention::Number::kWritten || m.number.bound == model::Bound::kVague) return;
    std::size_t earlier = index;
    while (earlier > 0 && (answers_[earlier - 1].measures.empty() || mentions_[earlier - 1].subset))
      --earlier;
    if (earlier-- == 0) return;
    const Harmed& figure = answers_[earlier];
    const bool changed = mentions_[earlier].harm && answers_[index].harm &&
                         answers_[index].harm->tally && costs_.ranges_to(mentions_[earlier], m);
    if (!answers_[index].measures.empty() && !changed) return;
    if (!changed && !goes_on(m, mentions_[earlier])) return;
    answers_[index] = figure;
    answers_[index].inherited = true;
  }

  bool goes_on(const Mention& m, const Mention& earlier) const {
    if (s_.is(m.phrase.end, Class::kSource) || behind_gap(m) || is_listed(m, earlier)) return true;
    if (s_.match_ending(m.phrase.first, Class::kFrom) && changes()) return true;
    const bool apart = s_[m.phrase.first].segment != s_[earlier.phrase.first].segment;
    bool said = false, changed = false, of_something_else = false;
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (s_[i].segment != s_[m.phrase.first].segment) continue;
      if (i < earlier.phrase.end && !apart) continue;
      const bool near = i + kNearSaying >= m.phrase.first && i <= m.phrase.end + kNearSaying;
      said = said || (s_.is_any(i, kSaying) && (apart || near));
      changed = changed || (s_.is(i, Class::kChange) && i < m.phrase.first);
      of_something_else = of_something_else || costs_.in_harm(i);
    }
    return !of_something_else && (changed || said);
  }

  /// "five people in Homs, eight in Hama"
  bool is_listed(const Mention& m, const Mention& earlier) const {
    const std::size_t first = m.phrase.first;
    return first > 0 && (s_.is_comma(first - 1) || s_.is(first - 1, Class::kJoin)) &&
           s_.is(m.phrase.end, Class::kPlaceBefore) &&
           s_.is(earlier.phrase.end, Class::kPlaceBefore);
  }

  /// "Goranboyda 5, Tərtərdə 8, Ağdamda 4 nəfər", «по данным полиции — 18, по данным врачей — 45
  /// погибших»: the noun of the last figure is that of all.
  void take_from_next(std::size_t index) {
    const Mention& m = mentions_[index];
    const bool bare = HarmCosts::may_claim(m) && m.noun == Mention::Noun::kNone && !m.harm &&
                      !m.subset && !m.others && m.kind == Mention::Number::kWritten &&
                      m.number.bound != model::Bound::kVague;
    if (!bare || index + 1 >= mentions_.size() || !answers_[index].measures.empty()) return;
    const Mention& next = mentions_[index + 1];
    if (answers_[index + 1].measures.empty() || next.subset || next.kind != m.kind) return;
    const bool listed = s_.is_comma(m.phrase.end) || s_.is(m.phrase.end, Class::kBreak);
    if (!listed || !opens_figure(m.phrase.first) || !opens_figure(next.phrase.first)) return;
    answers_[index] = answers_[index + 1];
    answers_[index].inherited = true;
  }

  /// Behind a place, a source, or the mark that stands for a verb.
  bool opens_figure(std::size_t token) const {
    if (token == 0) return false;
    if (s_.match_ending(token, Class::kBreak) && token > 1) --token;
    const auto& endings = s_.lexicon().locatives;
    const bool place = std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
      return s_.folded(token - 1).ends_with(ending);
    });
    return place || s_.match_ending(token, Class::kSource) || s_.is_dash(token - 1) ||
           s_.is_mark(token - 1, "՝");
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
      if (i == but || !HarmCosts::may_claim(mentions_[i]) || mentions_[i].subset) continue;
      if (best_[i] == &harm) return true;
    }
    return false;
  }

  const Sentence& s_;
  const std::vector<Mention>& mentions_;
  const std::vector<Harm>& harms_;
  HarmCosts costs_;
  std::vector<Harmed> answers_;
  std::vector<const Harm*> best_;
};

}  // namespace

std::vector<Harmed> assign_harms(const Sentence& sentence, const std::vector<Mention>& mentions,
                                 const std::vector<Harm>& harms) {
  return Assigner(sentence, mentions, harms).assign();
}

}  // namespace attest::reading
