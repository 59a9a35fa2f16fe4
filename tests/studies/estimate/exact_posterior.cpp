#include "exact_posterior.hpp"

#include <array>
#include <cmath>
#include <map>

namespace studies {
namespace {

using attest::estimate::Cell;
using attest::estimate::Table;

constexpr std::size_t kLists = 3;

double log_beta(double a, double b) {
  return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

double log_choose(int n, int k) {
  return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

// The seen people of the first class: how many, and how many on each list.
struct First {
  int people = 0;
  std::array<int, kLists> on{};
  auto operator<=>(const First&) const = default;
};

// In how many ways the seen people can make each first class.
std::map<First, double> seen_ways(const Table& table) {
  std::map<First, double> ways{{First{}, 1.0}};
  for (const Cell& cell : table.cells()) {
    std::map<First, double> next;
    for (const auto& [first, count] : ways)
      for (int here = 0; here <= cell.count; ++here) {
        First more = first;
        more.people += here;
        for (std::size_t j = 0; j < kLists; ++j)
          if ((cell.pattern >> j & 1U) != 0) more.on[j] += here;
        next[more] += count * std::exp(log_choose(static_cast<int>(cell.count), here));
      }
    ways = std::move(next);
  }
  return ways;
}

// ∫ p(alpha) E[V^one (1 − V)^two] d alpha with V ~ Beta(1, alpha): a sum over log alpha.
double chance_of_sizes(double one, double two) {
  double sum = 0;
  for (double s = -60; s < 5; s += 0.25) {
    const double alpha = std::exp(s);
    sum += std::exp(0.25 * s - 0.25 * alpha + s + log_beta(1 + one, alpha + two));
  }
  return sum;
}

}  // namespace

std::vector<double> exact_unseen(const Table& table, int most_unseen) {
  const auto ways = seen_ways(table);
  const int seen = static_cast<int>(table.documented());
  std::array<int, kLists> total{};
  for (const Cell& cell : table.cells())
    for (std::size_t j = 0; j < kLists; ++j)
      if ((cell.pattern >> j & 1U) != 0) total[j] += static_cast<int>(cell.count);
  std::vector<double> out;
  double sum = 0;
  for (int unseen = 0; unseen <= most_unseen; ++unseen) {
    const int all = seen + unseen;
    std::vector<double> sizes;
    for (int one = 0; one <= all; ++one) sizes.push_back(chance_of_sizes(one, all - one));
    // N! / (Π n_i! (N − n)!) · 1/N, without what no N changes
    const double tables = std::lgamma(all) - std::lgamma(unseen + 1.0);
    double here = 0;
    for (const auto& [first, count] : ways)
      for (int hidden = 0; hidden <= unseen; ++hidden) {
        const int one = first.people + hidden, two = all - one;
        double captures = log_choose(unseen, hidden);
        for (std::size_t j = 0; j < kLists; ++j) {
          const int on = first.on[j], rest = total[j] - on;
          captures += log_beta(1 + on, 1 + one - on) + log_beta(1 + rest, 1 + two - rest);
        }
        here += count * sizes[static_cast<std::size_t>(one)] * std::exp(tables + captures);
      }
    out.push_back(here);
    sum += here;
  }
  for (double& p : out) p /= sum;
  return out;
}

}  // namespace studies
