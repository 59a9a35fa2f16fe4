#include "estimate/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace attest::estimate {
namespace {

constexpr double kSeparateShare = 0.10;  // of the documented, and …
constexpr std::int64_t kSeparatePeople = 20;
constexpr std::int64_t kCopyListSize = 30;
constexpr double kCopyOdds = 100;

Pattern bit(int j) {
  return Pattern{1} << static_cast<unsigned>(j);
}

std::string names(const Table& table, const std::vector<int>& lists) {
  std::string out;
  for (const int j : lists) {
    if (!out.empty()) out += ", ";
    out += table.lists()[static_cast<std::size_t>(j)];
  }
  return out;
}

std::int64_t people_on(const Table& table, const std::vector<int>& lists) {
  Pattern mask = 0;
  for (const int j : lists) mask |= bit(j);
  std::int64_t sum = 0;
  for (const Cell& cell : table.cells())
    if ((cell.pattern & mask) != 0) sum += cell.count;
  return sum;
}

struct Separate {
  std::vector<int> lists;
  std::int64_t people = 0;
};

// All lists outside the main group, and who is on them.
Separate separate(const Table& table) {
  const auto groups = overlap_groups(table);
  Separate out;
  for (std::size_t g = 1; g < groups.size(); ++g)
    out.lists.insert(out.lists.end(), groups[g].begin(), groups[g].end());
  std::sort(out.lists.begin(), out.lists.end());
  out.people = people_on(table, out.lists);
  return out;
}

bool splits_the_table(const Separate& group, std::int64_t documented) {
  return group.people >= kSeparatePeople &&
         static_cast<double>(group.people) > kSeparateShare * static_cast<double>(documented);
}

// Among people on some third list: the 2 × 2 table of lists a and b.
struct Fourfold {
  double both = 0, only_a = 0, only_b = 0, neither = 0;
};

Fourfold fourfold(const Table& table, int a, int b) {
  Fourfold f;
  for (const Cell& cell : table.cells()) {
    if ((cell.pattern & ~(bit(a) | bit(b))) == 0) continue;
    const bool on_a = (cell.pattern & bit(a)) != 0;
    const bool on_b = (cell.pattern & bit(b)) != 0;
    double& slot = on_a ? (on_b ? f.both : f.only_a) : (on_b ? f.only_b : f.neither);
    slot += static_cast<double>(cell.count);
  }
  return f;
}

// Lower 95 % limit of the odds ratio (Woolf's interval with Haldane's half).
double lower_odds_ratio(const Fourfold& f) {
  const double a = f.both + 0.5, b = f.only_a + 0.5, c = f.only_b + 0.5, d = f.neither + 0.5;
  const double se = std::sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  return std::exp(std::log(a * d / (b * c)) - 1.959963984540054 * se);
}

void warn_of_copies(const Table& table, std::vector<Warning>& out) {
  for (int a = 0; a < table.list_count(); ++a)
    for (int b = a + 1; b < table.list_count(); ++b) {
      if (table.on_list(a) < kCopyListSize || table.on_list(b) < kCopyListSize) continue;
      const double odds = lower_odds_ratio(fourfold(table, a, b));
      if (odds <= kCopyOdds) continue;
      out.push_back(
          {"likely_copy",
           fmt::format("Lists {} look like copies of one another: among people on a third "
                       "list the odds of being on both are at least {:.0f} times what chance "
                       "gives. Ask where the list came from; merge them (--merge) if one was "
                       "made from the other.",
                       names(table, {a, b}), odds)});
    }
}

void warn_of_containment(const Table& table, std::vector<Warning>& out) {
  for (int a = 0; a < table.list_count(); ++a)
    for (int b = 0; b < table.list_count(); ++b) {
      const auto inside = table.on_list(a);
      if (a == b || inside < kCopyListSize || table.on_list(b) == inside) continue;
      if (static_cast<double>(table.on_all(bit(a) | bit(b))) < 0.95 * static_cast<double>(inside))
        continue;
      out.push_back({"contained_list",
                     fmt::format("Nearly everybody on list {} is also on list {}. If one was made "
                                 "from the other, it is no independent witness.",
                                 names(table, {a}), names(table, {b}))});
    }
}

// Lincoln-Petersen of each pair with an overlap of 10 or more; how far they are apart.
void warn_of_heterogeneity(const Table& table, std::vector<Warning>& out) {
  double lowest = 0, highest = 0;
  for (int a = 0; a < table.list_count(); ++a)
    for (int b = a + 1; b < table.list_count(); ++b) {
      const auto both = static_cast<double>(table.on_all(bit(a) | bit(b)));
      if (both < 10) continue;
      const double n =
          static_cast<double>(table.on_list(a)) * static_cast<double>(table.on_list(b)) / both;
      lowest = lowest == 0 ? n : std::min(lowest, n);
      highest = std::max(highest, n);
    }
  if (lowest == 0 || highest <= 2 * lowest) return;
  out.push_back(
      {"heterogeneity",
       fmt::format("Pairs of lists taken alone would say anything from {:.0f} to {:.0f}: lists "
                   "depend on one another, or people differ much in how often they are "
                   "recorded. No method corrects for that fully.",
                   lowest, highest)});
}

void warn_of_sparseness(const Table& table, std::vector<Warning>& out) {
  const int lists = table.list_count();
  if (table.documented() < 50)
    out.push_back(
        {"few_people", fmt::format("Only {} documented people: intervals lean on the prior.",
                                   table.documented())});
  if (lists == 3)
    out.push_back(
        {"three_lists",
         "With three lists the three-way interaction is assumed to be 0 and cannot be tested."});
  int empty = 0;
  for (int a = 0; a < lists; ++a)
    for (int b = a + 1; b < lists; ++b) empty += table.on_all(bit(a) | bit(b)) == 0 ? 1 : 0;
  if (empty > 0)
    out.push_back(
        {"sparse", fmt::format("{} of {} pairs of lists share nobody. Estimates lean on the "
                               "few overlaps there are.",
                               empty, lists * (lists - 1) / 2)});
}

}  // namespace

std::vector<std::vector<int>> overlap_groups(const Table& table) {
  const int lists = table.list_count();
  std::vector<int> group(static_cast<std::size_t>(lists));
  std::iota(group.begin(), group.end(), 0);
  for (const Cell& cell : table.cells()) {
    const int first = std::countr_zero(cell.pattern);
    for (int j = first + 1; j < lists; ++j) {
      if ((cell.pattern & bit(j)) == 0) continue;
      const int from = group[static_cast<std::size_t>(j)];
      const int into = group[static_cast<std::size_t>(first)];
      std::replace(group.begin(), group.end(), from, into);
    }
  }
  std::vector<std::vector<int>> out;
  for (int g = 0; g < lists; ++g) {
    std::vector<int> members;
    for (int j = 0; j < lists; ++j)
      if (group[static_cast<std::size_t>(j)] == g) members.push_back(j);
    if (!members.empty()) out.push_back(std::move(members));
  }
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) {
    return people_on(table, a) > people_on(table, b);
  });
  return out;
}

std::optional<Refusal> refuse(const Table& table, const std::vector<Derivation>& derived) {
  const Table filled = drop_empty_lists(table);
  if (filled.documented() == 0)
    return Refusal{"no_people", "The table holds nobody.", "At least one documented person."};
  if (filled.list_count() < 3)
    return Refusal{
        "too_few_lists",
        fmt::format("Only {} list(s) hold records. With two, whether being on one makes being "
                    "on the other likelier cannot be known, and the answer depends on it.",
                    filled.list_count()),
        "At least three lists with records, made independently of one another."};
  const auto& names_here = filled.lists();
  const auto here = [&](const std::string& name) {
    return std::find(names_here.begin(), names_here.end(), name) != names_here.end();
  };
  for (const Derivation& d : derived)
    if (here(d.list) && here(d.from))
      return Refusal{
          "derived_list",
          fmt::format("List {} was made from list {}: it is no independent witness.", d.list,
                      d.from),
          fmt::format("Treat them as one list (--merge {}+{}) or leave one out.", d.from, d.list)};
  const Separate group = separate(filled);
  if (splits_the_table(group, filled.documented()))
    return Refusal{
        "separate_populations",
        fmt::format("Lists {} share nobody with the others, and hold {} of {} documented "
                    "people: how the two groups overlap cannot be known.",
                    names(filled, group.lists), group.people, filled.documented()),
        "Overlapping lists: link the records of the groups, find a list that covers both, or "
        "estimate each population with three lists of its own."};
  return std::nullopt;
}

std::vector<Warning> warnings(const Table& table) {
  std::vector<Warning> out;
  for (int j = 0; j < table.list_count(); ++j)
    if (table.on_list(j) == 0)
      out.push_back({"empty_list", fmt::format("List {} holds nobody here and is left out.",
                                               table.lists()[static_cast<std::size_t>(j)])});
  const Table filled = drop_empty_lists(table);
  const Separate group = separate(filled);
  if (group.people > 0)
    out.push_back(
        {"separate_group", fmt::format("Lists {} ({} people) share nobody with the others.",
                                       names(filled, group.lists), group.people)});
  warn_of_copies(filled, out);
  warn_of_containment(filled, out);
  warn_of_heterogeneity(filled, out);
  warn_of_sparseness(filled, out);
  return out;
}

}  // namespace attest::estimate
