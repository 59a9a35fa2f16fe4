// Chances of candidates: pair by pair inside a list, as rivals across lists.
#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "link/compete.hpp"
#include "link/fit.hpp"

namespace attest::link {
namespace {

constexpr double kWorthCompeting = 1e-5;  // odds below this change nobody's chances
constexpr float kAllied = 0.05F;          // chance from which two records of a list count as allies

double chance_of(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

/// Two records of one list with their chance of being one person.
struct Repeat {
  PairIds pair;
  float chance;
};

/// The candidates between two lists, which compete; in ascending order of their pairs.
class Contest {
 public:
  Contest(const Prepared& prepared, const Candidates& candidates,
          std::span<const std::size_t> places, std::span<const double> log_odds) {
    for (const auto place : places) {
      auto [a, b] = candidates.pairs[place];
      if (prepared.list[a] > prepared.list[b]) std::swap(a, b);
      const auto rival = static_cast<std::uint32_t>(claims_.size() / 2);
      claims_.push_back({a, b, rival});
      claims_.push_back({b, a, rival});
    }
    std::sort(claims_.begin(), claims_.end());
    rivals_.resize(places.size());
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (i > 0 && claims_[i].record != claims_[i - 1].record) ++records_;
      Rival& rival = rivals_[claims_[i].rival];
      const bool left = prepared.list[claims_[i].record] < prepared.list[claims_[i].other];
      (left ? rival.left : rival.right) = records_;
    }
    for (std::size_t i = 0; i < places.size(); ++i)
      rivals_[i].odds = std::exp(std::min(log_odds[places[i]], 30.0));
  }

  void ally(const Repeat& repeat) {
    auto x = claims_of(repeat.pair.a), y = claims_of(repeat.pair.b);
    while (x != claims_.end() && y != claims_.end() && x->record == repeat.pair.a &&
           y->record == repeat.pair.b) {
      if (x->other == y->other) allies_.push_back({x->rival, y->rival, repeat.chance});
      const bool behind = x->other <= y->other, ahead = y->other <= x->other;
      x += behind;
      y += ahead;
    }
  }

  std::vector<double> decide() const {
    return link_chances(rivals_, records_ + 1, records_ + 1, allies_);
  }

 private:
  struct Claim {
    std::uint32_t record, other, rival;
    friend auto operator<=>(const Claim&, const Claim&) = default;
  };

  std::vector<Claim>::const_iterator claims_of(std::uint32_t record) const {
    return std::lower_bound(claims_.begin(), claims_.end(), Claim{record, 0, 0});
  }

  std::vector<Rival> rivals_;
  std::vector<Allies> allies_;
  std::vector<Claim> claims_;  ///< of both ends, ascending
  std::uint32_t records_ = 0;
};

}  // namespace

std::vector<float> match_chances(const Prepared& prepared, const Model& model,
                                 const Candidates& candidates, int threads) {
  const Scorer scorer(model);
  const std::size_t count = candidates.pairs.size();
  std::vector<double> log_odds(count);
  std::vector<std::uint32_t> spaces(count);
  std::vector<float> chances(count);
  base::parallel_chunks(count, 65536, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto& pair = candidates.pairs[i];
      spaces[i] = static_cast<std::uint32_t>(
          model.space_index(prepared.list[pair.a], prepared.list[pair.b]));
      log_odds[i] = scorer.log_odds(candidates.evidence[i], spaces[i], pair);
      chances[i] = static_cast<float>(chance_of(log_odds[i]));
    }
  });
  if (model.spaces.size() == 1) return chances;
  std::vector<Repeat> repeats;
  std::vector<std::vector<std::size_t>> contests(model.spaces.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (model.spaces[spaces[i]].regime() == Regime::kWithin) {
      if (chances[i] > kAllied) repeats.push_back({candidates.pairs[i], chances[i]});
    } else if (log_odds[i] > std::log(kWorthCompeting)) {
      contests[spaces[i]].push_back(i);
    }
  }
  for (const auto& places : contests) {
    if (places.empty()) continue;
    Contest contest(prepared, candidates, places, log_odds);
    for (const auto& repeat : repeats) contest.ally(repeat);
    const auto linked = contest.decide();
    for (std::size_t i = 0; i < places.size(); ++i)
      chances[places[i]] = static_cast<float>(linked[i]);
  }
  return chances;
}

}  // namespace attest::link
