#include "link/link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.hpp"
#include "link/comparers.hpp"
#include "link/impl/prospects.hpp"
#include "link/impl/sieve.hpp"
#include "link/population.hpp"

namespace attest::link {
namespace {

constexpr double kKept = 0.01;  // chance from which a pair is worth writing down
constexpr std::uint32_t kLargeRun = 300'000;

/// Proposals that may wait in memory, so that a run keeps to its limit. What is found does not
/// depend on it: where it is little, proposals are compared in more goes.
std::uint64_t proposals_at_once(const Settings& settings, std::uint64_t records) {
  constexpr std::uint64_t kFixed = 90'000'000, kARecord = 480, kAProposal = 24;
  constexpr std::uint64_t kLeast = 500'000;
  if (settings.memory == 0) return ~std::uint64_t{0};
  const std::uint64_t fixed = kFixed + records * kARecord;
  if (settings.memory < fixed + kLeast * kAProposal) {
    throw base::Error(
        base::Code::kLimit,
        fmt::format("{} records need more memory than the limit of {} MB", records,
                    settings.memory / 1'000'000),
        "--memory",
        fmt::format("At least {} MB are needed.", (fixed + kLeast * kAProposal) / 1'000'000 + 1));
  }
  return (settings.memory - fixed) / kAProposal;
}

std::vector<BlockingRule> rules_for(const Prepared& prepared, const Settings& settings) {
  if (settings.blocks.empty()) return standard_rules(prepared);
  if (settings.blocks.size() > 64) {
    throw base::Error(base::Code::kUsage, "There are more than 64 blocking rules", "--block",
                      "Give fewer.");
  }
  std::vector<BlockingRule> rules;
  for (const auto& text : settings.blocks) rules.push_back(parse_rule(text, prepared));
  return rules;
}

std::vector<float> equal_shares(std::size_t records) {
  return std::vector<float>(records, 1.0F);
}

/// Each record's share of a person: one over the records expected to be the same.
std::vector<float> shares_of_people(const Prepared& prepared, const Candidates& candidates,
                                    std::span<const float> chances) {
  std::vector<double> same(prepared.size(), 1);
  for (std::size_t i = 0; i < chances.size(); ++i) {
    same[candidates.pairs[i].a] += chances[i];
    same[candidates.pairs[i].b] += chances[i];
  }
  std::vector<float> shares;
  for (const double each : same) shares.push_back(static_cast<float>(1 / each));
  return shares;
}

/// A stored model against these lists: each of its comparisons must be one that their fields allow.
Model bound(Model model, const Prepared& prepared, std::size_t lists) {
  const auto refuse = [](const std::string& what) {
    throw base::Error(
        base::Code::kUsage, what, "--model",
        "Train on these lists by leaving --model out, or name their columns with --column.");
  };
  if (model.lists != lists)
    refuse(fmt::format("The model is of {} lists, and {} are given", model.lists, lists));
  const auto possible = choose_comparisons(prepared);
  for (Comparison& comparison : model.comparisons) {
    const auto found = std::find_if(possible.begin(), possible.end(), [&](const Comparison& one) {
      return one.name == comparison.name && one.subject == comparison.subject;
    });
    if (found == possible.end() || found->size() != comparison.size())
      refuse(fmt::format("The model compares \"{}\" in a way these lists do not allow",
                         comparison.name));
    comparison.text = found->text;
  }
  return model;
}

/// Merges that are not there because no rule proposed a pair that would have made them. Rules
/// mostly miss records rather than pairs: those that lack what rules look at lose all their pairs
/// at once. A missed pair has two records, so that records are missed half as often.
double missed_merges(const Clusters& clusters, double recall) {
  std::vector<std::uint32_t> sizes(clusters.of.size(), 0);
  for (const auto cluster : clusters.of) ++sizes[cluster];
  double together = 0;
  for (const auto size : sizes) together += size > 1 ? size : 0;
  return together / 2 * (1 / recall - 1);
}

class Run {
 public:
  Run(std::span<const Roster> rosters, const Settings& settings, base::Reporter& reporter)
      : rosters_(rosters), settings_(settings), reporter_(reporter) {}

  Linkage run() {
    out_.prepared = std::make_unique<Prepared>(prepare(rosters_, settings_.threads, reporter_));
    out_.notes = out_.prepared->notes;
    const Prepared& prepared = *out_.prepared;
    at_once_ = proposals_at_once(settings_, prepared.size());
    out_.commonness = std::make_unique<Commonness>(prepared, equal_shares(prepared.size()));
    if (settings_.model) {
      out_.model = bound(*settings_.model, prepared, rosters_.size());
      compare(out_.model.comparisons);
      propose(impl::Prospects(out_.model));
      recount();
      look_around();
    } else {
      compare(choose_comparisons(prepared));
      train();
    }
    out_.notes.insert(out_.notes.end(), out_.model.notes.begin(), out_.model.notes.end());
    decide();
    keep();
    count_people();
    find_ties();
    return std::move(out_);
  }

 private:
  void compare(std::vector<Comparison> comparisons) {
    comparisons_ = std::move(comparisons);
    comparers_ = std::make_unique<Comparers>(*out_.prepared, comparisons_, *out_.commonness,
                                             settings_.threads);
  }

  void propose(const impl::Prospects& prospects) {
    const Prepared& prepared = *out_.prepared;
    impl::Sieve sieve(prepared, *comparers_, prospects, reporter_);
    if (settings_.candidates.empty()) {
      Blocking blocking(prepared, rules_for(prepared, settings_), {0, at_once_, settings_.threads});
      blocking.propose([&sieve](auto proposals) { sieve.take(proposals); }, reporter_);
      out_.every_pair = blocking.complete();
      out_.rules = blocking.report();
      rules_ = blocking.rules();
    } else {
      std::vector<Proposal> proposals;
      for (const auto& pair : settings_.candidates) proposals.push_back({pair, 0});
      std::sort(proposals.begin(), proposals.end());
      sieve.take(proposals);
      out_.rules.push_back({"candidates", 0, 0, 0, settings_.candidates.size()});
    }
    out_.compared = sieve.compared;
    all_ = std::move(sieve.kept);
    proposers_ = std::move(sieve.proposers);
  }

  void train() {
    const Prepared& prepared = *out_.prepared;
    out_.population = measure_population(prepared, comparisons_, *out_.commonness, *comparers_,
                                         600'000, settings_.seed, reporter_);
    propose(impl::Prospects(comparisons_, out_.population, prepared.size()));
    fit();
    if (!recount()) return;
    measure_families(prepared, comparisons_, *out_.commonness, out_.population);
    fit();
  }

  /// Frequencies of values are frequencies among people: counts again once duplicates are known.
  bool recount() {
    const Prepared& prepared = *out_.prepared;
    if (prepared.size() > kLargeRun) return false;
    const auto chances = match_chances(prepared, out_.model, all_, settings_.threads);
    *out_.commonness = Commonness(prepared, shares_of_people(prepared, all_, chances));
    all_.evidence = comparers_->compare(all_.pairs, reporter_);
    return true;
  }

  /// A stored model knows nothing of what stands around these records.
  void look_around() {
    constexpr int kRounds = 5;
    const Prepared& prepared = *out_.prepared;
    const Listings listings(prepared);
    for (int round = 0; round < kRounds; ++round) {
      const auto chances = match_chances(prepared, out_.model, all_, settings_.threads);
      out_.model.surroundings =
          attest::link::look_around(prepared, listings, out_.model.comparisons, all_, chances);
    }
  }

  void fit() {
    Training training(*out_.prepared, comparisons_, *out_.commonness, out_.population, all_,
                      {settings_.seed, settings_.threads, settings_.labels});
    out_.model = training.train(reporter_);
  }

  void decide() {
    const Prepared& prepared = *out_.prepared;
    chances_ = match_chances(prepared, out_.model, all_, settings_.threads);
    Constraints constraints = settings_.constraints;
    for (const auto& label : settings_.labels) {
      if (label.same > 0.99) constraints.same.push_back(label.pair);
      if (label.same < 0.01) constraints.different.push_back(label.pair);
    }
    out_.clusters =
        cluster(prepared, comparers_of(prepared, out_.model, *out_.commonness), all_.pairs,
                chances_, settings_.threshold, constraints, settings_.threads, reporter_);
  }

  /// Pairs worth keeping, with those that only clustering looked at.
  void keep() {
    const Scorer scorer(out_.model);
    const auto& of = out_.clusters.of;
    auto& extras = out_.clusters.extras;
    std::sort(extras.begin(), extras.end(),
              [](const auto& x, const auto& y) { return x.pair < y.pair; });
    const auto add = [&](PairIds pair, const Evidence& evidence, double chance, int rule) {
      const auto space =
          out_.model.space_index(out_.prepared->list[pair.a], out_.prepared->list[pair.b]);
      out_.candidates.pairs.push_back(pair);
      out_.candidates.evidence.push_back(evidence);
      out_.chances.push_back(static_cast<float>(chance));
      out_.odds.push_back(
          static_cast<float>(scorer.log_odds(evidence, space, pair) / std::log(2.0)));
      out_.first_rule.push_back(static_cast<std::uint8_t>(rule));
    };
    auto extra = extras.begin();
    const auto add_extras_before = [&](const PairIds* limit) {
      for (; extra != extras.end() && (limit == nullptr || extra->pair < *limit); ++extra) {
        add(extra->pair, comparers_->compare(extra->pair), 1 / (1 + std::exp(-extra->log_odds)),
            255);
      }
    };
    for (std::size_t i = 0; i < all_.pairs.size(); ++i) {
      const auto pair = all_.pairs[i];
      if (chances_[i] < kKept && of[pair.a] != of[pair.b]) continue;
      add_extras_before(&pair);
      add(pair, all_.evidence[i], chances_[i], std::countr_zero(proposers_[i]));
      if (chances_[i] >= 0.5F) proposers_of_matches_.push_back(proposers_[i]);
    }
    add_extras_before(nullptr);
    all_ = {};
  }

  void count_people() {
    out_.people.found = out_.clusters.count;
    if (out_.every_pair || rules_.empty()) return;
    out_.blocking_recall = estimated_recall(rules_, proposers_of_matches_);
    out_.people.expected_missed = missed_merges(out_.clusters, out_.blocking_recall);
  }

  void find_ties() {
    struct Claim {
      std::uint32_t record, candidate;
    };
    std::vector<Claim> claims;
    for (std::uint32_t i = 0; i < out_.chances.size(); ++i) {
      if (out_.chances[i] < 0.25F || out_.chances[i] > 0.6F) continue;
      claims.push_back({out_.candidates.pairs[i].a, i});
      claims.push_back({out_.candidates.pairs[i].b, i});
    }
    std::sort(claims.begin(), claims.end(), [](const Claim& x, const Claim& y) {
      return x.record != y.record ? x.record < y.record : x.candidate < y.candidate;
    });
    for (std::size_t k = 1; k < claims.size(); ++k) {
      const auto i = claims[k - 1].candidate, j = claims[k].candidate;
      if (claims[k - 1].record != claims[k].record) continue;
      if (std::abs(out_.chances[i] - out_.chances[j]) > 0.1F) continue;
      out_.ties.push_back(
          {out_.candidates.pairs[i], out_.candidates.pairs[j], out_.chances[i], out_.chances[j]});
    }
  }

  std::span<const Roster> rosters_;
  const Settings& settings_;
  base::Reporter& reporter_;
  Linkage out_;
  std::vector<Comparison> comparisons_;
  std::unique_ptr<Comparers> comparers_;
  std::uint64_t at_once_ = 0;
  std::vector<BlockingRule> rules_;
  Candidates all_;
  std::vector<std::uint64_t> proposers_;  ///< of all_: bit r for rule r
  std::vector<std::uint64_t> proposers_of_matches_;
  std::vector<float> chances_;
};

}  // namespace

Linkage link(std::span<const Roster> rosters, const Settings& settings, base::Reporter& reporter) {
  return Run(rosters, settings, reporter).run();
}

}  // namespace attest::link
