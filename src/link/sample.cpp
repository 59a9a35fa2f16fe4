#include "link/sample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_set>

#include "base/parallel.hpp"
#include "base/random.hpp"

namespace attest::link {
namespace {

constexpr float kSure = 0.995F;
constexpr float kHopeless = 0.005F;
constexpr int kSweeps = 12;
constexpr std::uint32_t kDecided = ~0U;  // one person by decision, though nothing proposed it
/// Fields are not as independent as the model takes them to be: all weights together may be a
/// little too strong or too weak (standard deviation of their common factor's logarithm).
constexpr double kMisfit = 0.06;
constexpr double kFixed = 1e6;  // odds of a pair that stays together

/// What each record is resampled with, numbered: its family where that is known, else itself.
struct Groups {
  std::vector<std::uint32_t> of;
  std::uint32_t count = 0;
};

Groups groups_of(const Prepared& prepared) {
  Groups groups;
  std::vector<std::uint32_t> of_family(prepared.lexicon.size(), prepared.size());
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    const auto family = prepared.spellings == 0
                            ? names::kNoToken
                            : prepared.names_of(record).front().first(names::Role::kFamily);
    if (family == names::kNoToken) {
      groups.of.push_back(groups.count++);
      continue;
    }
    if (of_family[family] == prepared.size()) of_family[family] = groups.count++;
    groups.of.push_back(of_family[family]);
  }
  return groups;
}

/// The candidates of each record in doubt, one after another.
struct Neighbours {
  struct Neighbour {
    std::uint32_t place;
    std::uint32_t candidate;  ///< among those between records in doubt
  };
  std::vector<std::uint32_t> from;
  std::vector<Neighbour> all;

  std::span<const Neighbour> of(std::uint32_t place) const {
    return std::span(all).subspan(from[place], from[place + 1] - from[place]);
  }
};

/// Who is whose in one draw, and how many share each label.
struct Partition {
  std::vector<std::uint32_t> label, size, free;
};

class Sampler {
 public:
  Sampler(const Linkage& linkage, const Constraints& constraints, std::uint64_t seed)
      : linkage_(linkage),
        prepared_(*linkage.prepared),
        seed_(seed),
        groups_(groups_of(prepared_)) {
    for (const auto& pair : constraints.different) forbidden_.insert(pair_code(pair.a, pair.b));
    for (const auto& pair : constraints.same) fixed_.insert(pair_code(pair.a, pair.b));
    find_doubt();
    auto decided = constraints.same;
    std::sort(decided.begin(), decided.end());
    decided.erase(std::unique(decided.begin(), decided.end()), decided.end());
    find_neighbours(decided);
  }

  Samples result;

  /// One draw, a pure function of the seed and its number.
  void draw(std::size_t number) {
    base::Stream stream(seed_, 0x5a000000ULL + number);
    const Model model = resampled(stream);
    const Scorer scorer(model);
    std::vector<double> odds(doubtful_.size());
    const double firmness = std::exp(kMisfit * stream.normal());
    for (std::size_t i = 0; i < odds.size(); ++i)
      odds[i] = odds_of(scorer, model, firmness, doubtful_[i]);
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
      clusters_in_doubt_ += of[record] == record;
    }
  }

  void find_neighbours(std::span<const PairIds> decided) {
    std::vector<PairIds> places;
    const auto add = [&](PairIds pair, std::uint32_t candidate) {
      const auto a = place_[pair.a], b = place_[pair.b];
      if (a == prepared_.size() || b == prepared_.size()) return;
      places.push_back({a, b});
      doubtful_.push_back(candidate);
    };
    const auto& pairs = linkage_.candidates.pairs;
    for (std::uint32_t i = 0; i < pairs.size(); ++i) add(pairs[i], i);
    for (const auto& pair : decided) {
      if (!std::binary_search(pairs.begin(), pairs.end(), pair)) add(pair, kDecided);
    }
    near_.from.assign(result.in_doubt.size() + 1, 0);
    for (const auto& pair : places) {
      ++near_.from[pair.a + 1];
      ++near_.from[pair.b + 1];
    }
    std::partial_sum(near_.from.begin(), near_.from.end(), near_.from.begin());
    near_.all.resize(near_.from.back());
    auto next = near_.from;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      near_.all[next[places[i].a]++] = {places[i].b, i};
      near_.all[next[places[i].b]++] = {places[i].a, i};
    }
  }

  /// Chances and shares as another set of families would have given them. Each level's count of
  /// matches is drawn anew from the weights of the families behind it.
  Model resampled(base::Stream& stream) const {
    Model model = linkage_.model;
    std::vector<double> weights(groups_.count);
    for (double& weight : weights) weight = stream.exponential();
    std::vector<double> same(model.spaces.size(), 0), before(model.spaces.size(), 0);
    std::array<Population::Histogram, 2> counts;
    for (auto& histogram : counts) {
      for (const auto& comparison : model.comparisons)
        histogram.emplace_back(comparison.size(), 0.0);
    }
    for (std::size_t i = 0; i < linkage_.chances.size() && !model.spaces.empty(); ++i) {
      const auto pair = linkage_.candidates.pairs[i];
      const double weight = weights[groups_.of[pair.a]] * linkage_.chances[i];
      const auto space = model.space_index(prepared_.list[pair.a], prepared_.list[pair.b]);
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
  double odds_of(const Scorer& scorer, const Model& model, double firmness, std::size_t i) const {
    if (i == kDecided) return kFixed;
    const auto pair = linkage_.candidates.pairs[i];
    if (!prepared_.may_match(pair.a, pair.b) || forbidden_.contains(pair_code(pair.a, pair.b)))
      return -1e9;
    if (fixed_.contains(pair_code(pair.a, pair.b))) return kFixed;
    if (model.spaces.empty()) return linkage_.odds[i] * std::log(2.0);
    const auto space = model.space_index(prepared_.list[pair.a], prepared_.list[pair.b]);
    const double prior = std::log(std::max(model.spaces[space].prior_odds, 1e-15));
    const double odds = scorer.log_odds(linkage_.candidates.evidence[i], space, pair);
    return std::clamp(prior + firmness * (odds - prior), -PairOdds::kMost, PairOdds::kMost);
  }

  /// Moves each record to a neighbour's cluster, or to one of its own, by its conditional odds.
  std::vector<std::uint32_t> gibbs(const std::vector<double>& odds, base::Stream& stream) const {
    const auto count = static_cast<std::uint32_t>(result.in_doubt.size());
    Partition partition{
        std::vector<std::uint32_t>(count), std::vector<std::uint32_t>(count, 0), {}};
    for (std::uint32_t i = 0; i < count; ++i) {
      partition.label[i] = place_[linkage_.clusters.of[result.in_doubt[i]]];
      ++partition.size[partition.label[i]];
    }
    for (std::uint32_t i = 0; i < count; ++i) {
      if (partition.size[i] == 0) partition.free.push_back(i);
    }
    std::vector<Choice> choices;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::uint32_t i = 0; i < count; ++i) step(i, odds, partition, choices, stream);
    }
    std::vector<std::uint32_t> first(count, prepared_.size()), lowest(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      auto& record = first[partition.label[i]];
      record = std::min(record, result.in_doubt[i]);
      lowest[i] = record;
    }
    return lowest;
  }

  struct Choice {
    std::uint32_t cluster;
    std::uint32_t known;  ///< members it was compared with
    double sum;
  };

  void step(std::uint32_t i, const std::vector<double>& odds, Partition& partition,
            std::vector<Choice>& choices, base::Stream& stream) const {
    const auto home = partition.label[i];
    if (--partition.size[home] == 0) partition.free.push_back(home);
    choices.clear();
    for (const auto& near : near_.of(i)) {
      const auto cluster = partition.label[near.place];
      const auto at = std::find_if(choices.begin(), choices.end(), [cluster](const Choice& choice) {
        return choice.cluster == cluster;
      });
      if (at == choices.end()) {
        choices.push_back({cluster, 1, odds[near.candidate]});
      } else {
        ++at->known;
        at->sum += odds[near.candidate];
      }
    }
    double total = 1;  // a cluster of its own
    for (auto& choice : choices) {
      // Members it was never compared with speak against it.
      const double unknown = static_cast<double>(partition.size[choice.cluster] - choice.known);
      choice.sum = std::exp(std::min(choice.sum - 4 * unknown, 50.0));
      total += choice.sum;
    }
    double at = stream.uniform() * total - 1;
    std::uint32_t to = partition.free.back();
    if (at < 0) partition.free.pop_back();
    for (auto next = choices.begin(); at >= 0 && next != choices.end(); ++next) {
      to = next->cluster;
      at -= next->sum;
    }
    partition.label[i] = to;
    ++partition.size[to];
  }

  double people_of(const std::vector<std::uint32_t>& lowest, base::Stream& stream) const {
    double clusters = static_cast<double>(linkage_.clusters.count) - clusters_in_doubt_;
    for (std::size_t i = 0; i < lowest.size(); ++i) clusters += lowest[i] == result.in_doubt[i];
    const double missed = linkage_.people.expected_missed;
    return clusters - static_cast<double>(missed > 0 ? stream.poisson(missed) : 0);
  }

  const Linkage& linkage_;
  const Prepared& prepared_;
  std::uint64_t seed_;
  Groups groups_;
  std::unordered_set<std::uint64_t> forbidden_, fixed_;
  std::vector<std::uint32_t> place_;     ///< by record, in `in_doubt`
  std::vector<std::uint32_t> doubtful_;  ///< candidates between records in doubt, or kDecided
  Neighbours near_;
  std::uint32_t clusters_in_doubt_ = 0;
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
  samples.low =
      sorted[static_cast<std::size_t>(std::lround(0.025 * static_cast<double>(count - 1)))];
  samples.high =
      sorted[static_cast<std::size_t>(std::lround(0.975 * static_cast<double>(count - 1)))];
  return samples;
}

}  // namespace attest::link
