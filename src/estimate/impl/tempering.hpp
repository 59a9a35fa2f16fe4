#pragma once

#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "base/report.hpp"
#include "estimate/impl/fit_checks.hpp"
#include "estimate/impl/mixture.hpp"
#include "estimate/impl/sampler.hpp"

namespace attest::estimate::impl {

/// One chain that jumps between modes: replicas at 24 powers of the likelihood (three packs of
/// lanes) exchange their powers (Geyer 1991; neighbours by turns, Okabe et al. 2001). Draws are
/// those of the replica that stands at power 1.
class TemperedChain {
 public:
  static constexpr int kPacks = 3;
  static constexpr int kPowers = kPacks * kLanes;

  TemperedChain(const Problem& problem, std::uint64_t seed, std::uint64_t lane);
  /// All replicas start at one place: chains begun in different modes that still agree have mixed.
  void adopt(const Standing& place);
  void warm_up(int iterations, const base::Reporter& reporter);
  void run(int iterations, const base::Reporter& reporter);
  const std::vector<double>& draws() const { return draws_; }
  const FitChecks& fit() const { return fit_; }

 private:
  void set_powers();
  void iterate(int iteration, bool tune);
  void exchange(int iteration, bool tune);
  void respace();
  Pack& pack_of(int replica) { return packs_[static_cast<std::size_t>(replica / kLanes)]; }

  const Problem& problem_;
  std::vector<Pack> packs_;
  Workspace room_;
  std::vector<base::Stream> streams_;  // one a replica
  base::Stream swaps_;
  std::vector<double> powers_;       // descending from 1
  std::vector<int> replica_at_;      // by power
  std::vector<double> log_step_[2];  // by power
  std::vector<double> swapped_, tried_;
  long moves_ = 0;
  std::vector<double> draws_;
  FitChecks fit_;
};

}  // namespace attest::estimate::impl
