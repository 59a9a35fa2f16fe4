// One row of plain_gibbs.csv: an ordinary Gibbs sampler of LCMCR's model, eight chains, run long.
//   estimate_plain DATASET FILE FILTER CLASSES SWEEPS [SEED]
// FILTER may be "". The limit on N is LCMCR's, 21 n; the first tenth is discarded.

#include <fmt/format.h>

#include <cstdlib>

#include "estimate/diagnostics.hpp"
#include "plain_gibbs.hpp"
#include "reference.hpp"

using namespace attest::estimate;

int main(int argc, char** argv) {
  const auto data = studies::estimation_data();
  if (!data || argc < 6) {
    fmt::print("usage: estimate_plain DATASET FILE FILTER CLASSES SWEEPS [SEED]\n");
    return data ? 2 : 77;
  }
  const Table table = studies::overlap_table(*data + argv[2], argv[3]);
  studies::PlainRun run;
  run.classes = std::atoi(argv[4]);
  run.max_ratio = 20;
  run.sweeps = std::atol(argv[5]);
  run.burn = run.sweeps / 10;
  run.seed = argc > 6 ? static_cast<std::uint64_t>(std::atoll(argv[6])) : 1;
  std::vector<std::vector<double>> chains;
  for (; run.chain < 8; ++run.chain) chains.push_back(studies::plain_gibbs(table, run));
  const Summary s = summarise(pooled(chains), 0.95);
  const Diagnostics d = diagnose(chains, 0.95);
  fmt::print(
      "{},{},{},{},{},{:.1f},{:.0f},{:.0f},{:.0f},{:.2f},{:.2f},{:.2f},{:.2f},{:.4f},{:.0f}\n",
      argv[1], run.classes, run.chain, run.sweeps, run.seed, s.mean, s.median, s.low, s.high,
      d.mcse.mean, d.mcse.median, d.mcse.low, d.mcse.high, d.rhat, d.ess_bulk);
  return 0;
}
