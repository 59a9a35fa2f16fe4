#include <algorithm>
#include <array>
#include <bit>

#include "estimate/decomposable.hpp"
#include "estimate/impl/hierarchy.hpp"

namespace attest::estimate {
namespace {

constexpr int kMostLists = 6;
using Neighbours = std::array<std::uint32_t, kMostLists>;

Neighbours neighbours_of(std::uint32_t edges, int lists) {
  Neighbours out{};
  unsigned edge = 0;
  for (unsigned a = 0; a < static_cast<unsigned>(lists); ++a)
    for (unsigned b = a + 1; b < static_cast<unsigned>(lists); ++b, ++edge)
      if ((edges >> edge & 1U) != 0) {
        out[a] |= 1U << b;
        out[b] |= 1U << a;
      }
  return out;
}

bool complete(std::uint32_t vertices, const Neighbours& neighbours) {
  for (std::uint32_t rest = vertices; rest != 0; rest &= rest - 1) {
    const auto v = static_cast<unsigned>(std::countr_zero(rest));
    if ((vertices & ~(neighbours[v] | 1U << v)) != 0) return false;
  }
  return true;
}

// Removes vertices whose remaining neighbours are complete; a graph is decomposable if none is left
// over. The sets met on the way hold all maximal cliques.
bool eliminate(const Neighbours& neighbours, int lists, std::vector<std::uint32_t>& met) {
  std::uint32_t left = (1U << static_cast<unsigned>(lists)) - 1;
  while (left != 0) {
    std::uint32_t found = 0;
    for (std::uint32_t rest = left; rest != 0 && found == 0; rest &= rest - 1) {
      const auto v = static_cast<unsigned>(std::countr_zero(rest));
      const std::uint32_t around = neighbours[v] & left;
      if (!complete(around, neighbours)) continue;
      met.push_back(around | 1U << v);
      found = 1U << v;
    }
    if (found == 0) return false;
    left &= ~found;
  }
  return true;
}

std::vector<std::uint32_t> maximal(const std::vector<std::uint32_t>& sets) {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const bool inside = std::any_of(sets.begin(), sets.end(), [&](std::uint32_t other) {
      return other != sets[i] && (sets[i] & ~other) == 0;
    });
    if (!inside) out.push_back(sets[i]);
  }
  return out;
}

// Intersections along a spanning tree of the cliques that makes them largest: a junction tree.
std::vector<std::uint32_t> separators_of(const std::vector<std::uint32_t>& cliques) {
  std::vector<std::uint32_t> joined{cliques[0]}, apart(cliques.begin() + 1, cliques.end()), out;
  while (!apart.empty()) {
    std::size_t next = 0;
    std::uint32_t widest = 0;
    for (std::size_t i = 0; i < apart.size(); ++i)
      for (const std::uint32_t clique : joined)
        if (std::popcount(clique & apart[i]) > std::popcount(widest)) {
          widest = clique & apart[i];
          next = i;
        }
    out.push_back(widest);
    joined.push_back(apart[next]);
    apart.erase(apart.begin() + static_cast<std::ptrdiff_t>(next));
  }
  return out;
}

}  // namespace

std::vector<Graph> decomposable_graphs(int lists) {
  const auto pairs = static_cast<unsigned>(lists * (lists - 1) / 2);
  std::vector<Graph> out;
  for (std::uint32_t edges = 0; edges < (1U << pairs); ++edges) {
    std::vector<std::uint32_t> met;
    if (!eliminate(neighbours_of(edges, lists), lists, met)) continue;
    Graph graph{maximal(met), {}};
    graph.separators = separators_of(graph.cliques);
    out.push_back(std::move(graph));
  }
  return out;
}

std::string describe(const Graph& graph) {
  std::vector<std::uint32_t> terms = impl::terms_of(graph.cliques, kMostLists);
  std::erase_if(terms, [&](std::uint32_t term) {
    return std::none_of(graph.cliques.begin(), graph.cliques.end(),
                        [&](std::uint32_t clique) { return (term & ~clique) == 0; });
  });
  return describe_model(impl::generators_of(terms, kMostLists));
}

}  // namespace attest::estimate
