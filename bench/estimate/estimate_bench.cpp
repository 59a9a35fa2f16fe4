// Effective draws of N per CPU second, one core, beside LCMCR's recorded figures (same model, K =
// 10, the same limit on N); all CPU counts: scouts, warm-up, diagnostics. Then dga, then the 56
// Colombian strata.

#include <fmt/format.h>

#include <ctime>

#include "estimate/analysis.hpp"
#include "reference.hpp"

using namespace attest::estimate;

namespace {

double cpu() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void latent(const std::string& data, const std::string& name, double lcmcr_coda, double lcmcr_bulk,
            double wanted) {
  const Table table = studies::overlap_table(data + name + ".csv", "");
  LatentClassOptions options;
  options.max_ratio = 20;
  options.target_ess = 4000;
  const double before = cpu();
  const Result r = latent_class(table, options, attest::base::silent_reporter());
  const double seconds = cpu() - before;
  const double coda = r.diagnostics.ess_coda / seconds, bulk = r.diagnostics.ess_bulk / seconds;
  fmt::print(
      "{:<24} R-hat {:.4f}  {:.2f} CPU s  coda {:>8.0f}/s ({:.0f} times LCMCR's {:.0f}; wanted "
      "{:.0f})  bulk {:>8.0f}/s "
      "({:.0f} times LCMCR's {:.3g})\n",
      name, r.diagnostics.rhat, seconds, coda, coda / lcmcr_coda, lcmcr_coda, wanted, bulk,
      bulk / lcmcr_bulk, lcmcr_bulk);
}

void graphs(const std::string& data, const std::string& name, double dga_seconds) {
  const Table table = studies::overlap_table(data + name + ".csv", "");
  const double before = cpu();
  const Result r = decomposable(table, {}, attest::base::silent_reporter());
  const double seconds = cpu() - before;
  fmt::print(
      "{:<24} decomposable {:.4f} CPU s, {:.0f} times as fast as dga's {:.3f} (median {:.0f})\n",
      name, seconds, dga_seconds / seconds, dga_seconds, r.summary.median);
}

}  // namespace

int main() {
  const auto data = studies::estimation_data();
  if (!data) {
    fmt::print("skipped: no shared/data/estimation beside this clone\n");
    return 77;
  }
  latent(*data, "kosovo_1999", 58, 26, 20);
  latent(*data, "uk_slavery_2013_5list", 73, 5.7, 50);
  latent(*data, "australia_4list", 230, 112, 50);
  latent(*data, "new_orleans_5list", 522, 530, 20);
  latent(*data, "western_us_5list", 391, 386, 5);
  graphs(*data, "kosovo_1999", 0.060);
  graphs(*data, "uk_slavery_2013_5list", 0.947);
  graphs(*data, "netherlands_5list", 1.080);
  graphs(*data, "new_orleans_5list", 0.187);
  return 0;
}
