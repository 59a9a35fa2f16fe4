#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "estimate/result.hpp"
#include "estimate/table.hpp"

namespace attest::estimate {

/// Hierarchical log-linear models of the 2^J − 1 seen cells (Fienberg 1972; Bishop, Fienberg &
/// Holland 1975; Cormack 1992 for the interval). Counts are Poisson; the unseen cell is
/// exp(intercept).
///
/// Existence: Fienberg & Rinaldo (2012). Where empty overlaps send parameters to −infinity, cells
/// that the extended estimate holds at 0 leave, the rest is fitted (Chan, Silverman & Vincent
/// 2021); if the intercept is not determined by what remains, the model is refused.

/// A model by its generators: maximal sets of lists (bits) whose interaction and all below it are
/// in. Every list's own effect is always in.
using Generators = std::vector<std::uint32_t>;
/// "[123,14,34]".
std::string describe_model(const Generators& generators);

/// One fitted model.
struct LogLinearFit {
  Generators generators;
  int parameters = 0;
  bool exists = false;      ///< finite estimate of the unseen
  bool extended = false;    ///< some cells are held at 0
  std::string reason;       ///< why it does not exist
  double estimate = kNone;  ///< N
  double log_likelihood = kNone;
  double bic = kNone;
  double deviance = kNone;
  std::vector<double> fitted;  ///< by pattern 1 … 2^J − 1, index pattern − 1
};

/// Fits one model. `lists` up to 12.
LogLinearFit fit_loglinear(const Table& table, const Generators& generators);

/// Profile-likelihood interval of N under one model that exists (multinomial likelihood, as
/// Rcapture's closedpCI).
struct Profile {
  double low = kNone, high = kNone;
  /// The confidence distribution: N at equally spaced probabilities (0.5/m, 1.5/m, …).
  std::vector<double> quantiles;
};
Profile profile_interval(const Table& table, const LogLinearFit& fit, double level,
                         std::size_t quantiles = 0);

/// All hierarchical models with every list's effect and interactions of at most `max_order` lists,
/// without the saturated one.
std::vector<Generators> hierarchical_models(int lists, int max_order);

/// Forward stepwise selection over pairs, from independence (Chan, Silverman & Vincent 2021, p <
/// 0.02).
LogLinearFit stepwise_pairs(const Table& table, double threshold = 0.02);

struct LogLinearOptions {
  /// Highest interaction searched; default: all but the saturated up to 4 lists, 2 above.
  std::optional<int> max_order;
  std::size_t bootstraps = 200;  ///< parametric, each with its own search among the best models
  double level = 0.95;
  std::size_t draws = 4000;
  std::uint64_t seed = 1, lane = 0;
  int threads = 1;
};

/// Search by BIC; the summary is the best model's estimate with its profile interval (mean = median
/// = the estimate). Variants: "averaged" (weights exp(−BIC/2) over models within 6), "bootstrap",
/// "pairs_only", "all_orders" (5 lists). Draws come from the best model's confidence distribution,
/// so that totals and curves agree with the interval shown; "averaged" may lie elsewhere.
Result loglinear(const Table& table, const LogLinearOptions& options, base::Reporter& reporter);

}  // namespace attest::estimate
