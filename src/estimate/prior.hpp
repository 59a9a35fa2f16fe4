#pragma once

#include <optional>

#include "estimate/latent_class.hpp"

namespace attest::estimate {

/// What somebody believes about N/n before the table is seen.
struct RatioBelief {
  double median = 2;
  double high = 20;  ///< 97.5 % point
};

/// Capture probabilities Beta(a, b), the same for every list, for which N/n has about these
/// quantiles with this number of lists (one class; −log of the chance to be missed by all lists is
/// taken as gamma distributed). Nothing if no such prior exists.
struct CapturePrior {
  double a = 1, b = 1;
};
std::optional<CapturePrior> capture_prior(int lists, const RatioBelief& belief);

/// What the prior alone says about N/n for these options and this number of lists (by simulation,
/// 2,000 draws).
Summary prior_ratio(int lists, const LatentClassOptions& options);

}  // namespace attest::estimate
