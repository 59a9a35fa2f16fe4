#include "link/impl/prospects.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attest::link::impl {
namespace {

constexpr double kHopeless = -14;  // before training, which may move odds by some powers of e
constexpr double kHopelessTrained = -12;  // below what rivals compete with

}  // namespace

Prospects::Prospects(std::span<const Comparison> comparisons, const Population& population,
                     std::size_t records) {
  const double pairs = std::accumulate(population.pairs.begin(), population.pairs.end(), 0.0);
  prior_ = std::log(static_cast<double>(records + 1) / std::max(pairs, 1.0));
  for (std::size_t regime = 0; regime < weights_.size(); ++regime) {
    for (std::size_t c = 0; c < comparisons.size(); ++c) {
      const auto& seen = population.at_random[regime][c];
      const double known = std::accumulate(seen.begin() + 1, seen.end(), 0.0);
      auto& weights = weights_[regime].emplace_back();
      for (std::size_t level = 1; level < seen.size(); ++level) {
        const double unrelated = std::max(seen[level], 0.3) / (known + 1);
        weights[level] = std::log(comparisons[c].expected[level] / unrelated);
      }
    }
  }
}

Prospects::Prospects(const Model& model) : scorer_(model), model_(&model) {}

bool Prospects::hopeless(const Evidence& evidence, std::uint32_t list_a,
                         std::uint32_t list_b) const {
  if (scorer_)
    return scorer_->log_odds(evidence, model_->space_index(list_a, list_b)) < kHopelessTrained;
  const auto& weights = weights_[list_a == list_b ? 0 : 1];
  double sum = prior_ + evidence.rarity;
  for (std::size_t c = 0; c < weights.size(); ++c) sum += weights[c][level_of(evidence.levels, c)];
  return sum < kHopeless;
}

}  // namespace attest::link::impl
