#include "link/fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"

namespace attest::link {
namespace {

constexpr int kMostRounds = 40;
constexpr double kStill = 2e-4;
constexpr double kTwins = 0.01;  // least share of relatives who were born on one day

std::size_t index(Regime regime) {
  return static_cast<std::size_t>(regime);
}

std::vector<LevelChances>& chances_of(Model& model, Regime regime) {
  return regime == Regime::kWithin ? model.within : model.across;
}

/// Levels are ordered from best to worst: a better one never speaks less for a match than a worse
/// one.
void keep_order(LevelChances& chances) {
  struct Block {
    double same, unrelated;
    std::size_t from, to;
  };
  std::vector<Block> blocks;
  for (std::size_t level = 1; level < chances.same.size(); ++level) {
    blocks.push_back({chances.same[level], chances.unrelated[level], level, level + 1});
    while (blocks.size() > 1) {
      const Block last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      if (before.same * last.unrelated >= last.same * before.unrelated) break;
      before = {before.same + last.same, before.unrelated + last.unrelated, before.from, last.to};
      blocks.pop_back();
    }
  }
  for (const auto& block : blocks) {
    if (block.to - block.from < 2) continue;
    for (std::size_t level = block.from; level < block.to; ++level) {
      chances.same[level] = block.same * chances.unrelated[level] / block.unrelated;
    }
  }
}

double share_of(const std::vector<double>& counts, std::size_t level) {
  double known = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) known += counts[i];
  return known > 0 ? counts[level] / known : 0;
}

/// Fields, besides names, sex and age, that relatives share only by chance.
bool tells_apart(const Comparison& comparison) {
  return comparison.bearing == Bearing::kPerson &&
         (comparison.subject == Subject::kBirth || comparison.subject == Subject::kText);
}

double known_pairs(const std::vector<double>& counts) {
  double known = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) known += counts[i];
  return known;
}

}  // namespace

std::shared_ptr<const Surroundings> look_around(const Prepared& prepared, const Listings& listings,
                                                std::span<const Comparison> comparisons,
                                                const Candidates& candidates,
                                                std::span<const float> chances) {
  return std::make_shared<Surroundings>(
      Surroundings{Coverage(prepared, listings, candidates.pairs, chances),
                   Company(prepared, listings, comparisons, candidates, chances)});
}

Training::Training(const Prepared& prepared, std::vector<Comparison> comparisons,
                   const Commonness& commonness, Population population,
                   const Candidates& candidates, Settings settings)
    : prepared_(prepared),
      comparisons_(std::move(comparisons)),
      commonness_(commonness),
      population_(std::move(population)),
      candidates_(candidates),
      settings_(std::move(settings)),
      listings_(prepared),
      sizes_(prepared.list_names.size(), 0) {
  for (const auto list : prepared_.list) ++sizes_[list];
  Model model;
  start(model);
  drop_hopeless(model);
}

/// Most candidates share a key and nothing else; no chances of matches could make them one person.
void Training::drop_hopeless(const Model& model) {
  constexpr double kHopeless = -14;
  const Scorer scorer(model);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < candidates_.pairs.size(); ++i) {
    const auto pair = candidates_.pairs[i];
    const auto space = model.space_index(prepared_.list[pair.a], prepared_.list[pair.b]);
    if (scorer.log_odds(candidates_.evidence[i], space) < kHopeless) continue;
    candidates_.pairs[kept] = pair;
    candidates_.evidence[kept++] = candidates_.evidence[i];
    spaces_.push_back(static_cast<std::uint32_t>(space));
  }
  candidates_.pairs.resize(kept);
  candidates_.evidence.resize(kept);
}

void Training::start(Model& model) const {
  model.comparisons = comparisons_;
  model.lists = sizes_.size();
  for (std::uint32_t a = 0; a < model.lists; ++a) {
    for (std::uint32_t b = a; b < model.lists; ++b) {
      Space space;
      space.list_a = a;
      space.list_b = b;
      space.pairs = population_.pairs[model.spaces.size()];
      const double smaller = std::min(sizes_[a], sizes_[b]);
      space.same = std::min(space.pairs, smaller * (a == b ? 0.05 : 0.3));
      model.spaces.push_back(space);
    }
  }
  for (const Regime regime : {Regime::kWithin, Regime::kAcross}) {
    for (const auto& comparison : comparisons_) {
      LevelChances chances;
      chances.same = comparison.expected;
      chances.unrelated.assign(comparison.size(), 0);
      chances.relatives.assign(comparison.size(), 0);
      chances_of(model, regime).push_back(std::move(chances));
    }
    measure_others(model, regime);
  }
  std::vector<double> same;
  for (const auto& space : model.spaces) same.push_back(space.same);
  maximise_shares(model, same);
}

/// Of pairs that agree in family name, forefathers and place: the share that is one person, by how
/// often they agree in what relatives share only by chance (given name, birth date, documents).
double Training::same_in_family(const Model& model, Regime regime) const {
  const auto& all = model.chances(regime);
  double share = 0, weights = 0;
  for (std::size_t c = 0; c < all.size(); ++c) {
    const auto& kin = population_.in_family[index(regime)][c];
    const bool telling = comparisons_[c].bearing == Bearing::kPerson &&
                         comparisons_[c].subject != Subject::kSex &&
                         comparisons_[c].subject != Subject::kAge;
    const double known = known_pairs(kin);
    if (!telling || known < 30) continue;
    const double gap = all[c].same[1] - all[c].unrelated[1];
    if (gap < 0.1) continue;
    share += gap * gap * std::clamp((share_of(kin, 1) - all[c].unrelated[1]) / gap, 0.0, 1.0);
    weights += gap * gap;
  }
  return weights > 0 ? std::min(0.98, share / weights) : 0;
}

/// Chances of strangers and of relatives: what was measured, less the matches that were among them.
void Training::measure_others(Model& model, Regime regime) const {
  double same = 0, pairs = 0;
  for (std::size_t i = 0; i < model.spaces.size(); ++i) {
    if (model.spaces[i].regime() != regime) continue;
    same += model.spaces[i].same;
    pairs += model.spaces[i].pairs;
  }
  const double share = pairs > 0 ? std::min(0.5, same / pairs) : 0;
  auto& all = chances_of(model, regime);
  const double family_share = same_in_family(model, regime);
  for (std::size_t c = 0; c < all.size(); ++c) {
    const auto& random = population_.at_random[index(regime)][c];
    const auto& kin = population_.in_family[index(regime)][c];
    const double known = known_pairs(random), kin_known = known_pairs(kin);
    double total = 0, kin_total = 0;
    for (std::size_t level = 1; level < random.size(); ++level) {
      const double seen = share_of(random, level);
      double u = std::max((seen - share * all[c].same[level]) / (1 - share), 0.02 * seen);
      const double exact = commonness_.agreement(comparisons_[c].subject, comparisons_[c].text);
      const bool single = comparisons_[c].subject != Subject::kForefathers;
      if (level == 1 && single && exact > 0 && seen * known < 200) u = exact;
      u = std::max(u, 0.3 / (known + 1));
      all[c].unrelated[level] = u;
      total += u;
      const double in_kin = share_of(kin, level);
      const double free = std::max(
          (in_kin - family_share * all[c].same[level]) / (1 - family_share), 0.02 * in_kin);
      all[c].relatives[level] = (free * kin_known + 50 * u) / (kin_known + 50);
      if (level == 1 && comparisons_[c].subject == Subject::kBirth)
        all[c].relatives[level] = std::max(all[c].relatives[level], kTwins);
      kin_total += all[c].relatives[level];
    }
    for (std::size_t level = 1; level < random.size(); ++level) {
      all[c].unrelated[level] /= total;
      all[c].relatives[level] /= kin_total;
    }
  }
}

/// Prior odds and shares of relatives from the expected number of matches in each space.
void Training::maximise_shares(Model& model, std::span<const double> same) const {
  for (std::size_t i = 0; i < model.spaces.size(); ++i) {
    Space& space = model.spaces[i];
    space.same = std::min(same[i] + 0.5, 0.5 * space.pairs);
    if (space.regime() == Regime::kWithin) {
      space.prior_odds = space.pairs > 0 ? space.same / (space.pairs - space.same) : 0;
    } else {
      // Of matchings with that many links, all equally likely: the odds that two free people are
      // linked.
      const double n = sizes_[space.list_a], m = sizes_[space.list_b];
      const double free_n = std::max(n - space.same, 0.02 * n + 1);
      const double free_m = std::max(m - space.same, 0.02 * m + 1);
      space.prior_odds = space.same / (free_n * free_m);
    }
    const double people = 1 - same_in_family(model, space.regime());
    space.relatives = std::clamp(population_.family_pairs[i] * people, 0.0, 0.2);
  }
}

void Training::expect(const Model& model, std::vector<float>& chances) const {
  chances = match_chances(prepared_, model, candidates_, settings_.threads);
  for (const auto& label : settings_.labels) {
    const auto at =
        std::lower_bound(candidates_.pairs.begin(), candidates_.pairs.end(), label.pair);
    if (at == candidates_.pairs.end() || *at != label.pair) continue;
    chances[static_cast<std::size_t>(at - candidates_.pairs.begin())] =
        static_cast<float>(label.same);
  }
}

/// Expected matches in each space. Across lists a record links to one person, however many of that
/// person's records the other list has; candidates come sorted by their first record.
std::vector<double> Training::expected_links(std::span<const float> chances,
                                             std::size_t spaces) const {
  std::vector<double> links(spaces, 0), of_record(spaces, 0);
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const auto pair = candidates_.pairs[i];
    const auto space = spaces_[i];
    const bool within = prepared_.list[pair.a] == prepared_.list[pair.b];
    (within ? links : of_record)[space] += chances[i];
    const bool last = i + 1 == chances.size() || candidates_.pairs[i + 1].a != pair.a;
    if (!last) continue;
    for (std::size_t s = 0; s < spaces; ++s) {
      links[s] += std::min(1.0, of_record[s]);
      of_record[s] = 0;
    }
  }
  return links;
}

double Training::maximise(Model& model, std::span<const float> chances) const {
  std::array<Population::Histogram, 2> same;
  for (auto& histogram : same) {
    for (const auto& comparison : comparisons_) histogram.emplace_back(comparison.size(), 0.0);
  }
  for (std::size_t i = 0; i < chances.size(); ++i) {
    if (chances[i] < 1e-4F) continue;
    const double weight = chances[i];
    auto& histogram = same[index(model.spaces[spaces_[i]].regime())];
    for (std::size_t c = 0; c < comparisons_.size(); ++c) {
      histogram[c][level_of(candidates_.evidence[i].levels, c)] += weight;
    }
  }
  const Model before = model;
  for (const Regime regime : {Regime::kWithin, Regime::kAcross}) {
    if (trusting_[index(regime)]) maximise_chances(model, regime, same[index(regime)]);
  }
  maximise_shares(model, expected_links(chances, model.spaces.size()));
  for (const Regime regime : {Regime::kWithin, Regime::kAcross}) measure_others(model, regime);
  model.surroundings = look_around(prepared_, listings_, comparisons_, candidates_, chances);
  double moved = 0;
  for (std::size_t c = 0; c < comparisons_.size(); ++c) {
    for (std::size_t level = 1; level < comparisons_[c].size(); ++level) {
      moved = std::max({moved, std::abs(model.within[c].same[level] - before.within[c].same[level]),
                        std::abs(model.across[c].same[level] - before.across[c].same[level])});
    }
  }
  for (std::size_t i = 0; i < model.spaces.size(); ++i) {
    moved = std::max(moved, std::abs(model.spaces[i].same - before.spaces[i].same) /
                                (10 * (1 + before.spaces[i].same)));
  }
  return moved;
}

void Training::maximise_chances(Model& model, Regime regime,
                                const Population::Histogram& same) const {
  auto& all = chances_of(model, regime);
  for (std::size_t c = 0; c < all.size(); ++c) {
    const double known = known_pairs(same[c]);
    const double strength = comparisons_[c].strength;
    for (std::size_t level = 1; level < all[c].same.size(); ++level) {
      all[c].same[level] =
          (same[c][level] + strength * comparisons_[c].expected[level]) / (known + strength);
    }
    keep_order(all[c]);
  }
}

/// What cannot be true of lists of people, or nothing.
std::string Training::alarm(const Model& model, std::span<const float> chances,
                            Regime regime) const {
  double matches = 0, contradicting = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    if (chances[i] < 0.5F || model.spaces[spaces_[i]].regime() != regime) continue;
    matches += 1;
    contradicting += contradicts(candidates_.evidence[i].levels);
  }
  if (matches >= 20 && same_in_family(model, regime) < 0.5 && contradicting > 0.1 * matches) {
    return fmt::format("{:.0f} % of the pairs it called one person contradict in given name or sex",
                       100 * contradicting / matches);
  }
  const bool dated = std::any_of(comparisons_.begin(), comparisons_.end(), tells_apart);
  for (const auto& space : model.spaces) {
    if (space.regime() != regime) continue;
    const double smaller = std::min(sizes_[space.list_a], sizes_[space.list_b]);
    if (regime == Regime::kAcross && space.same > 1.2 * smaller) {
      return "it found more matches than the lists allow";
    }
    if (regime == Regime::kWithin && !dated && space.same > 0.2 * smaller) {
      return "it called over a fifth of a list's rows repeats, with names and ages alone to tell";
    }
  }
  return {};
}

/// True where given name or sex contradict and nothing else that tells people apart agrees.
bool Training::contradicts(Levels levels) const {
  bool contradicting = false;
  for (std::size_t c = 0; c < comparisons_.size(); ++c) {
    const auto subject = comparisons_[c].subject;
    const unsigned level = level_of(levels, c);
    if (tells_apart(comparisons_[c]) && (level == 1 || level == 2)) return false;
    if (subject != Subject::kGiven && subject != Subject::kSex) continue;
    contradicting = contradicting || level + 1 == comparisons_[c].size();
  }
  return contradicting;
}

Model Training::rounds(base::Reporter& reporter, std::vector<float>& chances) const {
  Model model;
  start(model);
  for (int round = 0; round < kMostRounds; ++round) {
    base::check_stop(reporter);
    reporter.progress("training", static_cast<std::uint64_t>(round), kMostRounds);
    expect(model, chances);
    if (maximise(model, chances) < kStill && round > 2) break;
  }
  return model;
}

Model Training::train(base::Reporter& reporter) {
  std::vector<float> chances;
  std::vector<std::string> notes;
  Model model = rounds(reporter, chances);
  for (const Regime regime : {Regime::kWithin, Regime::kAcross}) {
    const std::string reason = alarm(model, chances, regime);
    if (reason.empty()) continue;
    trusting_[index(regime)] = false;
    notes.push_back(
        fmt::format("Training on pairs {} was stopped because {}; the shipped chances are used.",
                    regime == Regime::kWithin ? "inside lists" : "across lists", reason));
  }
  if (notes.empty()) return model;
  model = rounds(reporter, chances);
  model.alarm = true;
  model.notes = std::move(notes);
  return model;
}

}  // namespace attest::link
