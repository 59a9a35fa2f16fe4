// Average-linkage agglomeration with a priority queue, then single moves. Sums between groups are
// kept, so that a merge costs one addition a neighbour.
#include "link/impl/agglomerate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <queue>

namespace attest::link::impl {
namespace {

struct Group {
  std::vector<std::uint32_t> members;
  std::map<std::uint32_t, double> sums;  ///< neighbour → summed log odds of all cross pairs
  std::uint32_t version = 0;
};

struct Offer {
  double mean;
  std::uint32_t a, b, version_a, version_b;
  bool operator<(const Offer& other) const {
    if (mean != other.mean) return mean < other.mean;
    return std::pair(a, b) > std::pair(other.a, other.b);
  }
};

class Agglomeration {
 public:
  Agglomeration(const Component& component, PairOdds& odds)
      : component_(component), odds_(odds), groups_(component.records.size()) {
    for (std::uint32_t i = 0; i < groups_.size(); ++i) groups_[i].members = {i};
  }

  std::vector<std::uint32_t> run() {
    for (const auto& link : component_.links) meet(link.a, link.b);
    for (const auto& pair : component_.same) {
      const auto a = group_of(pair.a), b = group_of(pair.b);
      if (a != b) merge(std::min(a, b), std::max(a, b));
    }
    for (std::uint32_t g = 0; g < groups_.size(); ++g) offer_all(g);
    while (!queue_.empty()) {
      const Offer offer = queue_.top();
      queue_.pop();
      if (groups_[offer.a].version != offer.version_a ||
          groups_[offer.b].version != offer.version_b)
        continue;
      merge(offer.a, offer.b);
      offer_all(offer.a);
    }
    auto labels = labels_of_groups();
    if (component_.same.empty()) improve(labels);
    return labels;
  }

 private:
  double between(std::uint32_t i, std::uint32_t j) {
    return odds_(component_.records[i], component_.records[j]);
  }

  std::uint32_t group_of(std::uint32_t member) const {
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      const auto& members = groups_[g].members;
      if (std::find(members.begin(), members.end(), member) != members.end()) return g;
    }
    return member;
  }

  double sum_between(const Group& a, const Group& b) {
    double sum = 0;
    for (const auto i : a.members) {
      for (const auto j : b.members) {
        sum += between(i, j);
        if (std::isinf(sum)) return sum;
      }
    }
    return sum;
  }

  void meet(std::uint32_t a, std::uint32_t b) {
    const double sum = sum_between(groups_[a], groups_[b]);
    groups_[a].sums[b] = sum;
    groups_[b].sums[a] = sum;
  }

  void offer_all(std::uint32_t a) {
    for (const auto& [b, sum] : groups_[a].sums) {
      if (!(sum > 0)) continue;
      const double pairs =
          static_cast<double>(groups_[a].members.size() * groups_[b].members.size());
      const auto low = std::min(a, b), high = std::max(a, b);
      queue_.push({sum / pairs, low, high, groups_[low].version, groups_[high].version});
    }
  }

  void merge(std::uint32_t a, std::uint32_t b) {
    Group& into = groups_[a];
    Group& from = groups_[b];
    std::map<std::uint32_t, double> sums;
    for (const auto* side : {&into.sums, &from.sums}) {
      for (const auto& [c, unused] : *side) {
        if (c == a || c == b || sums.contains(c)) continue;
        const auto x = into.sums.find(c), y = from.sums.find(c);
        const double from_a = x != into.sums.end() ? x->second : sum_between(into, groups_[c]);
        const double from_b = y != from.sums.end() ? y->second : sum_between(from, groups_[c]);
        sums[c] = from_a + from_b;
      }
    }
    into.members.insert(into.members.end(), from.members.begin(), from.members.end());
    from.members.clear();
    ++into.version;
    ++from.version;
    for (const auto& [c, sum] : sums) {
      groups_[c].sums.erase(b);
      groups_[c].sums[a] = sum;
    }
    into.sums = std::move(sums);
    from.sums.clear();
  }

  std::vector<std::uint32_t> labels_of_groups() const {
    std::vector<std::uint32_t> labels(groups_.size());
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
      for (const auto member : groups_[g].members) labels[member] = g;
    }
    return labels;
  }

  /// Moves single records to the group that suits them best, or out of all.
  void improve(std::vector<std::uint32_t>& labels) {
    constexpr int kSweeps = 4;
    std::vector<std::vector<std::uint32_t>> near(labels.size());
    for (const auto& link : component_.links) {
      near[link.a].push_back(link.b);
      near[link.b].push_back(link.a);
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < labels.size(); ++i) members[labels[i]].push_back(i);
    auto fresh = static_cast<std::uint32_t>(labels.size());
    bool moved = true;
    for (int sweep = 0; sweep < kSweeps && moved; ++sweep) {
      moved = false;
      for (std::uint32_t i = 0; i < labels.size(); ++i)
        moved = move(i, labels, members, near[i], fresh) || moved;
    }
  }

  double attachment(std::uint32_t i, const std::vector<std::uint32_t>& group) {
    double sum = 0;
    for (const auto j : group) {
      if (j != i) sum += between(i, j);
    }
    return sum;
  }

  bool move(std::uint32_t i, std::vector<std::uint32_t>& labels,
            std::map<std::uint32_t, std::vector<std::uint32_t>>& members,
            const std::vector<std::uint32_t>& near, std::uint32_t& fresh) {
    const auto home = labels[i];
    double best = std::max(0.0, attachment(i, members[home]));
    std::uint32_t to = attachment(i, members[home]) < 0 ? fresh : home;
    std::vector<std::uint32_t> tried = {home};
    for (const auto j : near) {
      if (std::find(tried.begin(), tried.end(), labels[j]) != tried.end()) continue;
      tried.push_back(labels[j]);
      const double sum = attachment(i, members[labels[j]]);
      if (sum > best + 1e-9) {
        best = sum;
        to = labels[j];
      }
    }
    if (to == home) return false;
    if (to == fresh) ++fresh;
    std::erase(members[home], i);
    members[to].push_back(i);
    labels[i] = to;
    return true;
  }

  const Component& component_;
  PairOdds& odds_;
  std::vector<Group> groups_;
  std::priority_queue<Offer> queue_;
};

}  // namespace

std::vector<std::uint32_t> agglomerate(const Component& component, PairOdds& odds) {
  return Agglomeration(component, odds).run();
}

}  // namespace attest::link::impl
