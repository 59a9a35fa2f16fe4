#pragma once

#include <vector>

#include "base/random.hpp"
#include "estimate/impl/mixture.hpp"
#include "estimate/result.hpp"

namespace attest::estimate::impl {

/// Posterior predictive checks (Gelman, Meng & Stern 1996): what tables of as many seen people the
/// draws would give, beside the table that is there: all patterns together (Freeman & Tukey's
/// distance), each pair of lists, people by number of lists.
class FitChecks {
 public:
  explicit FitChecks(const Problem& problem);
  /// One draw of the parameters, as a lane of q.
  void add(const LaneVector& q, int lane, base::Stream& stream);
  void add(const FitChecks& other);
  /// Checks by name; p is the share of predicted tables beyond the seen one (two-sided for counts).
  std::vector<FitCheck> results(const std::vector<std::string>& lists) const;

 private:
  struct Count {
    double observed = 0, sum = 0, below = 0, equal = 0;
    void see(double predicted);
  };
  std::vector<double> predict(const LaneVector& q, int lane) const;

  const Problem* problem_;
  std::vector<double> seen_;  // by pattern; empty above eight lists
  std::vector<Count> pairs_, captures_;
  double draws_ = 0, farther_ = 0, distance_ = 0, expected_distance_ = 0;
};

}  // namespace attest::estimate::impl
