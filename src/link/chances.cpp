// Chances of candidates: pair by pair inside a list, as rivals across lists.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/parallel.hpp"
#include "link/compete.hpp"
#include "link/fit.hpp"

namespace attest::link {
namespace {

constexpr double kWorthCompeting = 1e-5;  // odds below this change nobody's chances

double chance_of(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

/// Joins records of one list that are likelier one person than not.
class Persons {
 public:
  explicit Persons(std::size_t records) : parent_(records) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t of(std::uint32_t record) {
    while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
    return record;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = of(a);
    b = of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// The links between the people of two lists, with the candidates behind each.
struct Contest {
  std::vector<std::size_t> candidates;
};

void decide(const Prepared& prepared, const Candidates& candidates, Persons& persons,
            const Contest& contest, std::span<const double> log_odds, std::vector<float>& chances) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known;
  std::map<std::uint32_t, std::uint32_t> left, right;
  std::vector<Rival> rivals;
  std::vector<double> behind;
  std::vector<std::uint32_t> rival_of(contest.candidates.size());
  for (std::size_t i = 0; i < contest.candidates.size(); ++i) {
    auto [a, b] = candidates.pairs[contest.candidates[i]];
    if (prepared.list[a] > prepared.list[b]) std::swap(a, b);
    const auto key = std::pair(persons.of(a), persons.of(b));
    const auto [at, fresh] = known.emplace(key, static_cast<std::uint32_t>(rivals.size()));
    if (fresh) {
      const auto l = left.emplace(key.first, static_cast<std::uint32_t>(left.size())).first->second;
      const auto r =
          right.emplace(key.second, static_cast<std::uint32_t>(right.size())).first->second;
      rivals.push_back({l, r, 0});
      behind.push_back(0);
    }
    rivals[at->second].odds += std::exp(std::min(log_odds[contest.candidates[i]], 30.0));
    behind[at->second] += 1;
    rival_of[i] = at->second;
  }
  for (std::size_t i = 0; i < rivals.size(); ++i) rivals[i].odds /= behind[i];
  const auto linked = link_chances(rivals, left.size(), right.size());
  for (std::size_t i = 0; i < contest.candidates.size(); ++i) {
    chances[contest.candidates[i]] = static_cast<float>(linked[rival_of[i]]);
  }
}

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
      log_odds[i] = scorer.log_odds(candidates.evidence[i], spaces[i]);
      chances[i] = static_cast<float>(chance_of(log_odds[i]));
    }
  });
  if (model.spaces.size() == 1) return chances;
  Persons persons(prepared.size());
  std::vector<Contest> contests(model.spaces.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (model.spaces[spaces[i]].regime() == Regime::kWithin) {
      if (chances[i] > 0.5F) persons.join(candidates.pairs[i].a, candidates.pairs[i].b);
    } else if (log_odds[i] > std::log(kWorthCompeting)) {
      contests[spaces[i]].candidates.push_back(i);
    }
  }
  for (const auto& contest : contests) {
    if (!contest.candidates.empty())
      decide(prepared, candidates, persons, contest, log_odds, chances);
  }
  return chances;
}

}  // namespace attest::link
