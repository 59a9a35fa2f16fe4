#pragma once

#include <vector>

#include "estimate/result.hpp"

namespace attest::estimate {

/// Convergence of chains: Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021),
/// "Rank-normalization, folding, and localization: an improved R-hat for assessing convergence of
/// MCMC", Bayesian Analysis 16. `draws` are chains of equal length (at least 4 draws each);
/// constant draws give R-hat 1 and an effective size of the number of draws. Pure and thread-safe.

/// The larger of rank-normalised split R-hat and its folded version.
double split_rhat(const std::vector<std::vector<double>>& draws);
/// Effective number of draws for the centre.
double ess_bulk(const std::vector<std::vector<double>>& draws);
/// The smaller of the effective sizes for the 5 % and 95 % quantiles.
double ess_tail(const std::vector<std::vector<double>>& draws);
/// Effective size for the mean, without ranks.
double ess_mean(const std::vector<std::vector<double>>& draws);
/// Effective size for the quantile p.
double ess_quantile(const std::vector<std::vector<double>>& draws, double p);
/// Spectral density at 0 from an autoregressive fit, summed within chains, as R's coda does it.
double ess_coda(const std::vector<std::vector<double>>& draws);

/// All of it, with the Monte-Carlo standard errors of the four printed numbers.
Diagnostics diagnose(const std::vector<std::vector<double>>& draws, double level);

}  // namespace attest::estimate
