#include "link/score.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace attest::link {
namespace {

void finish(Accuracy& accuracy) {
  const auto right = static_cast<double>(accuracy.right);
  accuracy.precision = accuracy.called > 0 ? right / static_cast<double>(accuracy.called) : 0;
  accuracy.recall = accuracy.true_pairs > 0 ? right / static_cast<double>(accuracy.true_pairs) : 0;
  const double sum = accuracy.precision + accuracy.recall;
  accuracy.f1 = sum > 0 ? 2 * accuracy.precision * accuracy.recall / sum : 0;
}

/// Pairs of records that share a label and may be one person.
std::uint64_t pairs_sharing(
    const Prepared& prepared,
    const std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>& groups) {
  std::uint64_t pairs = 0;
  for (const auto& [label, records] : groups) {
    std::map<std::uint32_t, std::uint64_t> sizes;
    for (const auto record : records) ++sizes[prepared.list[record]];
    const std::uint64_t n = records.size();
    pairs += n * (n - 1) / 2;
    for (const auto& [list, size] : sizes) {
      if (prepared.once[list]) pairs -= size * (size - 1) / 2;
    }
  }
  return pairs;
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
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_truth, by_cluster, by_both;
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    if (truth[record] == 0) continue;
    ++scores.records_with_truth;
    by_truth[truth[record]].push_back(record);
    by_cluster[clusters[record]].push_back(record);
    by_both[std::uint64_t{truth[record]} << 32 | clusters[record]].push_back(record);
  }
  scores.people = by_truth.size();
  scores.clusters_found = by_cluster.size();
  const std::uint64_t true_pairs = pairs_sharing(prepared, by_truth);
  scores.clusters.threshold = threshold;
  scores.clusters.true_pairs = true_pairs;
  scores.clusters.called = pairs_sharing(prepared, by_cluster);
  scores.clusters.right = pairs_sharing(prepared, by_both);
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
