#include "link/cluster.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <numeric>

#include "base/parallel.hpp"
#include "link/impl/agglomerate.hpp"

namespace attest::link {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

double logit(double chance) {
  const double p = std::clamp(chance, 1e-9, 1 - 1e-9);
  return std::log(p / (1 - p));
}

class Components {
 public:
  explicit Components(std::size_t records) : parent_(records) {
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

std::uint32_t place_in(std::span<const std::uint32_t> records, std::uint32_t record) {
  return static_cast<std::uint32_t>(std::lower_bound(records.begin(), records.end(), record) -
                                    records.begin());
}

/// Components of two records or more, with their records and candidates, one after another.
struct Split {
  std::vector<std::uint32_t> records, records_from;
  std::vector<std::uint32_t> pairs, pairs_from;  ///< candidates, by number
  std::vector<std::vector<PairIds>> same;        ///< by component; empty where nothing is decided

  std::size_t size() const { return records_from.size() - 1; }
  std::span<const std::uint32_t> records_of(std::size_t component) const {
    return std::span(records).subspan(records_from[component],
                                      records_from[component + 1] - records_from[component]);
  }
  std::span<const std::uint32_t> pairs_of(std::size_t component) const {
    return std::span(pairs).subspan(pairs_from[component],
                                    pairs_from[component + 1] - pairs_from[component]);
  }
};

/// Sorts 0 … count−1 by component, those of none (`none`) left out; order is kept inside one.
template <typename ComponentOf>
void group(std::uint32_t count, std::uint32_t components, ComponentOf component_of,
           std::vector<std::uint32_t>& grouped, std::vector<std::uint32_t>& from) {
  from.assign(components + 1, 0);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (component_of(i) < components) ++from[component_of(i) + 1];
  }
  std::partial_sum(from.begin(), from.end(), from.begin());
  grouped.resize(from.back());
  auto next = from;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (component_of(i) < components) grouped[next[component_of(i)]++] = i;
  }
}

Split split(const Prepared& prepared, std::span<const PairIds> pairs,
            std::span<const float> chances, double threshold, const Constraints& constraints) {
  Components joined(prepared.size());
  for (std::size_t i = 0; i < chances.size(); ++i) {
    if (chances[i] > threshold) joined.join(pairs[i].a, pairs[i].b);
  }
  for (const auto& pair : constraints.same) joined.join(pair.a, pair.b);
  std::vector<std::uint32_t> sizes(prepared.size(), 0), number(prepared.size(), prepared.size());
  for (std::uint32_t record = 0; record < prepared.size(); ++record) ++sizes[joined.of(record)];
  std::uint32_t components = 0;
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    const auto root = joined.of(record);
    if (root == record && sizes[root] > 1) number[root] = components++;
    number[record] = number[root];
  }
  Split found;
  group(
      prepared.size(), components, [&number](std::uint32_t record) { return number[record]; },
      found.records, found.records_from);
  const auto of_pair = [&](std::uint32_t i) {
    const auto component = number[pairs[i].a];
    return component == number[pairs[i].b] ? component : prepared.size();
  };
  group(static_cast<std::uint32_t>(chances.size()), components, of_pair, found.pairs,
        found.pairs_from);
  if (!constraints.same.empty()) found.same.resize(components);
  for (const auto& pair : constraints.same) found.same[number[pair.a]].push_back(pair);
  return found;
}

/// Clusters components, one after another. Not thread-safe.
class Clusterer {
 public:
  Clusterer(const Prepared& prepared, std::span<const PairIds> pairs,
            std::span<const float> chances, double threshold, const Split& split,
            const std::unordered_set<std::uint64_t>& forbidden, Clusters& clusters)
      : prepared_(prepared),
        pairs_(pairs),
        chances_(chances),
        shift_(logit(threshold)),
        split_(split),
        forbidden_(forbidden),
        clusters_(clusters) {}

  void run(std::size_t component, const std::function<PairOdds::Compare()>& comparers) {
    const auto records = split_.records_of(component);
    if (records.size() == 2 && split_.same.empty()) {
      const auto code = pair_code(records[0], records[1]);
      if (prepared_.may_match(records[0], records[1]) && !forbidden_.contains(code))
        clusters_.of[records[1]] = records[0];
      return;
    }
    if (!odds_) {
      odds_ = std::make_unique<PairOdds>(prepared_, comparers());
      odds_->forbid(&forbidden_);
    }
    agglomerate(component, records);
  }

  std::vector<PairOdds::Extra> extras;

 private:
  void agglomerate(std::size_t component, std::span<const std::uint32_t> records) {
    impl::Component work;
    work.records.assign(records.begin(), records.end());
    known_.clear();
    log_odds_.clear();
    const auto places = [&records](PairIds pair) {
      return PairIds{place_in(records, pair.a), place_in(records, pair.b)};
    };
    for (const auto i : split_.pairs_of(component)) {
      known_.push_back(pairs_[i]);
      log_odds_.push_back(logit(chances_[i]) - shift_);
      if (log_odds_.back() > 0) work.links.push_back(places(pairs_[i]));
    }
    if (!split_.same.empty()) {
      for (const auto& pair : split_.same[component]) work.same.push_back(places(pair));
    }
    odds_->know(known_, log_odds_);
    const auto labels = impl::agglomerate(work, *odds_);
    std::map<std::uint32_t, std::uint32_t> lowest;
    for (std::size_t i = 0; i < labels.size(); ++i)
      clusters_.of[records[i]] = lowest.emplace(labels[i], records[i]).first->second;
    for (const auto& extra : odds_->extras()) {
      if (clusters_.of[extra.pair.a] == clusters_.of[extra.pair.b]) extras.push_back(extra);
    }
  }

  const Prepared& prepared_;
  std::span<const PairIds> pairs_;
  std::span<const float> chances_;
  double shift_;
  const Split& split_;
  const std::unordered_set<std::uint64_t>& forbidden_;
  Clusters& clusters_;
  std::unique_ptr<PairOdds> odds_;  ///< made when it is first needed
  std::vector<PairIds> known_;
  std::vector<double> log_odds_;
};

}  // namespace

void PairOdds::know(std::span<const PairIds> pairs, std::span<const double> log_odds) {
  known_.clear();
  compared_.clear();
  known_.reserve(pairs.size() * 2);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    known_[pair_code(pairs[i].a, pairs[i].b)] = std::clamp(log_odds[i], kLeast, kMost);
  }
}

double PairOdds::operator()(std::uint32_t a, std::uint32_t b) {
  const auto code = pair_code(a, b);
  if (!prepared_.may_match(a, b) || (forbidden_ != nullptr && forbidden_->contains(code)))
    return kNever;
  const auto [at, fresh] = known_.try_emplace(code, 0.0);
  if (!fresh) return at->second;
  at->second = std::clamp(compare_(std::min(a, b), std::max(a, b)), kLeast, kMost);
  compared_.push_back(code);
  return at->second;
}

std::vector<PairOdds::Extra> PairOdds::extras() const {
  std::vector<Extra> found;
  for (const auto code : compared_) {
    const auto at = known_.find(code);
    if (at == known_.end()) continue;
    found.push_back(
        {{static_cast<std::uint32_t>(code >> 32), static_cast<std::uint32_t>(code)}, at->second});
  }
  return found;
}

std::function<PairOdds::Compare()> comparers_of(const Prepared& prepared, const Model& model,
                                                const Commonness& commonness) {
  // Shared: the scorer's tables serve all threads and end with the last comparer.
  const auto scorer = std::make_shared<const Scorer>(model);
  return [&prepared, &model, &commonness, scorer] {
    const auto comparer = std::make_shared<Comparer>(prepared, model.comparisons, commonness);
    return [&prepared, &model, scorer, comparer](std::uint32_t a, std::uint32_t b) {
      const auto space = model.space_index(prepared.list[a], prepared.list[b]);
      return scorer->log_odds(comparer->compare(a, b), space, {a, b});
    };
  };
}

Clusters cluster(const Prepared& prepared, const std::function<PairOdds::Compare()>& comparers,
                 std::span<const PairIds> pairs, std::span<const float> chances, double threshold,
                 const Constraints& constraints, int threads, base::Reporter& reporter) {
  const Split components = split(prepared, pairs, chances, threshold, constraints);
  std::unordered_set<std::uint64_t> forbidden;
  for (const auto& pair : constraints.different) forbidden.insert(pair_code(pair.a, pair.b));
  Clusters clusters;
  clusters.of.resize(prepared.size());
  std::iota(clusters.of.begin(), clusters.of.end(), 0U);
  // A comparer remembers word pairs: a few large runs rather than many small ones.
  const std::size_t count = components.size();
  const std::size_t runs = std::min<std::size_t>(count / 64 + 1, std::max(1, threads) * 16U);
  std::vector<std::vector<PairOdds::Extra>> extras(runs);
  base::parallel_for(runs, threads, [&](std::size_t run) {
    Clusterer clusterer(prepared, pairs, chances, threshold, components, forbidden, clusters);
    for (std::size_t i = run * count / runs; i < (run + 1) * count / runs; ++i) {
      if (i % 512 == 0) base::check_stop(reporter);
      clusterer.run(i, comparers);
    }
    extras[run] = std::move(clusterer.extras);
    reporter.progress("clustering", run + 1, runs);
  });
  for (auto& part : extras) clusters.extras.insert(clusters.extras.end(), part.begin(), part.end());
  std::vector<std::uint32_t> sizes(prepared.size(), 0);
  for (const auto of : clusters.of) clusters.largest = std::max(clusters.largest, ++sizes[of]);
  clusters.count = static_cast<std::uint32_t>(
      std::count_if(sizes.begin(), sizes.end(), [](std::uint32_t size) { return size > 0; }));
  return clusters;
}

}  // namespace attest::link
