#pragma once

#include <vector>

#include "base/report.hpp"
#include "estimate/loglinear.hpp"

namespace attest::estimate::impl {

/// Fits all the models, in parallel; those that exist, lowest BIC first (ties in the order given).
std::vector<LogLinearFit> fit_all(const Table& table, const std::vector<Generators>& models,
                                  int threads, base::Reporter& reporter);

/// Steps over pairs by BIC, forwards and backwards, from independence. Every model visited that
/// exists, lowest BIC first.
std::vector<LogLinearFit> search_pairs(const Table& table, base::Reporter& reporter);

/// Bias-corrected and accelerated limits (Efron 1987) for the estimate after choosing anew among
/// `models` in each resample.
Summary bootstrap(const Table& table, const std::vector<Generators>& models, double estimate,
                  const LogLinearOptions& options, base::Reporter& reporter);

}  // namespace attest::estimate::impl
