#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "estimate/result.hpp"
#include "estimate/table.hpp"

namespace attest::estimate {

/// Exact average over decomposable graphs (Madigan & York 1997, "Bayesian methods for estimation of
/// the size of a closed population", Biometrika 84; R's dga). 3 to 6 lists.
///
/// Given a graph, cell probabilities have a hyper-Dirichlet prior with `delta` in each of the 2^J
/// cells, all graphs are equally likely, p(N) ∝ 1/N. The sum over N is exact up to a tail whose
/// mass is below 1e-9.

/// Evenly spaced numbers of unseen people, as dga's users give them. Only to reproduce dga.
struct UnseenGrid {
  std::int64_t first = 1, step = 1, last = 1;
};
/// N is Poisson with a gamma-distributed mean (shape, scale): Madigan & York's informative prior.
struct GammaPoisson {
  double shape = 0, scale = 0;
};

struct DecomposableOptions {
  std::optional<double> delta;  ///< default 2^-J
  /// The saturated graph cannot be learned from data: its answer is the prior's. Out by default;
  /// dga has it in.
  bool saturated = false;
  std::optional<double> max_ratio;
  std::optional<UnseenGrid> grid;     ///< default: adaptive, without an end
  std::optional<GammaPoisson> prior;  ///< default: 1/N
  std::size_t draws = 4000;           ///< exact draws kept for combining
  double level = 0.95;
  std::uint64_t seed = 1, lane = 0;
};

/// A graph by its maximal cliques and the separators of a junction tree (sets of lists as bits).
struct Graph {
  std::vector<std::uint32_t> cliques, separators;
};
/// All decomposable graphs on `lists` vertices: 8, 61, 822, 18154 for 3, 4, 5, 6.
std::vector<Graph> decomposable_graphs(int lists);
/// "[AB,C]" with lists by number: "[12,3]".
std::string describe(const Graph& graph);

Result decomposable(const Table& table, const DecomposableOptions& options,
                    base::Reporter& reporter);

}  // namespace attest::estimate
