#include "link/impl/sieve.hpp"

#include <utility>

namespace attest::link::impl {
namespace {

constexpr std::size_t kSlice = 1 << 20;  // pairs that are compared at one time

}  // namespace

void Sieve::take(std::span<const Proposal> proposals) {
  std::vector<PairIds> pairs;
  std::vector<std::uint64_t> rules;
  for (std::size_t from = 0; from < proposals.size();) {
    pairs.clear();
    rules.clear();
    for (; from < proposals.size(); ++from) {
      if (pairs.empty() || pairs.back() != proposals[from].pair) {
        if (pairs.size() == kSlice) break;
        pairs.push_back(proposals[from].pair);
        rules.push_back(0);
      }
      rules.back() |= std::uint64_t{1} << proposals[from].rule;
    }
    sift(pairs, rules);
  }
  merge();
}

void Sieve::sift(std::span<const PairIds> pairs, std::span<const std::uint64_t> rules) {
  const auto evidence = comparers_.compare(pairs, reporter_);
  compared += pairs.size();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto [a, b] = pairs[i];
    if (prospects_.hopeless(evidence[i], prepared_.list[a], prepared_.list[b])) continue;
    fresh_.pairs.push_back(pairs[i]);
    fresh_.evidence.push_back(evidence[i]);
    fresh_proposers_.push_back(rules[i]);
  }
}

void Sieve::merge() {
  if (kept.pairs.empty()) {
    kept = std::exchange(fresh_, {});
    proposers = std::exchange(fresh_proposers_, {});
    return;
  }
  Candidates all;
  std::vector<std::uint64_t> rules;
  const auto add = [&](const Candidates& from, std::size_t i, std::uint64_t proposed) {
    all.pairs.push_back(from.pairs[i]);
    all.evidence.push_back(from.evidence[i]);
    rules.push_back(proposed);
  };
  std::size_t i = 0;
  for (std::size_t j = 0; j < fresh_.pairs.size(); ++j) {
    for (; i < kept.pairs.size() && kept.pairs[i] < fresh_.pairs[j]; ++i)
      add(kept, i, proposers[i]);
    const bool known = i < kept.pairs.size() && kept.pairs[i] == fresh_.pairs[j];
    add(fresh_, j, fresh_proposers_[j] | (known ? proposers[i] : 0));
    i += known;
  }
  for (; i < kept.pairs.size(); ++i) add(kept, i, proposers[i]);
  kept = std::move(all);
  proposers = std::move(rules);
  fresh_ = {};
  fresh_proposers_ = {};
}

}  // namespace attest::link::impl
