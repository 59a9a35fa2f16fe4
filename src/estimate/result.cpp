#include "estimate/result.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attest::estimate {

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::kPosterior:
      return "posterior";
    case Kind::kLikelihood:
      return "likelihood";
    case Kind::kLowerBound:
      return "lower_bound";
    case Kind::kMoment:
      break;
  }
  return "moment";
}

std::string_view word(Status status) {
  switch (status) {
    case Status::kOk:
      return "ok";
    case Status::kRefused:
      return "refused";
    case Status::kNotConverged:
      return "not_converged";
    case Status::kUnresolved:
      break;
  }
  return "unresolved";
}

Result refused(std::string model, Kind kind, Refusal refusal) {
  Result result;
  result.model = std::move(model);
  result.kind = kind;
  result.status = Status::kRefused;
  result.refusal = std::move(refusal);
  return result;
}

std::vector<double> pooled(const std::vector<std::vector<double>>& draws) {
  std::vector<double> all;
  for (const auto& chain : draws) all.insert(all.end(), chain.begin(), chain.end());
  return all;
}

double quantile(const std::vector<double>& sorted, double p) {
  if (sorted.empty()) return kNone;
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Summary summarise(std::vector<double> draws, double level) {
  if (draws.empty()) return {};
  const double mean =
      std::accumulate(draws.begin(), draws.end(), 0.0) / static_cast<double>(draws.size());
  std::sort(draws.begin(), draws.end());
  const double tail = (1 - level) / 2;
  return {mean, quantile(draws, 0.5), quantile(draws, tail), quantile(draws, 1 - tail)};
}

}  // namespace attest::estimate
