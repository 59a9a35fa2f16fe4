#include "link/sample.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/parallel.hpp"
#include "base/random.hpp"
#include "link/hashing.hpp"

namespace attest::link {
namespace {

constexpr float kSure = 0.995F;
constexpr float kHopeless = 0.005F;
constexpr int kSweeps = 12;

/// What a record is resampled with: its family where that is known, else itself.
std::vector<std::uint64_t> groups_of(const Prepared& prepared) {
  std::vector<std::uint64_t> groups(prepared.size());
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    groups[record] = mix(31, record);
    if (prepared.spellings == 0) continue;
    const auto family = prepared.names_of(record).front().first(names::Role::kFamily);
    if (family != names::kNoToken) groups[record] = mix(32, family);
  }
  return groups;
}

struct Neighbour {
  std::uint32_t place;
  std::uint32_t candidate;
};

class Sampler {
 public:
  Sampler(const Linkage& linkage, const Constraints& constraints, std::uint64_t seed)
      : linkage_(linkage),
        prepared_(*linkage.prepared),
        seed_(seed),
        groups_(groups_of(prepared_)) {
    for (const auto& pair : constraints.different) forbidden_.insert(pair_code(pair.a, pair.b));
    for (const auto& pair : constraints.same) fixed_.insert({pair.a, pair.b});
    find_doubt();
  }

  Samples result;

  /// One draw, a pure function of the seed and its number.
  void draw(std::size_t number) {
    base::Stream stream(seed_, 0x5a000000ULL + number);
    const Model model = resampled(stream);
    const Scorer scorer(model);
    std::vector<double> odds(linkage_.candidates.pairs.size());
    for (std::size_t i = 0; i < odds.size(); ++i) odds[i] = odds_of(scorer, model, i);
    result.partitions[number] = gibbs(odds, stream);
    result.people[number] = people_of(result.partitions[number], stream);
  }

 private:
  void find_doubt() {
    std::vector<bool> doubt(prepared_.size(), false);
    const auto& of = linkage_.clusters.of;
    for (std::size_t i = 0; i < linkage_.chances.size(); ++i) {
      const auto pair = linkage_.candidates.pairs[i];
      const bool together = of[pair.a] == of[pair.b];
      const float chance = linkage_.chances[i];
      if ((together && chance < kSure) || (!together && chance > kHopeless))
        doubt[pair.a] = doubt[pair.b] = true;
    }
    // Whole clusters are in doubt, so that records can leave together with none left behind.
    std::vector<bool> clusters(prepared_.size(), false);
    for (std::uint32_t record = 0; record < prepared_.size(); ++record) {
      if (doubt[record]) clusters[of[record]] = true;
    }
    place_.assign(prepared_.size(), prepared_.size());
    for (std::uint32_t record = 0; record < prepared_.size(); ++record) {
      if (!clusters[of[record]]) continue;
      place_[record] = static_cast<std::uint32_t>(result.in_doubt.size());
      result.in_doubt.push_back(record);
    }
    near_.resize(result.in_doubt.size());
    for (std::uint32_t i = 0; i < linkage_.candidates.pairs.size(); ++i) {
      const auto pair = linkage_.candidates.pairs[i];
      const auto a = place_[pair.a], b = place_[pair.b];
      if (a == prepared_.size() || b == prepared_.size()) continue;
      near_[a].push_back({b, i});
      near_[b].push_back({a, i});
    }
  }

  /// Chances and shares as another set of families would have given them. Each level's count of
  /// matches is drawn anew from the weights of the families behind it.
  Model resampled(base::Stream& stream) const {
    Model model = linkage_.model;
    std::unordered_map<std::uint64_t, double> weights;
    std::vector<double> same(model.spaces.size(), 0), before(model.spaces.size(), 0);
    std::array<Population::Histogram, 2> counts;
    for (auto& histogram : counts) {
      for (const auto& comparison : model.comparisons)
        histogram.emplace_back(comparison.size(), 0.0);
    }
    for (std::size_t i = 0; i < linkage_.chances.size(); ++i) {
      const auto pair = linkage_.candidates.pairs[i];
      const auto [at, fresh] = weights.try_emplace(groups_[pair.a], 0.0);
      if (fresh) at->second = stream.exponential();
      const double weight = at->second * linkage_.chances[i];
      const auto space = model.spaces.empty()
                             ? 0
                             : model.space_index(prepared_.list[pair.a], prepared_.list[pair.b]);
      if (space >= same.size()) continue;
      same[space] += weight;
      before[space] += linkage_.chances[i];
      auto& histogram = counts[static_cast<std::size_t>(model.spaces[space].regime())];
      for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
        histogram[c][level_of(linkage_.candidates.evidence[i].levels, c)] += weight;
      }
    }
    for (std::size_t s = 0; s < same.size(); ++s) {
      if (before[s] > 0) model.spaces[s].prior_odds *= std::clamp(same[s] / before[s], 0.2, 5.0);
    }
    redraw(model.within, counts[0], model);
    redraw(model.across, counts[1], model);
    return model;
  }

  static void redraw(std::vector<LevelChances>& chances, const Population::Histogram& counts,
                     const Model& model) {
    for (std::size_t c = 0; c < chances.size(); ++c) {
      double known = 0, old_known = model.comparisons[c].strength;
      for (std::size_t level = 1; level < counts[c].size(); ++level) known += counts[c][level];
      for (std::size_t level = 1; level < counts[c].size(); ++level) {
        chances[c].same[level] =
            (counts[c][level] + old_known * chances[c].same[level]) / (known + old_known);
      }
    }
  }

  /// The run's own odds, moved by what the drawn parameters change; rivals keep their competition.
  double odds_of(const Scorer& scorer, const Model& model, std::size_t i) const {
    const auto pair = linkage_.candidates.pairs[i];
    if (!prepared_.may_match(pair.a, pair.b) || forbidden_.contains(pair_code(pair.a, pair.b)))
      return -1e9;
    if (fixed_.contains({pair.a, pair.b})) return 1e6;
    if (model.spaces.empty()) return linkage_.odds[i] * std::log(2.0);
    const auto space = model.space_index(prepared_.list[pair.a], prepared_.list[pair.b]);
    return std::clamp(scorer.log_odds(linkage_.candidates.evidence[i], space), -PairOdds::kMost,
                      PairOdds::kMost);
  }

  /// Moves each record to a neighbour's cluster, or to one of its own, by its conditional odds.
  std::vector<std::uint32_t> gibbs(const std::vector<double>& odds, base::Stream& stream) const {
    std::vector<std::uint32_t> label(result.in_doubt.size());
    std::vector<std::vector<std::uint32_t>> members(label.size());
    std::vector<std::uint32_t> free;
    std::unordered_map<std::uint32_t, std::uint32_t> first;
    for (std::uint32_t i = 0; i < label.size(); ++i) {
      label[i] = first.try_emplace(linkage_.clusters.of[result.in_doubt[i]], i).first->second;
      members[label[i]].push_back(i);
    }
    for (std::uint32_t i = 0; i < label.size(); ++i) {
      if (members[i].empty()) free.push_back(i);
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::uint32_t i = 0; i < label.size(); ++i) step(i, odds, label, members, free, stream);
    }
    std::vector<std::uint32_t> lowest(label.size());
    for (std::uint32_t i = 0; i < label.size(); ++i) {
      lowest[i] =
          result.in_doubt[*std::min_element(members[label[i]].begin(), members[label[i]].end())];
    }
    return lowest;
  }

  void step(std::uint32_t i, const std::vector<double>& odds, std::vector<std::uint32_t>& label,
            std::vector<std::vector<std::uint32_t>>& members, std::vector<std::uint32_t>& free,
            base::Stream& stream) const {
    const auto home = label[i];
    std::erase(members[home], i);
    if (members[home].empty()) free.push_back(home);
    std::map<std::uint32_t, double> attachment;
    std::map<std::uint32_t, std::size_t> known;
    for (const auto& near : near_[i]) {
      attachment[label[near.place]] += odds[near.candidate];
      ++known[label[near.place]];
    }
    double total = 1;  // a cluster of its own
    for (auto& [cluster, sum] : attachment) {
      // Members it was never compared with speak against it.
      const double unknown = static_cast<double>(members[cluster].size() - known[cluster]);
      sum = std::exp(std::min(sum - 4 * unknown, 50.0));
      total += sum;
    }
    double at = stream.uniform() * total - 1;
    std::uint32_t to = free.back();
    if (at < 0) free.pop_back();
    for (auto next = attachment.begin(); at >= 0 && next != attachment.end(); ++next) {
      to = next->first;
      at -= next->second;
    }
    label[i] = to;
    members[to].push_back(i);
  }

  double people_of(const std::vector<std::uint32_t>& lowest, base::Stream& stream) const {
    double clusters = linkage_.clusters.count;
    std::unordered_set<std::uint32_t> before, now;
    for (std::size_t i = 0; i < lowest.size(); ++i) {
      before.insert(linkage_.clusters.of[result.in_doubt[i]]);
      now.insert(lowest[i]);
    }
    clusters += static_cast<double>(now.size()) - static_cast<double>(before.size());
    const double merges = static_cast<double>(prepared_.size()) - clusters;
    const double missed = merges * (1 / linkage_.blocking_recall - 1);
    return clusters - static_cast<double>(missed > 0 ? stream.poisson(missed) : 0);
  }

  const Linkage& linkage_;
  const Prepared& prepared_;
  std::uint64_t seed_;
  std::vector<std::uint64_t> groups_;
  std::unordered_set<std::uint64_t> forbidden_;
  std::set<PairIds> fixed_;
  std::vector<std::uint32_t> place_;
  std::vector<std::vector<Neighbour>> near_;
};

}  // namespace

Samples draw_samples(const Linkage& linkage, int draws, const Constraints& constraints,
                     std::uint64_t seed, int threads, base::Reporter& reporter) {
  Sampler sampler(linkage, constraints, seed);
  const auto count = static_cast<std::size_t>(std::max(0, draws));
  sampler.result.partitions.resize(count);
  sampler.result.people.resize(count);
  base::parallel_for(count, threads, [&](std::size_t number) {
    base::check_stop(reporter);
    sampler.draw(number);
    reporter.progress("sampling partitions", number, count);
  });
  Samples samples = std::move(sampler.result);
  if (count == 0) return samples;
  std::vector<double> sorted = samples.people;
  std::sort(sorted.begin(), sorted.end());
  samples.low = sorted[static_cast<std::size_t>(0.025 * static_cast<double>(count - 1) + 0.5)];
  samples.high = sorted[static_cast<std::size_t>(0.975 * static_cast<double>(count - 1) + 0.5)];
  return samples;
}

}  // namespace attest::link
