#include "link/population.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/random.hpp"
#include "link/hashing.hpp"

namespace attest::link {
namespace {

using Histogram = Population::Histogram;

Histogram empty_histogram(std::span<const Comparison> comparisons) {
  Histogram histogram;
  for (const auto& comparison : comparisons) histogram.emplace_back(comparison.size(), 0.0);
  return histogram;
}

Histogram count_levels(Comparers& comparers, std::span<const Comparison> comparisons,
                       std::span<const PairIds> pairs, base::Reporter& reporter) {
  Histogram counts = empty_histogram(comparisons);
  for (const auto& each : comparers.compare(pairs, reporter)) {
    for (std::size_t c = 0; c < counts.size(); ++c) ++counts[c][level_of(each.levels, c)];
  }
  return counts;
}

bool in_regime(const Prepared& prepared, PairIds pair, Regime regime) {
  const bool within = prepared.list[pair.a] == prepared.list[pair.b];
  return within == (regime == Regime::kWithin) && prepared.may_match(pair.a, pair.b);
}

std::vector<PairIds> random_pairs(const Prepared& prepared, Regime regime, std::size_t most,
                                  std::uint64_t seed) {
  std::vector<PairIds> pairs;
  const std::uint64_t n = prepared.size();
  if (n * (n - 1) / 2 <= most) {
    for (std::uint32_t a = 0; a < n; ++a) {
      for (std::uint32_t b = a + 1; b < n; ++b) {
        if (in_regime(prepared, {a, b}, regime)) pairs.push_back({a, b});
      }
    }
    return pairs;
  }
  base::Stream stream(seed, 0x7261646f + static_cast<std::uint64_t>(regime));
  for (std::size_t tries = 0; tries < 8 * most && pairs.size() < most; ++tries) {
    const auto a = static_cast<std::uint32_t>(stream.below(n));
    const auto b = static_cast<std::uint32_t>(stream.below(n));
    if (a != b && in_regime(prepared, {std::min(a, b), std::max(a, b)}, regime)) {
      pairs.push_back({std::min(a, b), std::max(a, b)});
    }
  }
  return pairs;
}

const TextValues* place_of(const Prepared& prepared) {
  for (const auto& values : prepared.texts) {
    if (values.role == Role::kPlace && values.shared) return &values;
  }
  return nullptr;
}

names::TokenId word_of(const names::CompactName& name, names::Role role) {
  return name.first(role);
}

/// Pairs in each space whose family keys agree, and the records of each family.
class Families {
 public:
  Families(const Prepared& prepared, const std::vector<std::uint64_t>& keys, std::size_t lists)
      : prepared_(prepared), known_(lists, 0), keys_(keys) {
    for (std::uint32_t record = 0; record < prepared.size(); ++record) {
      if (keys[record] == 0) continue;
      members_.push_back(record);
      ++known_[prepared.list[record]];
    }
    std::sort(members_.begin(), members_.end(), [&keys](std::uint32_t a, std::uint32_t b) {
      return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
    });
  }

  template <typename Each>
  void for_each(Each each) const {
    for (std::size_t from = 0; from < members_.size();) {
      std::size_t to = from + 1;
      while (to < members_.size() && keys_[members_[to]] == keys_[members_[from]]) ++to;
      if (to - from > 1) each(std::span(members_).subspan(from, to - from));
      from = to;
    }
  }

  std::vector<double> agreeing(const Model& layout) const {
    std::vector<double> pairs(layout.spaces.size(), 0);
    for_each([&](std::span<const std::uint32_t> family) {
      std::map<std::uint32_t, double> sizes;
      for (const auto record : family) ++sizes[prepared_.list[record]];
      for (auto a = sizes.begin(); a != sizes.end(); ++a) {
        pairs[layout.space_index(a->first, a->first)] += a->second * (a->second - 1) / 2;
        for (auto b = std::next(a); b != sizes.end(); ++b) {
          pairs[layout.space_index(a->first, b->first)] += a->second * b->second;
        }
      }
    });
    return pairs;
  }

  double known(std::uint32_t list) const { return known_[list]; }

  std::vector<PairIds> sample(Regime regime, std::size_t most, std::uint64_t seed) const {
    std::vector<PairIds> pairs;
    base::Stream stream(seed, 0x66616d69 + static_cast<std::uint64_t>(regime));
    for_each([&](std::span<const std::uint32_t> family) {
      if (pairs.size() >= most) return;
      const std::size_t draws = std::min<std::size_t>(20, family.size() * (family.size() - 1) / 2);
      for (std::size_t i = 0; i < draws; ++i) {
        const auto a = family[stream.below(family.size())], b = family[stream.below(family.size())];
        if (a != b && in_regime(prepared_, {std::min(a, b), std::max(a, b)}, regime)) {
          pairs.push_back({std::min(a, b), std::max(a, b)});
        }
      }
    });
    return pairs;
  }

 private:
  const Prepared& prepared_;
  std::vector<double> known_;
  const std::vector<std::uint64_t>& keys_;
  std::vector<std::uint32_t> members_;
};

double chance_agreement(const Prepared& prepared, std::span<const Comparison> comparisons,
                        const Commonness& commonness) {
  double chance = commonness.agreement(Subject::kFamily);
  for (const auto& comparison : comparisons) {
    if (comparison.subject == Subject::kForefathers)
      chance *= commonness.agreement(Subject::kForefathers);
  }
  for (std::size_t i = 0; i < prepared.texts.size(); ++i) {
    if (&prepared.texts[i] == place_of(prepared)) chance *= commonness.agreement(Subject::kText, i);
  }
  return chance;
}

Model layout_of(const Prepared& prepared) {
  Model layout;
  layout.lists = prepared.list_names.size();
  for (std::uint32_t a = 0; a < layout.lists; ++a) {
    for (std::uint32_t b = a; b < layout.lists; ++b) {
      Space space;
      space.list_a = a;
      space.list_b = b;
      layout.spaces.push_back(space);
    }
  }
  return layout;
}

}  // namespace

std::vector<std::uint64_t> family_keys(const Prepared& prepared) {
  std::vector<std::uint64_t> keys(prepared.size(), 0);
  if (prepared.spellings == 0) return keys;
  const TextValues* place = place_of(prepared);
  bool forefathers = false;
  for (const auto& name : prepared.names) {
    forefathers = forefathers || word_of(name, names::Role::kFather) != names::kNoToken;
  }
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    const auto& name = prepared.names_of(record).front();
    const auto family = word_of(name, names::Role::kFamily);
    const auto father = word_of(name, names::Role::kFather);
    if (family == names::kNoToken || (forefathers && father == names::kNoToken)) continue;
    if (!forefathers && place == nullptr) continue;
    if (place != nullptr && place->codes[record] == 0) continue;
    keys[record] = mix(mix(family + 1, forefathers ? father + 1 : 0),
                       place != nullptr ? place->codes[record] : 0) |
                   1;
  }
  return keys;
}

void measure_families(const Prepared& prepared, std::span<const Comparison> comparisons,
                      const Commonness& commonness, Population& population) {
  const Model layout = layout_of(prepared);
  const auto keys = family_keys(prepared);
  const Families families(prepared, keys, layout.lists);
  const auto agreeing = families.agreeing(layout);
  const double chance = chance_agreement(prepared, comparisons, commonness);
  population.family_pairs.clear();
  for (std::size_t i = 0; i < layout.spaces.size(); ++i) {
    const double n = families.known(layout.spaces[i].list_a);
    const double m = families.known(layout.spaces[i].list_b);
    const bool inside = layout.spaces[i].list_a == layout.spaces[i].list_b;
    const double known = std::max(1.0, inside ? n * (n - 1) / 2 : n * m);
    population.family_pairs.push_back(std::max(0.0, agreeing[i] / known - chance));
  }
}

Population measure_population(const Prepared& prepared, std::span<const Comparison> comparisons,
                              const Commonness& commonness, Comparers& comparers,
                              std::size_t most_pairs, std::uint64_t seed,
                              base::Reporter& reporter) {
  Population population;
  const Model layout = layout_of(prepared);
  std::vector<double> sizes(layout.lists, 0);
  for (const auto list : prepared.list) ++sizes[list];
  for (const auto& space : layout.spaces) {
    const double n = sizes[space.list_a], m = sizes[space.list_b];
    const bool inside = space.list_a == space.list_b;
    population.pairs.push_back(!inside ? n * m : prepared.once[space.list_a] ? 0 : n * (n - 1) / 2);
  }
  const auto keys = family_keys(prepared);
  const Families families(prepared, keys, layout.lists);
  for (const Regime regime : {Regime::kWithin, Regime::kAcross}) {
    const auto i = static_cast<std::size_t>(regime);
    const auto random = random_pairs(prepared, regime, most_pairs, seed);
    const auto kin = families.sample(regime, most_pairs / 4, seed);
    population.at_random[i] = count_levels(comparers, comparisons, random, reporter);
    population.in_family[i] = count_levels(comparers, comparisons, kin, reporter);
  }
  measure_families(prepared, comparisons, commonness, population);
  return population;
}

}  // namespace attest::link
