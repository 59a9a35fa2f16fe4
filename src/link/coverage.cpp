#include "link/coverage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "link/hashing.hpp"

namespace attest::link {
namespace {

constexpr std::size_t kMostLists = 16;   // beyond, a share of each in each is too much to hold
constexpr double kFewestLinks = 20;      // expected between two lists, to learn from
constexpr double kSurest = 0.995;        // no group settles a record by itself
constexpr std::size_t kJudged = 50'000;  // records that firmness is chosen by
constexpr double kWorthwhile = 3;        // gain in log likelihood from which a level counts

/// Other records of a group that the wider group counts as much as. The last: groups tell nothing.
constexpr std::array<double, 9> kFirmness = {0.25, 0.5, 1, 2, 4, 8, 16, 32, 1e12};

double logit(double share) {
  return std::log(share / (1 - share));
}

/// The records of one list, each with its chance of a partner and what is expected of it.
struct Side {
  std::vector<std::uint32_t> records;
  std::vector<double> linked, expected;
};

/// By group, summed over the side's records.
struct Tally {
  std::vector<double> size, linked;
};

Tally tally(const Side& side, const Listings::Level& level) {
  Tally sums{std::vector<double>(level.groups, 0), std::vector<double>(level.groups, 0)};
  for (std::size_t i = 0; i < side.records.size(); ++i) {
    const auto group = level.group[side.records[i]];
    sums.size[group] += 1;
    sums.linked[group] += side.linked[i];
  }
  return sums;
}

/// What the rest of its group says of a record.
double by_others(const Side& side, std::size_t i, const Listings::Level& level, const Tally& sums,
                 double firmness) {
  const auto group = level.group[side.records[i]];
  const double share = (sums.linked[group] - side.linked[i] + firmness * side.expected[i]) /
                       (sums.size[group] - 1 + firmness);
  return std::clamp(share, 1 - kSurest, kSurest);
}

double log_likelihood(const Side& side, const Listings::Level& level, const Tally& sums,
                      double firmness) {
  const std::size_t step = side.records.size() / kJudged + 1;
  double sum = 0;
  for (std::size_t i = 0; i < side.records.size(); i += step) {
    const double share = by_others(side, i, level, sums, firmness);
    sum += side.linked[i] * std::log(share) + (1 - side.linked[i]) * std::log(1 - share);
  }
  return sum;
}

void refine(Side& side, const Listings::Level& level) {
  const Tally sums = tally(side, level);
  double firmness = kFirmness.back();
  double best = log_likelihood(side, level, sums, firmness) + kWorthwhile;
  for (const double each : kFirmness) {
    const double reached = log_likelihood(side, level, sums, each);
    if (reached <= best) continue;
    best = reached;
    firmness = each;
  }
  if (firmness == kFirmness.back()) return;
  for (std::size_t i = 0; i < side.records.size(); ++i)
    side.expected[i] = by_others(side, i, level, sums, firmness);
}

}  // namespace

Listings::Listings(const Prepared& prepared) {
  std::vector<std::uint64_t> keys(prepared.size());
  for (std::uint32_t record = 0; record < prepared.size(); ++record)
    keys[record] = mix(prepared.list[record] + 1);
  const auto divide = [&](Role role, auto value_of) {
    Level level;
    level.role = role;
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    for (std::uint32_t record = 0; record < prepared.size(); ++record) {
      const std::uint64_t value = value_of(record);
      keys[record] = mix(keys[record], value != 0 ? value : mix(record, ~std::uint64_t{0}));
      level.group.push_back(
          known.try_emplace(keys[record], static_cast<std::uint32_t>(known.size())).first->second);
    }
    level.groups = static_cast<std::uint32_t>(known.size());
    levels_.push_back(std::move(level));
  };
  if (!prepared.death.empty()) {
    divide(Role::kDeathDate, [&](std::uint32_t record) -> std::uint64_t {
      const DayValue& day = prepared.death[record];
      return day.known() && day.month != 0 ? std::uint64_t(day.year) * 16 + day.month : 0;
    });
  }
  for (const Role role : {Role::kPlace, Role::kIncident, Role::kHousehold}) {
    for (const auto& values : prepared.texts) {
      if (values.role != role) continue;
      divide(role, [&](std::uint32_t record) -> std::uint64_t { return values.codes[record]; });
    }
  }
}

Coverage::Coverage(const Prepared& prepared, const Listings& listings,
                   std::span<const PairIds> pairs, std::span<const float> chances)
    : prepared_(prepared), toward_(prepared.list_names.size()) {
  const std::size_t lists = toward_.size();
  if (lists < 2 || lists > kMostLists || listings.levels().empty()) return;
  std::vector<std::vector<double>> linked(lists, std::vector<double>(prepared.size(), 0));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto [a, b] = pairs[i];
    if (prepared.list[a] == prepared.list[b]) continue;
    linked[prepared.list[b]][a] += chances[i];
    linked[prepared.list[a]][b] += chances[i];
  }
  std::vector<std::vector<std::uint32_t>> members(lists);
  for (std::uint32_t record = 0; record < prepared.size(); ++record)
    members[prepared.list[record]].push_back(record);
  for (std::size_t other = 0; other < lists; ++other) {
    toward_[other].assign(prepared.size(), 0);
    for (std::size_t list = 0; list < lists; ++list) {
      if (list == other) continue;
      Side side{members[list], {}, {}};
      double sum = 0;
      for (const auto record : side.records) {
        side.linked.push_back(std::min(linked[other][record], 1.0));
        sum += side.linked.back();
      }
      if (sum < kFewestLinks) continue;
      const double overall =
          std::clamp(sum / static_cast<double>(side.records.size()), 1 - kSurest, kSurest);
      side.expected.assign(side.records.size(), overall);
      for (const auto& level : listings.levels()) refine(side, level);
      for (std::size_t i = 0; i < side.records.size(); ++i) {
        toward_[other][side.records[i]] =
            static_cast<float>(logit(side.expected[i]) - logit(overall));
      }
    }
  }
}

double Coverage::log_odds(std::uint32_t a, std::uint32_t b) const {
  const auto list_a = prepared_.list[a], list_b = prepared_.list[b];
  if (list_a == list_b) return 0;
  const auto of = [this](std::uint32_t other, std::uint32_t record) -> double {
    return toward_[other].empty() ? 0 : toward_[other][record];
  };
  return of(list_b, a) + of(list_a, b);
}

}  // namespace attest::link
