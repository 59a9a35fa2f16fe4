#pragma once

#include <vector>

#include "reading/impl/harms.hpp"

namespace attest::reading {

constexpr double kNever = 1e9;
constexpr std::uint64_t kSmall = bit(Class::kStop) | bit(Class::kPlaceBefore) | bit(Class::kOf) |
                                 bit(Class::kOther) | bit(Class::kIndefinite) |
                                 bit(Class::kDateWord) | bit(Class::kHedge) | bit(Class::kBound) |
                                 bit(Class::kPronoun) | bit(Class::kRange);

/// What it costs to say a harm word of a mention, and what it may cost (harm_cost.cpp).
class HarmCosts {
 public:
  HarmCosts(const Sentence& sentence, const std::vector<Mention>& mentions,
            const std::vector<Harm>& harms)
      : s_(sentence), mentions_(mentions), harms_(harms) {
    prepare();
  }

  double cost(const Mention& m, const Harm& h) const;
  double limit(const Mention& m, const Harm& h) const;
  /// "the accused ordered five captives shot": one person alone reaches over no other number.
  bool is_behind_another(const Mention& m, const Harm& h) const;
  /// "from 12 to 19 people"
  bool ranges_to(const Mention& a, const Mention& b) const;
  bool in_harm(std::size_t token) const;
  static bool may_claim(const Mention& m);
  /// Of passing over the tokens from `first` to before `end`; clauses are not counted.
  double gap(std::size_t first, std::size_t end) const { return sums_[end] - sums_[first]; }

 private:
  /// For each token: the cost of passing over it, and the sum up to it.
  void prepare();
  bool in_mention(std::size_t token) const;
  double token_cost(std::size_t token) const;
  double between(std::size_t first, std::size_t end) const;
  /// What the side costs on which the harm word stands.
  double side_cost(const Mention& m, const Harm& h, bool harm_before) const;
  /// "12 soldiers killed 30 civilians", "a soldier had killed her child".
  bool takes_object(const Harm& h, const Mention& subject) const;
  bool is_joined(const Mention& m) const;
  /// "rose to 57 dead and 19 missing": what follows the figure of the toll with a noun of its own
  /// is another matter.
  bool is_crossed(const Mention& m, const Harm& tally) const;
  /// "detuvo a 60 personas": nothing but a preposition between.
  bool is_object(const Mention& m, const Harm& h) const;
  bool fits(const Mention& m, const Harm& h) const;

  const Sentence& s_;
  const std::vector<Mention>& mentions_;
  const std::vector<Harm>& harms_;
  std::vector<double> sums_;
};

}  // namespace attest::reading
