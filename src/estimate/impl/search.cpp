#include "estimate/impl/search.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <optional>

#include "base/parallel.hpp"
#include "estimate/impl/hierarchy.hpp"

namespace attest::estimate {
namespace {

std::vector<std::uint32_t> pairs_of(int lists) {
  std::vector<std::uint32_t> out;
  for (unsigned a = 0; a < static_cast<unsigned>(lists); ++a)
    for (unsigned b = a + 1; b < static_cast<unsigned>(lists); ++b)
      out.push_back(1U << a | 1U << b);
  return out;
}

Generators with(Generators pairs, std::uint32_t pair) {
  const auto at = std::find(pairs.begin(), pairs.end(), pair);
  if (at != pairs.end())
    pairs.erase(at);
  else
    pairs.push_back(pair);
  return pairs;
}

void sort_by_bic(std::vector<LogLinearFit>& fits) {
  std::erase_if(fits, [](const LogLinearFit& f) { return !f.exists; });
  std::stable_sort(fits.begin(), fits.end(),
                   [](const auto& a, const auto& b) { return a.bic < b.bic; });
}

bool has(const Generators& pairs, std::uint32_t pair) {
  return std::find(pairs.begin(), pairs.end(), pair) != pairs.end();
}

// How surprising the overlap of a pair is under a model: the smaller one-sided Poisson probability.
double overlap_p(const Table& table, const LogLinearFit& fit, std::uint32_t pair) {
  double expected = 0;
  for (std::size_t i = 1; i <= fit.fitted.size(); ++i)
    if ((i & pair) == pair) expected += fit.fitted[i - 1];
  const auto seen = static_cast<double>(table.on_all(pair));
  if (expected <= 0) return 1;
  const double at_most = boost::math::gamma_q(seen + 1, expected);
  const double at_least = seen > 0 ? boost::math::gamma_p(seen, expected) : 1;
  return std::min(at_most, at_least);
}

}  // namespace

LogLinearFit stepwise_pairs(const Table& table, double threshold) {
  const auto pairs = pairs_of(table.list_count());
  Generators chosen;
  LogLinearFit best = fit_loglinear(table, chosen);
  while (best.exists) {
    double lowest = threshold;
    std::optional<LogLinearFit> better;
    std::uint32_t added = 0;
    for (const std::uint32_t pair : pairs) {
      if (has(chosen, pair)) continue;
      const double p = overlap_p(table, best, pair);
      if (p >= lowest) continue;
      LogLinearFit fit = fit_loglinear(table, with(chosen, pair));
      if (!fit.exists) continue;
      lowest = p;
      better = std::move(fit);
      added = pair;
    }
    if (!better) break;
    best = std::move(*better);
    chosen.push_back(added);
  }
  return best;
}

namespace impl {

std::vector<LogLinearFit> fit_all(const Table& table, const std::vector<Generators>& models,
                                  int threads, base::Reporter& reporter) {
  std::vector<LogLinearFit> fits(models.size());
  base::parallel_chunks(models.size(), 64, threads, [&](std::size_t begin, std::size_t end) {
    base::check_stop(reporter);
    for (std::size_t i = begin; i < end; ++i) fits[i] = fit_loglinear(table, models[i]);
  });
  sort_by_bic(fits);
  return fits;
}

std::vector<LogLinearFit> search_pairs(const Table& table, base::Reporter& reporter) {
  const auto pairs = pairs_of(table.list_count());
  std::vector<LogLinearFit> visited{fit_loglinear(table, {})};
  Generators chosen;
  double lowest = visited[0].exists ? visited[0].bic : std::numeric_limits<double>::infinity();
  for (bool moved = true; moved;) {
    moved = false;
    Generators next;
    for (const std::uint32_t pair : pairs) {
      base::check_stop(reporter);
      visited.push_back(fit_loglinear(table, with(chosen, pair)));
      if (!visited.back().exists || visited.back().bic >= lowest - 1e-9) continue;
      lowest = visited.back().bic;
      next = with(chosen, pair);
      moved = true;
    }
    if (moved) chosen = std::move(next);
  }
  sort_by_bic(visited);
  const auto same = [](const auto& a, const auto& b) { return a.generators == b.generators; };
  visited.erase(std::unique(visited.begin(), visited.end(), same), visited.end());
  return visited;
}

}  // namespace impl
}  // namespace attest::estimate
