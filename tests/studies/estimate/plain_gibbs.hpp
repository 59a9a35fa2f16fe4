#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "estimate/table.hpp"

namespace studies {

/// The latent-class model of LCMCR by the ordinary Gibbs sampler of Manrique-Vallier (2016), people
/// on no list made up in each sweep: slow, and written apart from the engine so that each may find
/// the other's mistakes. Added to it: classes may exchange places (see `exchange`). Uniform capture
/// probabilities, alpha ~ Gamma(1/4, rate 1/4), p(N) ∝ 1/N.
struct PlainRun {
  int classes = 10;
  std::optional<double> max_ratio;  ///< unseen over seen
  /// Neighbouring classes exchange their people, by the chance of either order with the sticks
  /// integrated out. Off, as LCMCR has it, the order of classes stays as it was for 100,000 sweeps,
  /// and with it what alpha hangs on.
  bool exchange = true;
  long burn = 20'000, sweeps = 200'000;
  int thin = 20;
  std::uint64_t seed = 1, chain = 0;
};
/// Draws of N.
std::vector<double> plain_gibbs(const attest::estimate::Table& table, const PlainRun& run);

}  // namespace studies
