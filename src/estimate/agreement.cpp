#include <algorithm>
#include <cmath>

#include "estimate/analysis.hpp"

namespace attest::estimate {
namespace {

constexpr double kClose = 1.25;  // ratio of medians that still counts as agreeing

bool counts(const Result& result) {
  return result.status == Status::kOk && result.kind != Kind::kLowerBound;
}

bool inside_all(double median, const std::vector<const Result*>& results) {
  return std::all_of(results.begin(), results.end(), [&](const Result* r) {
    return r->summary.low <= median && median <= r->summary.high;
  });
}

bool some_apart(const std::vector<const Result*>& results) {
  for (const Result* a : results)
    for (const Result* b : results)
      if (a->summary.high < b->summary.low) return true;
  return false;
}

std::string verdict_on(const std::vector<const Result*>& results, double ratio) {
  if (results.empty()) return "none";
  if (results.size() == 1) return "single";
  if (some_apart(results)) return "conflict";
  const bool inside = std::all_of(results.begin(), results.end(), [&](const Result* r) {
    return inside_all(r->summary.median, results);
  });
  return ratio <= kClose && inside ? "agree" : "differ";
}

}  // namespace

Agreement agreement(const std::vector<Result>& results) {
  std::vector<const Result*> used;
  for (const Result& r : results)
    if (counts(r)) used.push_back(&r);
  Agreement out;
  double least = 0, most = 0;
  for (const Result* r : used) {
    const bool first = out.models.empty();
    out.lowest = first ? r->summary.low : std::min(out.lowest, r->summary.low);
    out.highest = first ? r->summary.high : std::max(out.highest, r->summary.high);
    least = first ? r->summary.median : std::min(least, r->summary.median);
    most = first ? r->summary.median : std::max(most, r->summary.median);
    out.models.push_back(r->model);
  }
  if (!used.empty()) out.ratio = most / least;
  out.verdict = verdict_on(used, out.ratio);
  out.shared_assumption =
      "Every model takes it that the unseen relate to the lists as the seen do: that no dependence "
      "of all lists "
      "together is left over once its own structure is fitted. The data cannot show that. "
      "Agreement of models "
      "that share an assumption is not confirmation.";
  return out;
}

Sensitivity sensitivity(const Table& table, const Result& result) {
  Sensitivity out;
  out.assumption =
      "The interaction of all lists together (how being on all the others changes the odds of "
      "being on the last, beyond "
      "what smaller groups of lists show) is 0. It cannot be learned: only the unseen would tell.";
  out.model = result.model;
  const auto documented = static_cast<double>(table.documented());
  for (const double odds : {0.25, 0.5, 0.8, 1.0, 1.25, 2.0, 4.0}) {
    const auto moved = [&](double n) { return documented + (n - documented) * odds; };
    out.points.push_back({std::log(odds), odds, moved(result.summary.mean),
                          moved(result.summary.low), moved(result.summary.high)});
  }
  return out;
}

}  // namespace attest::estimate
