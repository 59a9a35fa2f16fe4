#include "estimate/impl/fit_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace attest::estimate::impl {
namespace {

constexpr int kCaptureGroups = 4;  // on one list, two, three, more
constexpr int kWholeLattice = 8;   // lists up to which all patterns are compared, seen or not

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

std::size_t pair_at(int a, int b, int lists) {
  return at(a * lists + b);
}

// Counts of as many people, one cell after the other.
std::vector<double> multinomial(double people, const std::vector<double>& chance,
                                base::Stream& stream) {
  std::vector<double> out;
  auto left = static_cast<std::uint64_t>(people);
  double sum = 1;
  for (const double c : chance) {
    const std::uint64_t drawn =
        left > 0 && c > 0 ? stream.binomial(left, std::min(1.0, c / sum)) : 0;
    out.push_back(static_cast<double>(drawn));
    left -= drawn;
    sum = std::max(sum - c, 1e-15);
  }
  return out;
}

double distance(const std::vector<double>& counts, const std::vector<double>& chance,
                double people) {
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i)
    sum += std::pow(std::sqrt(counts[i]) - std::sqrt(people * chance[i]), 2);
  return sum;
}

}  // namespace

FitChecks::FitChecks(const Problem& problem)
    : problem_(&problem), pairs_(at(problem.lists * problem.lists)), captures_(kCaptureGroups) {
  if (problem.lists <= kWholeLattice) seen_.assign((std::size_t{1} << at(problem.lists)) - 1, 0.0);
  for (std::size_t i = 0; i < problem.counts.size(); ++i) {
    if (!seen_.empty()) seen_[problem.patterns[i] - 1] = problem.counts[i];
    captures_[at(std::min(std::popcount(problem.patterns[i]), kCaptureGroups) - 1)].observed +=
        problem.counts[i];
    for (int a = 0; a < problem.lists; ++a)
      for (int b = a + 1; b < problem.lists; ++b)
        if ((problem.patterns[i] >> static_cast<unsigned>(a) & 1U) != 0 &&
            (problem.patterns[i] >> static_cast<unsigned>(b) & 1U) != 0)
          pairs_[pair_at(a, b, problem.lists)].observed += problem.counts[i];
  }
}

void FitChecks::Count::see(double predicted) {
  sum += predicted;
  below += predicted < observed ? 1 : 0;
  equal += predicted == observed ? 1 : 0;
}

// Chances of patterns given being seen, then of pairs (not given), then of 1, 2, 3, more captures:
// one after the other.
std::vector<double> FitChecks::predict(const LaneVector& q, int lane) const {
  const Problem& m = *problem_;
  const int lists = m.lists;
  std::vector<double> out(seen_.size() + pairs_.size() + kCaptureGroups, 0.0);
  double rest = 1, missed = 0;
  for (int k = 0; k < m.classes; ++k) {
    double weight = rest;
    if (k + 1 < m.classes) {
      const double r = std::exp(std::min(q[at(m.e_at(k))][lane] - q[at(m.s_at())][lane], 690.0));
      weight = rest * -std::expm1(-r);
      rest *= std::exp(-r);
    }
    if (weight < 1e-12) continue;
    std::vector<double> lambda, number(at(lists) + 1, 0.0);
    number[0] = weight;
    for (int j = 0; j < lists; ++j) {
      lambda.push_back(1 /
                       (1 + std::exp(-std::clamp(q[at(j * m.classes + k)][lane], -40.0, 40.0))));
      for (int c = j + 1; c > 0; --c)
        number[at(c)] = number[at(c)] * (1 - lambda.back()) + number[at(c - 1)] * lambda.back();
      number[0] *= 1 - lambda.back();
    }
    missed += number[0];
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      double c = weight;
      for (int j = 0; j < lists; ++j)
        c *= ((i + 1) >> at(j) & 1U) != 0 ? lambda[at(j)] : 1 - lambda[at(j)];
      out[i] += c;
    }
    for (int a = 0; a < lists; ++a)
      for (int b = a + 1; b < lists; ++b)
        out[seen_.size() + pair_at(a, b, lists)] += weight * lambda[at(a)] * lambda[at(b)];
    for (int c = 1; c <= lists; ++c)
      out[seen_.size() + pairs_.size() + at(std::min(c, kCaptureGroups) - 1)] += number[at(c)];
  }
  for (double& c : out) c /= std::max(1 - missed, 1e-13);
  return out;
}

void FitChecks::add(const LaneVector& q, int lane, base::Stream& stream) {
  const auto all = predict(q, lane);
  const std::size_t patterns = seen_.size();
  const double people = problem_->documented;
  const auto total = static_cast<std::uint64_t>(people);
  const std::vector<double> chance(all.begin(),
                                   all.begin() + static_cast<std::ptrdiff_t>(patterns));
  const double there = distance(seen_, chance, people);
  const double predicted = distance(multinomial(people, chance, stream), chance, people);
  draws_ += 1;
  farther_ += predicted >= there ? 1 : 0;
  distance_ += there;
  expected_distance_ += predicted;
  for (std::size_t i = 0; i < pairs_.size(); ++i)
    pairs_[i].see(static_cast<double>(stream.binomial(total, std::min(1.0, all[patterns + i]))));
  for (std::size_t c = 0; c < captures_.size(); ++c)
    captures_[c].see(static_cast<double>(
        stream.binomial(total, std::min(1.0, all[patterns + pairs_.size() + c]))));
}

void FitChecks::add(const FitChecks& other) {
  const auto join = [](std::vector<Count>& into, const std::vector<Count>& from) {
    for (std::size_t i = 0; i < into.size(); ++i) {
      into[i].sum += from[i].sum;
      into[i].below += from[i].below;
      into[i].equal += from[i].equal;
    }
  };
  join(pairs_, other.pairs_);
  join(captures_, other.captures_);
  draws_ += other.draws_;
  farther_ += other.farther_;
  distance_ += other.distance_;
  expected_distance_ += other.expected_distance_;
}

std::vector<FitCheck> FitChecks::results(const std::vector<std::string>& lists) const {
  if (draws_ == 0) return {};
  std::vector<FitCheck> out;
  if (!seen_.empty())
    out.push_back({"all patterns, Freeman-Tukey distance", distance_ / draws_,
                   expected_distance_ / draws_, farther_ / draws_});
  const auto add = [&](const std::string& what, const Count& c) {
    const double below = (c.below + c.equal / 2) / draws_;
    out.push_back(
        {what, c.observed, c.sum / draws_, std::min(1.0, 2 * std::min(below, 1 - below))});
  };
  const auto count = static_cast<int>(lists.size());
  for (int a = 0; a < count; ++a)
    for (int b = a + 1; b < count; ++b)
      add(fmt::format("on {} and {}", lists[at(a)], lists[at(b)]), pairs_[pair_at(a, b, count)]);
  const char* names[] = {"on one list", "on two lists", "on three lists", "on four lists or more"};
  for (int c = 0; c < std::min(kCaptureGroups, count); ++c) add(names[c], captures_[at(c)]);
  return out;
}

}  // namespace attest::estimate::impl
