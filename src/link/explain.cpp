#include "link/explain.hpp"

#include <algorithm>
#include <cmath>

namespace attest::link {
namespace {

constexpr double kBit = 0.69314718055994531;

}  // namespace

Explanation explain(const Linkage& linkage, PairIds pair) {
  if (pair.b < pair.a) std::swap(pair.a, pair.b);
  const Model& model = linkage.model;
  const Prepared& prepared = *linkage.prepared;
  const auto space = model.space_index(prepared.list[pair.a], prepared.list[pair.b]);
  Comparer comparer(prepared, model.comparisons, *linkage.commonness);
  const Evidence whole = comparer.compare(pair.a, pair.b);
  const Scorer scorer(model);
  const auto& chances = model.chances(model.spaces[space].regime());

  Explanation explanation;
  explanation.prior = std::log2(std::max(model.spaces[space].prior_odds, 1e-15));
  if (model.surroundings) {
    explanation.coverage = model.surroundings->coverage.log_odds(pair.a, pair.b) / kBit;
    explanation.company = scorer.company(whole, pair) / kBit;
  }
  double sum = explanation.coverage + explanation.company;
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    const unsigned level = level_of(whole.levels, c);
    const Comparer::Rarity rarity = comparer.rarity_of(c, level, pair.a, pair.b);
    Explanation::Step step;
    step.comparison = model.comparisons[c].name;
    step.level = model.comparisons[c].levels[level];
    if (level > 0) {
      step.bits = std::log2(std::max(chances[c].same[level], 1e-9) /
                            std::max(chances[c].unrelated[level], 1e-9));
      step.rarity = rarity / kBit;
    }
    sum += step.bits + step.rarity;
    explanation.steps.push_back(std::move(step));
  }
  explanation.total = scorer.log_odds(whole, space, pair) / kBit;
  explanation.relatives = explanation.total - explanation.prior - sum;
  explanation.chance_alone = 1 / (1 + std::exp2(-explanation.total));
  explanation.chance = explanation.chance_alone;
  const auto& pairs = linkage.candidates.pairs;
  const auto at = std::lower_bound(pairs.begin(), pairs.end(), pair);
  if (at != pairs.end() && *at == pair)
    explanation.chance = linkage.chances[static_cast<std::size_t>(at - pairs.begin())];
  return explanation;
}

}  // namespace attest::link
