#include "link/score.hpp"

#include <algorithm>
#include <cmath>
#include <compare>

namespace attest::link {
namespace {

void finish(Accuracy& accuracy) {
  const auto right = static_cast<double>(accuracy.right);
  accuracy.precision = accuracy.called > 0 ? right / static_cast<double>(accuracy.called) : 0;
  accuracy.recall = accuracy.true_pairs > 0 ? right / static_cast<double>(accuracy.true_pairs) : 0;
  const double sum = accuracy.precision + accuracy.recall;
  accuracy.f1 = sum > 0 ? 2 * accuracy.precision * accuracy.recall / sum : 0;
}

struct Labelled {
  std::uint64_t label;
  std::uint32_t list;
  friend auto operator<=>(const Labelled&, const Labelled&) = default;
};

/// How many labels records have, and how many pairs of records share one and may be one person.
struct Shared {
  std::uint64_t labels = 0, pairs = 0;
};

constexpr std::uint64_t pairs_of(std::uint64_t n) {
  return n * (n - 1) / 2;
}

Shared shared_labels(const Prepared& prepared, std::vector<Labelled> records) {
  std::sort(records.begin(), records.end());
  Shared shared;
  for (std::size_t from = 0; from < records.size();) {
    std::size_t to = from;
    while (to < records.size() && records[to].label == records[from].label) {
      const std::size_t first = to;
      while (to < records.size() && records[to] == records[first]) ++to;
      if (prepared.once[records[first].list]) shared.pairs -= pairs_of(to - first);
    }
    ++shared.labels;
    shared.pairs += pairs_of(to - from);
    from = to;
  }
  return shared;
}

struct Judged {
  float chance;
  bool right;
};

void add_reliability(const std::vector<Judged>& judged, Scores& scores) {
  constexpr std::size_t kBins = 20;
  std::vector<double> chance(kBins, 0), right(kBins, 0), size(kBins, 0);
  double total = 0;
  for (const auto& pair : judged) {
    if (pair.chance < 0.05F) continue;
    const auto bin =
        std::min<std::size_t>(kBins - 1, static_cast<std::size_t>(pair.chance * kBins));
    chance[bin] += pair.chance;
    right[bin] += pair.right;
    ++size[bin];
    ++total;
  }
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    if (size[bin] <= 0) continue;
    scores.reliability.push_back({static_cast<double>(bin) / kBins, chance[bin] / size[bin],
                                  right[bin] / size[bin], static_cast<std::uint64_t>(size[bin])});
    scores.calibration_error += std::abs(chance[bin] - right[bin]) / total;
  }
}

}  // namespace

Scores score(const Prepared& prepared, std::span<const std::uint32_t> truth,
             std::span<const PairIds> pairs, std::span<const float> chances,
             std::span<const std::uint32_t> clusters, double threshold) {
  Scores scores;
  std::vector<Labelled> by_truth, by_cluster, by_both;
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    if (truth[record] == 0) continue;
    const auto list = prepared.list[record];
    by_truth.push_back({truth[record], list});
    by_cluster.push_back({clusters[record], list});
    by_both.push_back({std::uint64_t{truth[record]} << 32 | clusters[record], list});
  }
  scores.records_with_truth = by_truth.size();
  const Shared people = shared_labels(prepared, std::move(by_truth));
  const Shared found = shared_labels(prepared, std::move(by_cluster));
  const std::uint64_t true_pairs = people.pairs;
  scores.people = people.labels;
  scores.clusters_found = found.labels;
  scores.clusters.threshold = threshold;
  scores.clusters.true_pairs = true_pairs;
  scores.clusters.called = found.pairs;
  scores.clusters.right = shared_labels(prepared, std::move(by_both)).pairs;
  finish(scores.clusters);

  std::vector<Judged> judged;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto a = truth[pairs[i].a], b = truth[pairs[i].b];
    if (a != 0 && b != 0 && prepared.may_match(pairs[i].a, pairs[i].b))
      judged.push_back({chances[i], a == b});
  }
  std::sort(judged.begin(), judged.end(),
            [](const Judged& x, const Judged& y) { return x.chance > y.chance; });
  Accuracy running;
  running.true_pairs = true_pairs;
  scores.at_default.threshold = threshold;
  scores.at_default.true_pairs = true_pairs;
  double next_point = 0.995;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    ++running.called;
    running.right += judged[i].right;
    if (judged[i].chance >= threshold) {
      scores.at_default.called = running.called;
      scores.at_default.right = running.right;
    }
    if (i + 1 < judged.size() && judged[i + 1].chance == judged[i].chance) continue;
    running.threshold = judged[i].chance;
    finish(running);
    if (running.f1 > scores.best.f1) scores.best = running;
    if (judged[i].chance <= next_point) {
      scores.curve.push_back(running);
      next_point = judged[i].chance - 0.02;
    }
  }
  finish(scores.at_default);
  add_reliability(judged, scores);
  return scores;
}

}  // namespace attest::link
