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

/// A component with the log odds of all its candidates.
struct Work {
  impl::Component component;
  std::vector<PairIds> pairs;
  std::vector<double> log_odds;
};

std::uint32_t place_in(const std::vector<std::uint32_t>& records, std::uint32_t record) {
  return static_cast<std::uint32_t>(std::lower_bound(records.begin(), records.end(), record) -
                                    records.begin());
}

std::vector<Work> split(const Prepared& prepared, std::span<const PairIds> pairs,
                        std::span<const float> chances, double shift,
                        const Constraints& constraints) {
  Components components(prepared.size());
  for (std::size_t i = 0; i < chances.size(); ++i) {
    if (logit(chances[i]) > shift) components.join(pairs[i].a, pairs[i].b);
  }
  for (const auto& pair : constraints.same) components.join(pair.a, pair.b);
  std::vector<Work> all;
  std::map<std::uint32_t, std::uint32_t> index;
  std::vector<std::uint32_t> sizes(prepared.size(), 0);
  for (std::uint32_t record = 0; record < prepared.size(); ++record) ++sizes[components.of(record)];
  std::vector<std::uint32_t> work_of(prepared.size(), std::numeric_limits<std::uint32_t>::max());
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    const auto root = components.of(record);
    if (sizes[root] < 2) continue;
    if (root == record) {
      work_of[record] = static_cast<std::uint32_t>(all.size());
      all.emplace_back();
    }
    all[work_of[root]].component.records.push_back(record);
  }
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const auto& pair = pairs[i];
    const auto root = components.of(pair.a);
    if (root != components.of(pair.b)) continue;
    Work& work = all[work_of[root]];
    const double odds = logit(chances[i]) - shift;
    work.pairs.push_back(pair);
    work.log_odds.push_back(odds);
    if (odds <= 0) continue;
    const auto& records = work.component.records;
    work.component.links.push_back({place_in(records, pair.a), place_in(records, pair.b)});
  }
  for (const auto& pair : constraints.same) {
    auto& component = all[work_of[components.of(pair.a)]].component;
    component.same.push_back(
        {place_in(component.records, pair.a), place_in(component.records, pair.b)});
  }
  return all;
}

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
      return scorer->log_odds(comparer->compare(a, b), space);
    };
  };
}

Clusters cluster(const Prepared& prepared, const std::function<PairOdds::Compare()>& comparers,
                 std::span<const PairIds> pairs, std::span<const float> chances, double threshold,
                 const Constraints& constraints, int threads, base::Reporter& reporter) {
  const auto works = split(prepared, pairs, chances, logit(threshold), constraints);
  std::unordered_set<std::uint64_t> forbidden;
  for (const auto& pair : constraints.different) forbidden.insert(pair_code(pair.a, pair.b));
  Clusters clusters;
  clusters.of.resize(prepared.size());
  std::iota(clusters.of.begin(), clusters.of.end(), 0U);
  constexpr std::size_t kRun = 512;
  const std::size_t runs = (works.size() + kRun - 1) / kRun;
  std::vector<std::vector<PairOdds::Extra>> extras(runs);
  base::parallel_for(runs, threads, [&](std::size_t run) {
    base::check_stop(reporter);
    PairOdds odds(prepared, comparers());
    odds.forbid(&forbidden);
    for (std::size_t w = run * kRun; w < std::min(works.size(), (run + 1) * kRun); ++w) {
      const Work& work = works[w];
      odds.know(work.pairs, work.log_odds);
      const auto labels = impl::agglomerate(work.component, odds);
      std::map<std::uint32_t, std::uint32_t> lowest;
      for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto record = work.component.records[i];
        clusters.of[record] = lowest.emplace(labels[i], record).first->second;
      }
      for (const auto& extra : odds.extras()) {
        if (clusters.of[extra.pair.a] == clusters.of[extra.pair.b]) extras[run].push_back(extra);
      }
    }
    reporter.progress("clustering", run, runs);
  });
  for (auto& part : extras) clusters.extras.insert(clusters.extras.end(), part.begin(), part.end());
  std::vector<std::uint32_t> sizes(prepared.size(), 0);
  for (const auto of : clusters.of) clusters.largest = std::max(clusters.largest, ++sizes[of]);
  clusters.count = static_cast<std::uint32_t>(
      std::count_if(sizes.begin(), sizes.end(), [](std::uint32_t size) { return size > 0; }));
  return clusters;
}

}  // namespace attest::link
