#include "estimate/combine.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "base/error.hpp"
#include "base/random.hpp"

namespace attest::estimate {
namespace {

double mean_of(const Draws& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double variance_of(const Draws& x) {
  if (x.size() < 2) return 0;
  const double mean = mean_of(x);
  double sum = 0;
  for (const double v : x) sum += (v - mean) * (v - mean);
  return sum / static_cast<double>(x.size() - 1);
}

// Evenly chosen positions: the first draws of a chain weigh no more than the last.
Draws thinned(const Draws& draws, std::size_t size) {
  Draws out;
  out.reserve(size);
  for (std::size_t i = 0; i < size; ++i) out.push_back(draws[i * draws.size() / size]);
  return out;
}

Draws pool(const std::vector<Replicate>& replicates) {
  std::size_t size = replicates[0].draws.size();
  for (const Replicate& r : replicates) size = std::min(size, r.draws.size());
  Draws out;
  for (const Replicate& r : replicates) {
    const Draws part = thinned(r.draws, size);
    out.insert(out.end(), part.begin(), part.end());
  }
  return out;
}

// log(N − n), 0 taken as 0.1.
Draws log_unseen(const Replicate& r) {
  Draws out;
  for (const double n : r.draws) out.push_back(std::log(std::max(n - r.documented, 0.1)));
  return out;
}

void published_rule(const std::vector<Replicate>& replicates, double level, Combination& out) {
  Draws means, variances, unseen, documented;
  for (const Replicate& r : replicates) {
    const Draws y = log_unseen(r);
    means.push_back(mean_of(y));
    variances.push_back(variance_of(y));
    unseen.push_back(mean_of(r.draws) - r.documented);
    documented.push_back(r.documented);
  }
  const auto m = static_cast<double>(replicates.size());
  const double within = mean_of(variances), between = variance_of(means);
  const double spread = std::sqrt(within + (1 + 1 / m) * between);
  const double centre = mean_of(means);
  out.documented = mean_of(documented);
  double factor = quantile(boost::math::normal(), (1 + level) / 2);
  if (between > 0) {
    out.degrees_of_freedom = (m - 1) * std::pow(1 + within / ((m + 1) * between), 2);
    factor = quantile(boost::math::students_t(out.degrees_of_freedom), (1 + level) / 2);
  }
  out.published = {out.documented + mean_of(unseen), out.documented + std::exp(centre),
                   out.documented + std::exp(centre - factor * spread),
                   out.documented + std::exp(centre + factor * spread)};
}

// A group of replicates that share their outer labels: its mean, and the number and spread of what
// it is made of.
struct Group {
  Draws means;
  Draws noise;  // Monte-Carlo and inner variance that each mean carries
};

// Nested analysis of variance. The spread of a level's means holds the noise of the levels inside
// divided by how many they are; that part is taken off, and what is left (at least 0) is the
// level's own.
std::vector<double> components(const std::vector<Replicate>& replicates, std::size_t levels) {
  std::map<std::vector<std::string>, std::pair<double, double>> inner;  // label → mean, its noise
  for (const Replicate& r : replicates) {
    auto labels = r.labels;
    labels.resize(levels);
    inner[labels] = {mean_of(r.draws), variance_of(r.draws) / static_cast<double>(r.draws.size())};
  }
  std::vector<double> out(levels, 0.0);
  for (std::size_t level = levels; level-- > 0;) {
    std::map<std::vector<std::string>, Group> groups;
    for (const auto& [labels, value] : inner) {
      auto outer = labels;
      outer.resize(level);
      groups[outer].means.push_back(value.first);
      groups[outer].noise.push_back(value.second);
    }
    double weighted = 0, freedom = 0;
    for (const auto& [labels, group] : groups) {
      const double f = static_cast<double>(group.means.size()) - 1;
      weighted += f * std::max(0.0, variance_of(group.means) - mean_of(group.noise));
      freedom += f;
    }
    out[level] = freedom > 0 ? weighted / freedom : 0;
    inner.clear();
    for (const auto& [labels, group] : groups)
      inner[labels] = {mean_of(group.means), (out[level] + mean_of(group.noise)) /
                                                 static_cast<double>(group.means.size())};
  }
  return out;
}

}  // namespace

Draws add_strata(const std::vector<Draws>& strata, double documented_only, std::size_t size,
                 std::uint64_t seed, std::uint64_t lane) {
  Draws out(size, documented_only);
  for (std::size_t s = 0; s < strata.size(); ++s) {
    base::ensure(!strata[s].empty(), "a stratum that is added has draws");
    Draws part = thinned(strata[s], size);
    base::Stream stream(seed, lane + s);
    for (std::size_t i = size; i > 1; --i) std::swap(part[i - 1], part[stream.below(i)]);
    for (std::size_t i = 0; i < size; ++i) out[i] += part[i];
  }
  return out;
}

Combination combine(const std::vector<Replicate>& replicates,
                    const std::vector<std::string>& levels, double level) {
  base::ensure(!replicates.empty(), "there is a replicate to combine");
  Combination out;
  out.draws = pool(replicates);
  out.pooled = summarise(out.draws, level);
  published_rule(replicates, level, out);
  Draws variances;
  for (const Replicate& r : replicates) variances.push_back(variance_of(r.draws));
  const auto between = components(replicates, levels.size());
  const double within = mean_of(variances);
  const double total = within + std::accumulate(between.begin(), between.end(), 0.0);
  out.shares.push_back({"model", total > 0 ? within / total : 1});
  for (std::size_t k = 0; k < levels.size(); ++k)
    out.shares.push_back({levels[k], total > 0 ? between[k] / total : 0});
  return out;
}

}  // namespace attest::estimate
