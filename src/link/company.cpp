#include "link/company.hpp"

#include <algorithm>
#include <cmath>

#include "link/fit.hpp"

namespace attest::link {
namespace {

constexpr std::uint32_t kAlone = ~0U;
constexpr std::uint32_t kLargest = 200;  // beyond, a group is a town and everybody has kin in it
constexpr float kMatched = 0.5F;
constexpr double kFewest = 20;       // matches with a company, to learn from
constexpr double kPriorPairs = 20;   // weight of what is expected beforehand
constexpr double kOfFamily = 0.7;    // expected share supported, of one family
constexpr double kOfStranger = 0.1;  // and of strangers
constexpr double kMost = 4;          // natural logarithm: no company decides by itself

std::uint64_t key_of(std::uint32_t group, std::uint32_t list) {
  return std::uint64_t{group} << 32 | list;
}

bool is_middle(names::Role role) {
  return role == names::Role::kFather || role == names::Role::kGrandfather ||
         role == names::Role::kForefather || role == names::Role::kPatronymic;
}

bool has_middle(const names::CompactName& name, names::TokenId token) {
  for (std::size_t i = 0; i < name.count; ++i) {
    if (name.ids[i] == token && is_middle(name.roles[i])) return true;
  }
  return false;
}

std::size_t place_of(std::span<const Comparison> comparisons, Subject subject) {
  const auto at = std::find_if(comparisons.begin(), comparisons.end(),
                               [subject](const auto& each) { return each.subject == subject; });
  return static_cast<std::size_t>(at - comparisons.begin());
}

bool agrees(Levels levels, std::size_t comparison) {
  const unsigned level = level_of(levels, comparison);
  return level == 1 || level == 2;
}

/// The narrowest group of at most kLargest records, counted from the widest that is one.
std::vector<std::uint32_t> groups_of(const Prepared& prepared, const Listings& listings) {
  std::vector<std::uint32_t> chosen(prepared.size(), kAlone);
  std::uint32_t before = 0;
  for (const auto& level : listings.levels()) {
    if (level.role != Role::kIncident && level.role != Role::kHousehold) continue;
    std::vector<std::uint32_t> size(level.groups, 0);
    for (const auto group : level.group) ++size[group];
    for (std::uint32_t record = 0; record < prepared.size(); ++record) {
      const auto group = level.group[record];
      if (chosen[record] == kAlone && size[group] > 1 && size[group] <= kLargest)
        chosen[record] = before + group;
    }
    before += level.groups;
  }
  return chosen;
}

}  // namespace

Company::Company(const Prepared& prepared, const Listings& listings,
                 std::span<const Comparison> comparisons, const Candidates& candidates,
                 std::span<const float> chances)
    : prepared_(prepared) {
  if (prepared.list_names.size() < 2 || prepared.spellings == 0) return;
  group_ = groups_of(prepared, listings);
  collect(candidates, chances);
  learn(comparisons, candidates, chances);
}

void Company::collect(const Candidates& candidates, std::span<const float> chances) {
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const auto [a, b] = candidates.pairs[i];
    if (chances[i] < kMatched || prepared_.list[a] == prepared_.list[b]) continue;
    if (group_[a] != kAlone) matched_[key_of(group_[a], prepared_.list[b])].push_back({a, b});
    if (group_[b] != kAlone) matched_[key_of(group_[b], prepared_.list[a])].push_back({b, a});
  }
}

void Company::learn(std::span<const Comparison> comparisons, const Candidates& candidates,
                    std::span<const float> chances) {
  const auto given = place_of(comparisons, Subject::kGiven);
  const auto family = place_of(comparisons, Subject::kFamily);
  if (matched_.empty() || given == comparisons.size() || family == comparisons.size()) return;
  struct Counts {
    double same = 0, supported = 0;
  };
  std::array<std::array<Counts, 2>, 2> counts;  // by agreeing family names; one person, strangers
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const auto [a, b] = candidates.pairs[i];
    const Levels levels = candidates.evidence[i].levels;
    if (prepared_.list[a] == prepared_.list[b] || !agrees(levels, given)) continue;
    for (const Finding finding : {find(a, b), find(b, a)}) {
      if (finding == Finding::kNothing) continue;
      auto& [same, strangers] = counts[agrees(levels, family)];
      const double chance = chances[i], supported = finding == Finding::kRelatives;
      same.same += chance;
      same.supported += chance * supported;
      strangers.same += 1 - chance;
      strangers.supported += (1 - chance) * supported;
    }
  }
  for (std::size_t k = 0; k < 2; ++k) {
    const auto& [same, strangers] = counts[k];
    if (same.same < kFewest) continue;
    const double m = (same.supported + kPriorPairs * kOfFamily) / (same.same + kPriorPairs);
    const double u =
        (strangers.supported + kPriorPairs * kOfStranger) / (strangers.same + kPriorPairs);
    weight_[k] = {0, std::clamp(std::log((1 - m) / (1 - u)), -kMost, 0.0),
                  std::clamp(std::log(m / u), 0.0, kMost)};
  }
}

/// Two records of one list: of one family, as father and child, siblings or cousins are.
bool Company::related(std::uint32_t a, std::uint32_t b) const {
  const auto& x = prepared_.names_of(a).front();
  const auto& y = prepared_.names_of(b).front();
  const auto family = x.first(names::Role::kFamily);
  if (family == names::kNoToken || family != y.first(names::Role::kFamily)) return false;
  for (std::size_t i = 0; i < x.count; ++i) {
    if (is_middle(x.roles[i]) &&
        (has_middle(y, x.ids[i]) || x.ids[i] == y.first(names::Role::kGiven)))
      return true;
  }
  return has_middle(y, x.first(names::Role::kGiven));
}

Company::Finding Company::find(std::uint32_t record, std::uint32_t other) const {
  if (group_.empty() || group_[record] == kAlone) return Finding::kNothing;
  const auto at = matched_.find(key_of(group_[record], prepared_.list[other]));
  if (at == matched_.end()) return Finding::kNothing;
  Finding found = Finding::kNothing;
  for (const Link& link : at->second) {
    if (link.record == record || link.partner == other) continue;
    if (related(link.partner, other)) return Finding::kRelatives;
    found = Finding::kOthers;
  }
  return found;
}

double Company::log_ratio(std::uint32_t a, std::uint32_t b, bool family_agrees) const {
  if (matched_.empty() || prepared_.list[a] == prepared_.list[b]) return 0;
  const auto& weight = weight_[family_agrees];
  return weight[static_cast<std::size_t>(find(a, b))] +
         weight[static_cast<std::size_t>(find(b, a))];
}

}  // namespace attest::link
