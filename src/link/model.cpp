#include "link/model.hpp"

#include <algorithm>
#include <cmath>

namespace attest::link {
namespace {

constexpr double kFloor = 1e-9;

double log_ratio(double a, double b) {
  return std::log(std::max(a, kFloor) / std::max(b, kFloor));
}

double log_sum(double a, double b) {
  const double high = std::max(a, b);
  return high + std::log1p(std::exp(std::min(a, b) - high));
}

}  // namespace

std::size_t Model::space_index(std::uint32_t list_a, std::uint32_t list_b) const {
  const std::size_t low = std::min(list_a, list_b), high = std::max(list_a, list_b);
  return low * lists - low * (low + 1) / 2 + high;
}

Scorer::Scorer(const Model& model) : surroundings_(model.surroundings) {
  for (std::size_t i = 0; i < model.comparisons.size(); ++i) {
    if (model.comparisons[i].subject == Subject::kFamily) family_ = i;
  }
  for (const Regime regime : {Regime::kWithin, Regime::kAcross}) {
    const auto& chances = model.chances(regime);
    auto& same = same_[static_cast<std::size_t>(regime)];
    auto& relatives = relatives_[static_cast<std::size_t>(regime)];
    same.assign(chances.size(), {});
    relatives.assign(chances.size(), {});
    for (std::size_t i = 0; i < chances.size(); ++i) {
      const bool shared = model.comparisons[i].bearing == Bearing::kFamily;
      for (std::size_t level = 1; level < chances[i].same.size(); ++level) {
        same[i][level] = log_ratio(chances[i].same[level], chances[i].unrelated[level]);
        relatives[i][level] =
            shared ? same[i][level]
                   : log_ratio(chances[i].relatives[level], chances[i].unrelated[level]);
      }
    }
  }
  for (const auto& space : model.spaces) {
    regimes_.push_back(space.regime());
    log_prior_.push_back(std::log(std::max(space.prior_odds, 1e-15)));
    log_relatives_.push_back(std::log(std::max(space.relatives, 1e-15)));
  }
}

double Scorer::sum(const Table& table, Levels levels) const {
  double total = 0;
  for (std::size_t i = 0; i < table.size(); ++i) total += table[i][level_of(levels, i)];
  return total;
}

double Scorer::likelihood_ratio(const Evidence& evidence, Regime regime) const {
  return sum(same_[static_cast<std::size_t>(regime)], evidence.levels) + evidence.rarity;
}

double Scorer::evidence(const Evidence& evidence, std::size_t space, double of_family) const {
  const auto& relatives = relatives_[static_cast<std::size_t>(regimes_[space])];
  const double kin =
      log_relatives_[space] + sum(relatives, evidence.levels) + evidence.family_rarity;
  return likelihood_ratio(evidence, regimes_[space]) + of_family - log_sum(0, kin + of_family);
}

double Scorer::evidence(const Evidence& each, std::size_t space) const {
  return evidence(each, space, 0);
}

double Scorer::company(const Evidence& each, PairIds pair) const {
  const unsigned family = family_ < kMostComparisons ? level_of(each.levels, family_) : 0;
  return surroundings_->company.log_ratio(pair.a, pair.b, family == 1 || family == 2);
}

double Scorer::log_odds(const Evidence& each, std::size_t space, PairIds pair) const {
  if (!surroundings_) return log_odds(each, space);
  return log_prior_[space] + surroundings_->coverage.log_odds(pair.a, pair.b) +
         evidence(each, space, company(each, pair));
}

double Scorer::log_odds(const Evidence& each, std::size_t space) const {
  return log_prior_[space] + evidence(each, space);
}

}  // namespace attest::link
