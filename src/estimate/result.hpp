#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attest::estimate {

/// What a number is. A lower bound never enters an agreement.
enum class Kind { kPosterior, kLikelihood, kLowerBound, kMoment };
/// What became of a model. Only kOk carries numbers that may be printed as a result.
enum class Status { kOk, kRefused, kNotConverged, kUnresolved };
/// The words programs rely on: "posterior", "likelihood", "lower_bound", "moment"; "ok", "refused",
/// "not_converged", "unresolved".
std::string_view word(Kind kind);
std::string_view word(Status status);

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The four numbers that are printed of a population size. NaN: there is none.
struct Summary {
  double mean = kNone;
  double median = kNone;
  double low = kNone;
  double high = kNone;
};

/// Why there is no answer. `code` is a stable word, `needed` what would allow an answer.
struct Refusal {
  std::string code;
  std::string reason;
  std::string needed;
};

/// Something that must be said beside the answer. `code` is a stable word.
struct Warning {
  std::string code;
  std::string text;
};

/// What is known about draws from a chain; NaN where a model has no chains.
struct Diagnostics {
  double rhat = kNone;
  double ess_bulk = kNone;
  double ess_tail = kNone;
  double ess_coda = kNone;  ///< summed within chains; flatters chains that never met
  Summary mcse;             ///< Monte-Carlo standard error of each printed number
};

/// One of several places where a posterior is high.
struct Mode {
  double weight = 0;  ///< share of draws; itself uncertain where the status is unresolved
  double median = 0, low = 0, high = 0;
};

/// Seen and expected under the fitted model, with the tail probability of the seen.
struct FitCheck {
  std::string what;
  double observed = 0;
  double expected = 0;
  double p = kNone;
};

/// One of the models that a search or an average went through.
struct Candidate {
  std::string model;  ///< "[123,14,34]": lists by their number in the table, or a graph's cliques
  double estimate = kNone;
  double low = kNone, high = kNone;
  double bic = kNone;     ///< likelihood models
  double weight = kNone;  ///< share in the average
  std::string reason;     ///< why it has no numbers, where it has none
};

/// A further answer of the same family: "averaged", "bootstrap", "pairs_only"…
struct Variant {
  std::string name;
  Summary summary;
  std::string note;
};

/// What one model says about the number of people, seen and unseen.
struct Result {
  std::string model;  ///< latent_class, decomposable, loglinear, chao, coverage
  Kind kind = Kind::kPosterior;
  Status status = Status::kOk;
  Refusal refusal;  ///< of this model, where status is not kOk
  Summary summary;
  double level = 0.95;
  Diagnostics diagnostics;
  double cpu_seconds = 0;
  std::vector<std::string> assumptions;
  std::vector<std::pair<std::string, std::string>> settings;
  Summary prior_ratio;        ///< prior of N/n; NaN where the model has no prior on it
  double share_at_limit = 0;  ///< share of draws within 2 % of a limit on N
  std::vector<FitCheck> fit;
  std::vector<Mode> modes;
  std::vector<Candidate> candidates;
  std::vector<Variant> variants;
  std::vector<Warning> warnings;
  /// Draws of N by chain, equally long, at most some thousands in all. Of a likelihood model they
  /// come from its confidence distribution (see loglinear.hpp). Empty where nothing can be
  /// combined.
  std::vector<std::vector<double>> draws;
};

/// A result without numbers.
Result refused(std::string model, Kind kind, Refusal refusal);

/// All draws, chain after chain.
std::vector<double> pooled(const std::vector<std::vector<double>>& draws);

/// Mean, median and central interval of draws (linear interpolation between order statistics,
/// Hyndman & Fan's type 7).
Summary summarise(std::vector<double> draws, double level);
/// One quantile of sorted values, type 7.
double quantile(const std::vector<double>& sorted, double p);

}  // namespace attest::estimate
