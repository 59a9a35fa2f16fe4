// What peers and papers printed, and what comes out here, side by side. A row that misses its
// tolerance fails the study. Latent-class rows allow three standard errors of the difference from
// LCMCR, both runs' Monte-Carlo errors counted. LCMCR never lets classes change places, so that its
// errors may be too small; how far we are from a sampler that does and shares no code with the
// engine (plain_gibbs.csv) stands beside, and excuses nothing.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <optional>

#include "estimate/analysis.hpp"
#include "estimate/baselines.hpp"
#include "estimate/combine.hpp"
#include "reference.hpp"

using namespace attest::estimate;
using studies::number;
using studies::Row;

namespace {

int failures = 0;

void judge(bool holds, const std::string& line) {
  failures += holds ? 0 : 1;
  fmt::print("{} {}\n", holds ? "  " : "X ", line);
}

bool close(double reached, double reference, double share) {
  return std::abs(reached / reference - 1) <= share;
}

std::string printed(const Summary& s) {
  return fmt::format("{:.1f} {:.0f} [{:.0f}; {:.0f}]", s.mean, s.median, s.low, s.high);
}

std::string setting(const std::string& settings, const std::string& name) {
  const auto at = settings.find(name + "=");
  if (at == std::string::npos) return "";
  const auto from = at + name.size() + 1;
  return settings.substr(from, settings.find(' ', from) - from);
}

// Rows that count: R-hat below 1.01, and no word of a limit or a refusal in the note.
bool admitted(const Row& row) {
  const std::string& note = row.at("note");
  return row.at("method") == "LCMCR" && number(row, "rhat") < 1.01 &&
         row.at("settings").starts_with("K=1") &&
         row.at("settings").find("min(") == std::string::npos &&
         note.find("limit") == std::string::npos && note.find("refused") == std::string::npos;
}

// The largest distance of mean, median and ends, in errors of the difference.
double apart(const Row& row, const Result& ours, const Summary& error) {
  const auto one = [&](double a, const std::string& column, double e) {
    return std::abs(a - number(row, column)) / std::max(e, 0.3);
  };
  return std::max(
      {one(ours.summary.mean, "mean", error.mean), one(ours.summary.median, "median", error.median),
       one(ours.summary.low, "lo95", error.low), one(ours.summary.high, "hi95", error.high)});
}

// The same model by an ordinary Gibbs sampler whose classes may change places: eight long chains,
// run by estimate_plain and stored.
std::optional<Row> plain_run(const std::string& dataset, int classes) {
  const char* source = std::getenv("ATTEST_SOURCE");
  const std::string folder = source != nullptr ? source : ".";
  for (const Row& row : studies::read_csv(folder + "/tests/studies/estimate/plain_gibbs.csv"))
    if (row.at("dataset") == dataset && number(row, "classes") == classes) return row;
  return std::nullopt;
}

double from_plain(const Row& plain, const Result& ours) {
  const Summary& own = ours.diagnostics.mcse;
  const auto both = [&](double mine, const std::string& column) {
    return std::hypot(mine, number(plain, column));
  };
  return apart(plain, ours,
               {both(own.mean, "mcse_mean"), both(own.median, "mcse_median"),
                both(own.low, "mcse_lo95"), both(own.high, "mcse_hi95")});
}

// The peer's Monte-Carlo errors are not printed: of the same posterior and estimator, so ours
// scaled by the effective sizes.
void latent_class_row(const Row& row, const Table& table) {
  LatentClassOptions options;
  options.classes = std::stoi(setting(row.at("settings"), "K"));
  options.max_ratio = 20;
  options.target_ess = 10000;
  const Result r = latent_class(table, options, attest::base::silent_reporter());
  const double scale = std::sqrt(1 + r.diagnostics.ess_bulk / number(row, "ess"));
  const Summary& own = r.diagnostics.mcse;
  const Summary both{own.mean * scale, own.median * scale, own.low * scale, own.high * scale};
  const double worst = apart(row, r, both);
  std::string why;
  double judged = worst;
  if (r.status == Status::kUnresolved) {
    why = ", a mode the short panel missed";
    judged = 0;
  } else if (const auto plain = plain_run(row.at("dataset"), options.classes); plain) {
    why =
        fmt::format("; plain Gibbs {} {} [{}; {}], {:.1f}", plain->at("mean"), plain->at("median"),
                    plain->at("lo95"), plain->at("hi95"), from_plain(*plain, r));
  }
  judge(judged <= 3, fmt::format("{:<30} LCMCR {} {} [{}; {}]   here {}   {:.1f} standard errors{}",
                                 row.at("dataset"), row.at("mean"), row.at("median"),
                                 row.at("lo95"), row.at("hi95"), printed(r.summary), worst, why));
}

void dga_row(const Row& row, const Table& table) {
  const std::string& settings = row.at("settings");
  const auto grid = settings.find("grid ");
  long first = 0, step = 0, last = 0;
  if (grid == std::string::npos ||
      std::sscanf(settings.c_str() + grid, "grid %ld:%ld:%ld", &first, &step, &last) != 3)
    return;
  DecomposableOptions options;
  options.saturated = true;
  options.grid = UnseenGrid{first, step, last};
  const Result r = decomposable(table, options, attest::base::silent_reporter());
  judge(std::abs(r.summary.mean - number(row, "mean")) < 0.06 &&
            r.summary.median == number(row, "median") && r.summary.low == number(row, "lo95") &&
            r.summary.high == number(row, "hi95"),
        fmt::format("{:<30} dga {} {} [{}; {}]   here {}", row.at("dataset"), row.at("mean"),
                    row.at("median"), row.at("lo95"), row.at("hi95"), printed(r.summary)));
}

void log_linear_row(const Row& row, const Table& table) {
  LogLinearOptions options;
  options.bootstraps = 0;
  const Result r = loglinear(table, options, attest::base::silent_reporter());
  judge(close(r.summary.mean, number(row, "mean"), 0.001) &&
            close(r.summary.low, number(row, "lo95"), 0.001) &&
            close(r.summary.high, number(row, "hi95"), 0.001),
        fmt::format("{:<30} Rcapture {} [{}; {}]   here {:.1f} [{:.1f}; {:.1f}]", row.at("dataset"),
                    row.at("mean"), row.at("lo95"), row.at("hi95"), r.summary.mean, r.summary.low,
                    r.summary.high));
}

void point_row(const Row& row, const std::string& peer, double reached) {
  judge(
      close(reached, number(row, "mean"), 0.001),
      fmt::format("{:<30} {} {}   here {:.1f}", row.at("dataset"), peer, row.at("mean"), reached));
}

void reference_row(const Row& row, const std::string& data) {
  const std::string& method = row.at("method");
  std::string filter = row.at("filter");
  if (const auto at = filter.find("=='"); at != std::string::npos)  // agent=='EST'
    filter = filter.substr(0, at) + "=" + filter.substr(at + 3, filter.size() - at - 4);
  if (method == "decomposable-graph BMA" || method.starts_with("hierarchical log-linear") ||
      admitted(row) || method.starts_with("stepwise Poisson") || method.starts_with("Mth Chao") ||
      method == "BIC all models order<=3" || method == "Mt independence") {
    const Table table = studies::overlap_table(data + row.at("data_file"), filter);
    if (admitted(row)) return latent_class_row(row, table);
    if (method == "decomposable-graph BMA") return dga_row(row, table);
    if (method.starts_with("hierarchical")) return log_linear_row(row, table);
    if (method.starts_with("stepwise"))
      return point_row(row, "SparseMSE", stepwise_pairs(table).estimate);
    if (method.starts_with("Mth Chao"))
      return point_row(row, "Rcapture Chao", chao(table, 0.95).summary.mean);
    if (method == "Mt independence")
      return point_row(row, "Rcapture Mt", fit_loglinear(table, {}).estimate);
    const auto fits = loglinear(table, {}, attest::base::silent_reporter());
    for (const Variant& v : fits.variants)
      if (v.name == "all_orders") point_row(row, "MSE all orders", v.summary.mean);
  }
}

void combination(const std::string& data) {
  std::vector<Replicate> replicates;
  for (const Row& row : studies::read_csv(data + "colombia_recruitment_20rep_draws.csv")) {
    if (replicates.empty() || replicates.back().labels[0] != row.at("replicate"))
      replicates.push_back({{row.at("replicate")}, number(row, "n_obs"), {}});
    replicates.back().draws.push_back(number(row, "N"));
  }
  const Combination c = combine(replicates, {"imputation"}, 0.95);
  judge(std::abs(c.published.mean - 1593.2) < 0.1 && std::abs(c.published.low - 1265.7) < 0.1 &&
            std::abs(c.published.high - 2148.4) < 0.1,
        fmt::format("Colombia, 20 replicates       published 1593 [1266; 2148]   here {:.1f} "
                    "[{:.1f}; {:.1f}], pooled {}",
                    c.published.mean, c.published.low, c.published.high, printed(c.pooled)));
}

void pathology(const std::string& data, const std::string& file, const std::string& code) {
  const Table table = studies::overlap_table(data + file, "");
  const auto refusal = refuse(table);
  judge(refusal && refusal->code == code,
        fmt::format("{:<30} must be refused: {}", file, refusal ? refusal->code : "answered"));
}

void copied_list(const std::string& data) {
  bool flagged = false;
  for (const Warning& w : warnings(studies::overlap_table(data + "pathology_derived_list.csv", "")))
    flagged = flagged || w.code == "likely_copy";
  judge(flagged, "pathology_derived_list.csv     the copy must be flagged");
}

void must_not_be_one_number(const std::string& data, const std::string& file,
                            const std::string& filter) {
  const Result r = latent_class(studies::overlap_table(data + file, filter), {},
                                attest::base::silent_reporter());
  std::string modes;
  for (const Mode& m : r.modes)
    modes += fmt::format(" {:.0f} ({:.0f} %)", m.median, 100 * m.weight);
  judge(r.status != Status::kOk,
        fmt::format("{:<30} {} {}: modes{}", file, filter, word(r.status), modes));
}

}  // namespace

int main() {
  const auto data = studies::estimation_data();
  if (!data) {
    fmt::print("skipped: no shared/data/estimation beside this clone\n");
    return 77;
  }
  for (const Row& row : studies::read_csv(*data + "reference_results.csv"))
    reference_row(row, *data);
  combination(*data);
  pathology(*data, "pathology_two_lists.csv", "too_few_lists");
  pathology(*data, "pathology_no_overlap.csv", "separate_populations");
  copied_list(*data);
  must_not_be_one_number(*data, "netherlands_5list.csv", "");
  must_not_be_one_number(*data, "peru_1980_2000_6list_by_perp.csv", "perp=STATE");
  must_not_be_one_number(*data, "colombia_recruitment_R1_sex_year.csv",
                         "sexo=HOMBRE yy_hecho=1999");
  fmt::print("{} rows missed their reference\n", failures);
  return failures == 0 ? 0 : 1;
}
