#pragma once

#include <cstdint>
#include <optional>

#include "base/report.hpp"
#include "estimate/result.hpp"
#include "estimate/table.hpp"

namespace attest::estimate {

/// Latent classes (Manrique-Vallier 2016, "Bayesian population size estimation using Dirichlet
/// process mixtures", Biometrics 72; the model of R's LCMCR).
///
///   x_ij | z_i = k   ~ Bernoulli(lambda_jk)         lists are independent inside a class
///   lambda_jk        ~ Beta(capture_a, capture_b)    uniform by default
///   z_i              ~ stick-breaking weights pi of concentration alpha, cut at `classes` (the
///   last stick is 1) alpha            ~ Gamma(alpha_shape, rate alpha_rate) p(N)             ∝
///   1/N, N ≤ (1 + max_ratio) · documented where a limit is given
///
/// N is integrated out while sampling and drawn exactly afterwards: N − n is negative binomial.

/// What is assumed and how long is sampled.
struct LatentClassOptions {
  int classes = 10;
  double alpha_shape = 0.25, alpha_rate = 0.25;
  double capture_a = 1, capture_b = 1;
  /// LCMCR's hidden limit is 20 (unseen at most 20 times the seen); here there is none unless asked
  /// for.
  std::optional<double> max_ratio;
  int chains = 4;  ///< over-dispersed starts; at least 4
  /// Effective draws (bulk) to reach before stopping, and when to give up.
  double target_ess = 1000;
  double effort = 1;      ///< multiplies the longest run allowed before "not converged"
  bool tempering = true;  ///< false: chains that disagree are reported as such at once
  double level = 0.95;
  std::uint64_t seed = 1;
  std::uint64_t lane = 0;  ///< sets the streams of one table apart from another's
  int threads = 1;         ///< the bytes of the result do not depend on it
};

/// Samples until R-hat < 1.01 and the wanted effective size; chains that disagree are tempered; if
/// they still do, the status is kUnresolved (with modes) or kNotConverged. The table is taken as it
/// is: refusals of the table are refusal.hpp's business. Throws base::Error{kStopped} when asked to
/// stop.
Result latent_class(const Table& table, const LatentClassOptions& options,
                    base::Reporter& reporter);

}  // namespace attest::estimate
