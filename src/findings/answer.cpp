#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "findings/figures.hpp"

namespace attest::findings {
namespace {

/// A figure's two ends after the policy's vague-word rule.
struct Ends {
  std::optional<std::int64_t> low, high;
  bool none() const { return !low && !high; }
};

Ends ends(const model::Figure& figure, const model::VagueRule* vague) {
  const auto quantity = vague ? apply(*vague, figure.quantity) : figure.quantity;
  return {lower_end(quantity), upper_end(quantity)};
}

std::size_t rank(const Policy& policy, const Line& line) {
  if (!line.kind) return policy.priority.size();
  const auto found = std::find(policy.priority.begin(), policy.priority.end(), *line.kind);
  return static_cast<std::size_t>(found - policy.priority.begin());
}

std::string name_of(const model::Figure& figure) {
  return figure.by.key.empty() ? figure.by.asserter : figure.by.key;
}

/// Which lines count under a policy, and why others do not.
class Sieve {
 public:
  Sieve(std::span<const model::Figure> figures, std::span<const Line> lines, const Policy& policy)
      : figures_(figures),
        policy_(policy),
        vague_(policy.vague_rule == "none" ? nullptr : model::find_vague_rule(policy.vague_rule)) {
    for (const auto& line : lines) {
      if (ends(figures_[line.figure], vague_).none()) continue;
      if (!best_ || rank(policy, line) < rank(policy, *best_)) best_ = &line;
    }
  }

  Ends ends_of(const Line& line) const { return ends(figures_[line.figure], vague_); }

  /// Empty: the line counts.
  std::string why_not(const Line& line) const {
    const auto& figure = figures_[line.figure];
    if (ends_of(line).none()) return "no number";
    switch (policy_.rule) {
      case Rule::kAll:
        return {};
      case Rule::kSeen:
        return figure.by.seen == model::Seen::kSeen
                   ? std::string()
                   : fmt::format("not seen ({})", model::word(figure.by.seen));
      case Rule::kIndependent:
        return line.echo ? fmt::format("{}; origin: {}", line.echo->reason,
                                       name_of(figures_[line.echo->origin]))
                         : std::string();
      case Rule::kPriority:
        return why_not_first(line);
    }
    return {};
  }

 private:
  std::string why_not_first(const Line& line) const {
    if (rank(policy_, line) == rank(policy_, *best_)) return {};
    const auto word = best_->kind ? model::word(*best_->kind) : std::string_view("better placed");
    return fmt::format("a source of a kind placed first ({}) gives a number", word);
  }

  std::span<const model::Figure> figures_;
  const Policy& policy_;
  const model::VagueRule* vague_;
  const Line* best_ = nullptr;
};

/// The range of one measure; typed, so that no other measure can slip in. A floor ("at least
/// 1,000") bears on the high only where it lies above every stated upper end, a ceiling on the low
/// only where it lies below every stated lower end.
template <model::Measure M>
struct Hull {
  model::Range<M> lows, highs;

  void include(const Ends& ends) {
    if (ends.low) lows.include(model::Amount<M>{*ends.low});
    if (ends.high) highs.include(model::Amount<M>{*ends.high});
  }
  bool no_low() const { return !lows.low || (highs.low && *highs.low < *lows.low); }
  bool open_high() const { return !highs.high || (lows.high && *lows.high > *highs.high); }
  std::optional<model::Amount<M>> low() const { return no_low() ? std::nullopt : lows.low; }
  std::optional<model::Amount<M>> high() const { return open_high() ? lows.high : highs.high; }
};

template <model::Measure M>
void fill(Answer& out, const Sieve& sieve, std::span<const Line> lines) {
  Hull<M> hull;
  for (const auto& line : lines)
    if (sieve.why_not(line).empty()) hull.include(sieve.ends_of(line));
  const auto number = [](const auto& amount) {
    return amount ? std::optional(amount->value) : std::nullopt;
  };
  out.low = number(hull.low());
  out.high = number(hull.high());
  out.open_high = out.high && hull.open_high();
  for (const auto& line : lines) {
    if (!sieve.why_not(line).empty()) continue;
    const auto ends = sieve.ends_of(line);
    if (out.low && ends.low == out.low) out.low_by.push_back(line.figure);
    if (out.high && (out.open_high ? ends.low : ends.high) == out.high)
      out.high_by.push_back(line.figure);
  }
}

}  // namespace

Answer answer(std::span<const model::Figure> figures, std::span<const Line> lines,
              const Policy& policy) {
  Answer out;
  out.policy = policy.name;
  if (lines.empty()) return out;
  const auto& first = figures[lines[0].figure];
  const Sieve sieve(figures, lines, policy);
  std::set<std::string> voices;
  for (const auto& line : lines) {
    const auto& figure = figures[line.figure];
    base::ensure(figure.measure == first.measure && figure.category == first.category,
                 "one answer, one measure and category");
    auto why = sieve.why_not(line);
    if (!why.empty()) {
      out.left_out.push_back({line.figure, std::move(why)});
      continue;
    }
    out.counted.push_back(line.figure);
    voices.insert(line.voice);
  }
  out.voices = voices.size();
  model::with_measure(first.measure.measure,
                      [&]<model::Measure M>() { fill<M>(out, sieve, lines); });
  return out;
}

std::string display(const Answer& answer) {
  if (!answer.high) return "no number";
  const auto high = model::display(*answer.high);
  if (!answer.low) return "up to " + high;
  const auto low = model::display(*answer.low);
  if (answer.low == answer.high) return answer.open_high ? "at least " + low : low;
  return answer.open_high ? fmt::format("{} to {} or more", low, high)
                          : fmt::format("{}–{}", low, high);
}

}  // namespace attest::findings
