#include "estimate/decomposable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>

#include "base/random.hpp"
#include "estimate/impl/lattice.hpp"
#include "estimate/impl/log_gamma.hpp"
#include "estimate/impl/unseen.hpp"

namespace attest::estimate {
namespace {

using impl::Node;

constexpr double kFarthest = 1e6;      // times the documented, where no limit is given
constexpr double kCoarse = 0.05;       // width of a block, as a share of the unseen
constexpr double kNegligible = 1e-12;  // of the mass: graphs and blocks left out

// The logarithm of p(data, graph, N) for graphs and numbers of unseen, up to a constant.
class Evidence {
 public:
  Evidence(const Table& table, double delta, std::optional<GammaPoisson> prior)
      : documented_(static_cast<double>(table.documented())), prior_(prior) {
    const auto lists = static_cast<unsigned>(table.list_count());
    for (std::uint32_t set = 0; set < 1U << lists; ++set) {
      const double alpha = std::exp2(static_cast<int>(lists) - std::popcount(set)) * delta;
      margins_.push_back(margin(table, set, alpha));
    }
  }

  // The part of each set of lists, at one number of unseen.
  std::vector<double> at(double unseen) const {
    std::vector<double> out;
    out.reserve(margins_.size());
    for (const Margin& m : margins_) out.push_back(m.constant + log_gamma(m.zero + unseen));
    return out;
  }

  std::size_t sets() const { return margins_.size(); }

  // What all graphs share: the multinomial coefficient, the prior of N, and the margin of no list.
  double common(double unseen, const std::vector<double>& parts) const {
    const double n = documented_ + unseen;
    double prior = -std::log(n);
    if (prior_)
      prior = log_gamma(n + prior_->shape) - log_gamma(n + 1) - n * std::log1p(1 / prior_->scale);
    return log_gamma(n + 1) - log_gamma(unseen + 1) + prior - parts[0];
  }

 private:
  struct Margin {
    double constant = 0;  // of all cells but the one on no list of the set
    double zero = 0;      // that cell's seen people and alpha
  };

  static Margin margin(const Table& table, std::uint32_t set, double alpha) {
    std::vector<double> count(std::size_t{1} << 6U, 0.0);
    for (const Cell& cell : table.cells())
      count[cell.pattern & set] += static_cast<double>(cell.count);
    Margin out{-log_gamma(alpha), count[0] + alpha};
    for (std::uint32_t part = set; part != 0; part = (part - 1) & set)
      out.constant += log_gamma(count[part] + alpha) - log_gamma(alpha);
    return out;
  }

  double documented_;
  std::optional<GammaPoisson> prior_;
  std::vector<Margin> margins_;
};

// p(graph, node | data): one row a graph.
struct Joint {
  std::vector<Node> nodes;
  std::vector<std::vector<double>> mass;
};

void add(std::vector<double>& row, double sign, const std::vector<double>& other) {
  for (std::size_t i = 0; i < row.size(); ++i) row[i] += sign * other[i];
}

// Values so far below the highest that they add nothing are not worth an exponential.
void exponentiate(std::vector<std::vector<double>>& rows) {
  constexpr double kNothing = -37;
  double highest = -std::numeric_limits<double>::infinity();
  for (const auto& row : rows)
    for (const double m : row) highest = std::max(highest, m);
  double sum = 0;
  for (auto& row : rows)
    for (double& m : row) sum += m = m - highest > kNothing ? std::exp(m - highest) : 0;
  for (auto& row : rows)
    for (double& m : row) m /= sum;
}

Joint joint(const Evidence& evidence, const std::vector<Graph>& graphs, std::vector<Node> nodes) {
  std::vector<std::vector<double>> parts(evidence.sets());
  std::vector<double> common;
  for (const Node& node : nodes) {
    const auto at = evidence.at(node.middle());
    for (std::size_t set = 0; set < at.size(); ++set) parts[set].push_back(at[set]);
    common.push_back(evidence.common(node.middle(), at) + std::log(node.count));
  }
  Joint out{std::move(nodes), {}};
  for (const Graph& graph : graphs) {
    out.mass.push_back(common);
    for (const std::uint32_t clique : graph.cliques) add(out.mass.back(), 1, parts[clique]);
    for (const std::uint32_t separator : graph.separators)
      add(out.mass.back(), -1, parts[separator]);
  }
  exponentiate(out.mass);
  return out;
}

double total(const std::vector<double>& row) {
  return std::accumulate(row.begin(), row.end(), 0.0);
}

std::vector<double> over_graphs(const Joint& j) {
  std::vector<double> out(j.nodes.size(), 0.0);
  for (const auto& row : j.mass)
    for (std::size_t i = 0; i < row.size(); ++i) out[i] += row[i];
  return out;
}

// A wide look at all graphs: those without mass leave. Returns what was seen.
Joint survey(const Evidence& evidence, std::vector<Graph>& graphs, double farthest) {
  Joint wide = joint(evidence, graphs, impl::blocks(0, farthest, kCoarse));
  std::vector<Graph> kept;
  for (std::size_t g = 0; g < graphs.size(); ++g)
    if (total(wide.mass[g]) > kNegligible) kept.push_back(graphs[g]);
  graphs = std::move(kept);
  return wide;
}

// Blocks far narrower than the posterior, over all that has mass.
std::vector<Node> fine_blocks(const Joint& wide, double farthest) {
  const impl::UnseenPosterior posterior{wide.nodes, over_graphs(wide)};
  const double width =
      (posterior.quantile(0.84) - posterior.quantile(0.16)) / (1 + posterior.quantile(0.5));
  std::size_t first = 0, last = posterior.mass.size() - 1;
  while (first < last && posterior.mass[first] < kNegligible) ++first;
  while (last > first && posterior.mass[last] < kNegligible) --last;
  const double from = first > 0 ? wide.nodes[first - 1].first : 0;
  const double to = std::min(farthest, wide.nodes[last].first + 2 * wide.nodes[last].count);
  return impl::blocks(from, to, std::clamp(width / 30, 2e-4, 1e-2));
}

Summary summary_of(const impl::UnseenPosterior& posterior, double documented, double level) {
  const double tail = (1 - level) / 2;
  return {documented + posterior.mean(), documented + posterior.quantile(0.5),
          documented + posterior.quantile(tail), documented + posterior.quantile(1 - tail)};
}

void list_graphs(const Joint& j, const std::vector<Graph>& graphs, double documented, double level,
                 Result& result) {
  std::vector<std::size_t> order(graphs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> weights;
  for (const auto& mass : j.mass) weights.push_back(total(mass));
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t g) { return weights[g]; });
  for (const std::size_t g : order) {
    const double weight = weights[g];
    if (weight < 0.001 || result.candidates.size() == 20) break;
    impl::UnseenPosterior own{j.nodes, j.mass[g]};
    for (double& m : own.mass) m /= weight;
    const Summary s = summary_of(own, documented, level);
    result.candidates.push_back({describe(graphs[g]), s.mean, s.low, s.high, kNone, weight, ""});
  }
}

std::vector<double> draw(const impl::UnseenPosterior& posterior, double documented,
                         const DecomposableOptions& options) {
  base::Stream stream(options.seed, options.lane);
  std::vector<double> out;
  std::size_t node = 0;
  double below = 0;
  for (std::size_t i = 0; i < options.draws; ++i) {
    const double p =
        (static_cast<double>(i) + stream.uniform()) / static_cast<double>(options.draws);
    while (node + 1 < posterior.nodes.size() && below + posterior.mass[node] < p)
      below += posterior.mass[node++];
    const Node& at = posterior.nodes[node];
    out.push_back(documented + at.first +
                  static_cast<double>(stream.below(static_cast<std::uint64_t>(at.count))));
  }
  for (std::size_t i = out.size(); i > 1; --i) std::swap(out[i - 1], out[stream.below(i)]);
  return out;
}

double share_near(const impl::UnseenPosterior& posterior, double documented, double limit) {
  double share = 0;
  for (std::size_t i = 0; i < posterior.nodes.size(); ++i)
    if (documented + posterior.nodes[i].middle() > 0.98 * limit) share += posterior.mass[i];
  return share;
}

Refusal wrong_number_of_lists(int lists) {
  if (lists < 3)
    return {"too_few_lists", "Decomposable graphs are averaged over 3 to 6 lists.",
            "At least three lists with records."};
  return {"too_many_lists",
          fmt::format("{} lists: decomposable graphs are averaged over 3 to 6.", lists),
          "Merge lists of the same origin (--merge a+b), or choose lists (--lists)."};
}

}  // namespace

Result decomposable(const Table& table, const DecomposableOptions& options,
                    base::Reporter& reporter) {
  const int lists = table.list_count();
  if (lists < 3 || lists > 6)
    return refused("decomposable", Kind::kPosterior, wrong_number_of_lists(lists));
  const auto documented = static_cast<double>(table.documented());
  const double delta = options.delta.value_or(std::exp2(-lists));
  const double farthest = documented * options.max_ratio.value_or(kFarthest);
  std::vector<Graph> graphs = decomposable_graphs(lists);
  if (!options.saturated)
    std::erase_if(graphs, [](const Graph& g) { return g.cliques.size() == 1; });
  base::check_stop(reporter);
  const Evidence evidence(table, delta, options.prior);
  const Joint wide = survey(evidence, graphs, farthest);
  const Joint j =
      joint(evidence, graphs,
            options.grid ? impl::dga_nodes(*options.grid) : fine_blocks(wide, farthest));
  const impl::UnseenPosterior posterior{j.nodes, over_graphs(j)};
  Result result;
  result.model = "decomposable";
  result.level = options.level;
  result.summary = summary_of(posterior, documented, options.level);
  result.share_at_limit = share_near(posterior, documented, documented + farthest);
  list_graphs(j, graphs, documented, options.level, result);
  result.draws = {draw(posterior, documented, options)};
  result.settings = {
      {"delta", fmt::format("{:g}", delta)},
      {"saturated graph", options.saturated ? "included" : "left out"},
      {"prior of N", options.prior ? "gamma-Poisson" : "1/N"},
      {"limit on unseen",
       options.max_ratio ? fmt::format("{:g} times documented", *options.max_ratio) : "none"}};
  result.assumptions = {
      "Everybody has the same chances of being on each list, apart from what the graphs' cliques "
      "hold.",
      options.saturated
          ? "The saturated graph may win; its answer comes from the prior, not the data."
          : "At least two lists are independent given the others.",
      "All decomposable graphs are equally likely before the data are seen."};
  return result;
}

}  // namespace attest::estimate
