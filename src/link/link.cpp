#include "link/link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.hpp"
#include "link/population.hpp"

namespace attest::link {
namespace {

constexpr double kKept = 0.01;  // chance from which a pair is worth writing down
constexpr std::uint32_t kLargeRun = 300'000;

/// Bytes that a candidate pair takes while it is compared and decided.
constexpr std::uint64_t kBytesAPair = 56;
constexpr std::uint64_t kBytesARecord = 420;

std::uint64_t pair_budget(const Settings& settings, std::uint64_t records) {
  const std::uint64_t standard = 3'000'000 + 6 * records;
  if (settings.memory == 0) return standard;
  const std::uint64_t fixed = 60'000'000 + records * kBytesARecord;
  if (settings.memory < fixed + 100'000 * kBytesAPair) {
    throw base::Error(base::Code::kLimit,
                      fmt::format("{} records need more memory than the limit of {} MB", records,
                                  settings.memory / 1'000'000),
                      "--memory",
                      fmt::format("At least {} MB are needed.", fixed / 1'000'000 + 10));
  }
  return std::min(standard, (settings.memory - fixed) / kBytesAPair);
}

std::vector<BlockingRule> rules_for(const Prepared& prepared, const Settings& settings) {
  if (settings.blocks.empty()) return standard_rules(prepared);
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

class Run {
 public:
  Run(std::span<const Roster> rosters, const Settings& settings, base::Reporter& reporter)
      : rosters_(rosters), settings_(settings), reporter_(reporter) {}

  Linkage run() {
    out_.prepared = std::make_unique<Prepared>(prepare(rosters_, settings_.threads, reporter_));
    out_.notes = out_.prepared->notes;
    propose();
    train();
    decide();
    keep();
    count_people();
    find_ties();
    return std::move(out_);
  }

 private:
  void propose() {
    auto& prepared = *out_.prepared;
    if (!settings_.candidates.empty()) {
      all_.pairs = settings_.candidates;
      std::sort(all_.pairs.begin(), all_.pairs.end());
      all_.pairs.erase(std::unique(all_.pairs.begin(), all_.pairs.end()), all_.pairs.end());
      return;
    }
    blocking_ = std::make_unique<Blocking>(
        prepared, rules_for(prepared, settings_),
        Blocking::Settings{pair_budget(settings_, prepared.size()), settings_.threads}, reporter_);
    all_.pairs = blocking_->take_pairs();
    out_.every_pair = blocking_->complete();
    out_.rules = blocking_->report();
  }

  void train() {
    const Prepared& prepared = *out_.prepared;
    if (settings_.model) out_.model = bound(*settings_.model, prepared, rosters_.size());
    const auto comparisons =
        settings_.model ? out_.model.comparisons : choose_comparisons(prepared);
    out_.compared = all_.pairs.size();
    out_.commonness = std::make_unique<Commonness>(prepared, equal_shares(prepared.size()));
    fit(comparisons);
    // Frequencies of values are frequencies among people: count again once duplicates are known.
    if (!settings_.model && prepared.size() <= kLargeRun) {
      const auto chances = match_chances(prepared, out_.model, all_, settings_.threads);
      const auto shares = shares_of_people(prepared, all_, chances);
      *out_.commonness = Commonness(prepared, shares);
      fit(comparisons);
    }
    out_.notes.insert(out_.notes.end(), out_.model.notes.begin(), out_.model.notes.end());
  }

  void fit(const std::vector<Comparison>& comparisons) {
    const Prepared& prepared = *out_.prepared;
    all_.evidence = compare_all(prepared, comparisons, *out_.commonness, all_.pairs,
                                settings_.threads, reporter_);
    if (settings_.model) return;
    if (out_.population.pairs.empty()) {
      out_.population = measure_population(prepared, comparisons, *out_.commonness, 600'000,
                                           settings_.seed, settings_.threads);
    } else {
      measure_families(prepared, comparisons, *out_.commonness, out_.population);
    }
    Training training(prepared, comparisons, *out_.commonness, out_.population, all_,
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
    Comparer comparer(*out_.prepared, out_.model.comparisons, *out_.commonness);
    struct Kept {
      PairIds pair;
      Evidence evidence;
      float chance;
      bool proposed;
    };
    std::vector<Kept> kept;
    const auto& of = out_.clusters.of;
    for (std::size_t i = 0; i < all_.pairs.size(); ++i) {
      const auto pair = all_.pairs[i];
      if (chances_[i] >= kKept || of[pair.a] == of[pair.b])
        kept.push_back({pair, all_.evidence[i], chances_[i], true});
    }
    for (const auto& extra : out_.clusters.extras) {
      const double chance = 1 / (1 + std::exp(-extra.log_odds));
      kept.push_back({extra.pair, comparer.compare(extra.pair.a, extra.pair.b),
                      static_cast<float>(chance), false});
    }
    std::sort(kept.begin(), kept.end(),
              [](const Kept& x, const Kept& y) { return x.pair < y.pair; });
    for (const auto& each : kept) {
      const auto space = out_.model.space_index(out_.prepared->list[each.pair.a],
                                                out_.prepared->list[each.pair.b]);
      out_.candidates.pairs.push_back(each.pair);
      out_.candidates.evidence.push_back(each.evidence);
      out_.chances.push_back(each.chance);
      out_.odds.push_back(
          static_cast<float>(scorer.log_odds(each.evidence, space) / std::log(2.0)));
      out_.first_rule.push_back(each.proposed ? 0 : 255);
    }
    all_ = {};
  }

  void count_people() {
    out_.people.found = out_.clusters.count;
    if (blocking_ == nullptr || blocking_->complete()) return;
    std::vector<std::uint64_t> proposers;
    for (std::size_t i = 0; i < out_.candidates.pairs.size(); ++i) {
      if (out_.first_rule[i] == 255) continue;
      const auto found = blocking_->proposers(out_.candidates.pairs[i]);
      out_.first_rule[i] = static_cast<std::uint8_t>(std::countr_zero(found));
      if (out_.chances[i] >= 0.5F) proposers.push_back(found);
    }
    out_.blocking_recall = estimated_recall(*blocking_, proposers);
    const double merges = static_cast<double>(out_.prepared->size()) - out_.people.found;
    out_.people.expected_missed = merges * (1 / out_.blocking_recall - 1);
  }

  void find_ties() {
    std::vector<std::vector<std::uint32_t>> claims(out_.prepared->size());
    for (std::uint32_t i = 0; i < out_.chances.size(); ++i) {
      if (out_.chances[i] < 0.25F || out_.chances[i] > 0.6F) continue;
      claims[out_.candidates.pairs[i].a].push_back(i);
      claims[out_.candidates.pairs[i].b].push_back(i);
    }
    for (const auto& rivals : claims) {
      for (std::size_t k = 1; k < rivals.size(); ++k) {
        const auto i = rivals[k - 1], j = rivals[k];
        if (std::abs(out_.chances[i] - out_.chances[j]) > 0.1F) continue;
        out_.ties.push_back(
            {out_.candidates.pairs[i], out_.candidates.pairs[j], out_.chances[i], out_.chances[j]});
      }
    }
  }

  std::span<const Roster> rosters_;
  const Settings& settings_;
  base::Reporter& reporter_;
  Linkage out_;
  std::unique_ptr<Blocking> blocking_;
  Candidates all_;
  std::vector<float> chances_;
};

}  // namespace

Linkage link(std::span<const Roster> rosters, const Settings& settings, base::Reporter& reporter) {
  return Run(rosters, settings, reporter).run();
}

}  // namespace attest::link
