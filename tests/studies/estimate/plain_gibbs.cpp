#include "plain_gibbs.hpp"

#include <cmath>

#include "base/random.hpp"

namespace studies {
namespace {

using attest::base::Stream;
using attest::estimate::Cell;

double log_gamma_variate(double shape, Stream& stream) {
  if (shape >= 1) return std::log(stream.gamma(shape));
  return std::log(stream.gamma(shape + 1)) + std::log(stream.uniform_open()) / shape;
}

struct Chain {
  const attest::estimate::Table& table;
  const PlainRun& run;
  Stream stream;
  double alpha = 1, unseen = 0;
  std::vector<double> weight;
  std::vector<std::vector<double>> capture;  // class, list
  std::vector<double> people;                // by class
  std::vector<std::vector<double>> caught;   // class, list
  std::vector<double> chance;

  Chain(const attest::estimate::Table& t, const PlainRun& r)
      : table(t), run(r), stream(r.seed, r.chain) {
    const auto classes = static_cast<std::size_t>(r.classes);
    weight.assign(classes, 1.0 / r.classes);
    capture.assign(classes, std::vector<double>(t.lists().size()));
    for (auto& of_class : capture)
      for (double& p : of_class) p = stream.uniform_open();
    caught = capture;
    people = chance = weight;
  }

  // The chance of a pattern in each class; their sum.
  double weigh(std::uint64_t pattern) {
    double sum = 0;
    for (std::size_t k = 0; k < weight.size(); ++k) {
      chance[k] = weight[k];
      for (std::size_t j = 0; j < capture[k].size(); ++j)
        chance[k] *= (pattern >> j & 1U) != 0 ? capture[k][j] : 1 - capture[k][j];
      sum += chance[k];
    }
    return sum;
  }

  void allocate(std::uint64_t pattern, double count, double sum) {
    auto left = static_cast<std::uint64_t>(count);
    for (std::size_t k = 0; k < weight.size() && left > 0; ++k) {
      const bool last = k + 1 == weight.size() || chance[k] >= sum;
      const std::uint64_t here = last ? left : stream.binomial(left, chance[k] / sum);
      people[k] += static_cast<double>(here);
      for (std::size_t j = 0; j < caught[k].size(); ++j)
        if ((pattern >> j & 1U) != 0) caught[k][j] += static_cast<double>(here);
      left -= here;
      sum -= chance[k];
    }
  }

  void draw_people() {
    const auto seen = static_cast<double>(table.documented());
    const double missed = weigh(0);
    do {
      unseen = static_cast<double>(stream.poisson(stream.gamma(seen) * missed / (1 - missed)));
    } while (run.max_ratio && unseen > *run.max_ratio * seen);
    people.assign(people.size(), 0);
    for (auto& of_class : caught) of_class.assign(of_class.size(), 0);
    allocate(0, unseen, missed);
    for (const Cell& cell : table.cells()) {
      const double sum = weigh(cell.pattern);
      allocate(cell.pattern, static_cast<double>(cell.count), sum);
    }
  }

  // log P(classes k and k + 1 hold `one` and `two` people, `after` in later ones).
  double log_order(std::size_t k, double one, double two, double after) const {
    const auto stick = [&](double here, double rest) {
      return std::lgamma(1 + here) + std::lgamma(alpha + rest) -
             std::lgamma(1 + here + alpha + rest);
    };
    return stick(one, two + after) + (k + 2 < people.size() ? stick(two, after) : 0.0);
  }

  void exchange_neighbours() {
    double after = 0;
    for (const double p : people) after += p;
    for (std::size_t k = 0; k + 1 < people.size(); ++k) {
      after -= people[k] + people[k + 1];
      const double gain = log_order(k, people[k + 1], people[k], after) -
                          log_order(k, people[k], people[k + 1], after);
      if (std::log(stream.uniform_open()) < gain) {
        std::swap(people[k], people[k + 1]);
        std::swap(caught[k], caught[k + 1]);
      }
      after += people[k + 1];
    }
  }

  void draw_parameters() {
    for (std::size_t k = 0; k < weight.size(); ++k)
      for (std::size_t j = 0; j < capture[k].size(); ++j)
        capture[k][j] = stream.beta(1 + caught[k][j], 1 + people[k] - caught[k][j]);
    double after = 0, log_left = 0;
    for (const double p : people) after += p;
    for (std::size_t k = 0; k + 1 < weight.size(); ++k) {
      after -= people[k];
      const double taken = log_gamma_variate(1 + people[k], stream);
      const double left = log_gamma_variate(alpha + after, stream);
      const double top = std::max(taken, left);
      const double both = top + std::log(std::exp(taken - top) + std::exp(left - top));
      weight[k] = std::exp(log_left + taken - both);
      // log(left / both), exact where nearly everything is left
      log_left += left > taken ? -std::log1p(std::exp(taken - left)) : left - both;
    }
    weight.back() = std::exp(log_left);
    alpha = stream.gamma(0.25 + static_cast<double>(weight.size()) - 1) / (0.25 - log_left);
  }
};

}  // namespace

std::vector<double> plain_gibbs(const attest::estimate::Table& table, const PlainRun& run) {
  Chain chain(table, run);
  std::vector<double> out;
  for (long sweep = -run.burn; sweep < run.sweeps; ++sweep) {
    chain.draw_people();
    if (run.exchange) chain.exchange_neighbours();
    chain.draw_parameters();
    if (sweep >= 0 && sweep % run.thin == 0)
      out.push_back(static_cast<double>(table.documented()) + chain.unseen);
  }
  return out;
}

}  // namespace studies
