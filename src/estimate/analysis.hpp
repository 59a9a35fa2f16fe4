#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "estimate/baselines.hpp"
#include "estimate/decomposable.hpp"
#include "estimate/latent_class.hpp"
#include "estimate/loglinear.hpp"
#include "estimate/refusal.hpp"
#include "estimate/result.hpp"
#include "estimate/table.hpp"

namespace attest::estimate {

/// How far models agree. Models that share an assumption do not confirm one another by agreeing.
struct Agreement {
  double lowest = kNone, highest = kNone;  ///< lowest low, highest high
  double ratio = kNone;                    ///< largest median over smallest
  std::string verdict;                     ///< agree, differ, conflict; single, none
  std::string shared_assumption;
  std::vector<std::string> models;
};
Agreement agreement(const std::vector<Result>& results);

/// The highest-order interaction cannot be learned from data; every model here takes it to be 0.
/// What the estimate would be if it were not.
struct Sensitivity {
  struct Point {
    double log_odds = 0;  ///< the highest-order interaction, as a shift of log(unseen)
    double odds = 1;
    double estimate = kNone, low = kNone, high = kNone;
  };
  std::string assumption;
  std::string model;  ///< whose answer is moved
  std::vector<Point> points;
};
Sensitivity sensitivity(const Table& table, const Result& result);

/// What is asked of one table.
struct AnalysisOptions {
  std::vector<std::string> models;  ///< empty: all five
  LatentClassOptions latent_class;
  DecomposableOptions decomposable;
  LogLinearOptions loglinear;
  CoverageOptions coverage;
  double level = 0.95;
  std::uint64_t seed = 1, lane = 0;
  int threads = 1;
  std::vector<Derivation> derived;
  /// Also answer under a second prior, and without lists that share nobody with the others. Strata
  /// and replicates do without.
  bool thorough = true;
  /// Run the models although the table is refused; their status stays kRefused.
  bool despite_refusal = false;
  /// CPU seconds used so far; engines read no clock themselves. May be empty.
  std::function<double()> meter;
};

/// What one table says.
struct Analysis {
  std::vector<std::string> lists;  ///< without those that hold nobody
  std::int64_t documented = 0;
  std::optional<Refusal> refusal;
  std::vector<Result> results;
  Agreement agreement;
  Sensitivity sensitivity;
  std::optional<Result> second_prior;
  std::vector<Warning> warnings;
};

Analysis analyse(const Table& table, const AnalysisOptions& options, base::Reporter& reporter);

/// The five names, in the order in which they are run and shown.
const std::vector<std::string>& model_names();

}  // namespace attest::estimate
