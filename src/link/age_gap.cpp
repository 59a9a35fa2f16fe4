#include "link/age_gap.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "link/hashing.hpp"
#include "link/prepared.hpp"

namespace attest::link {
namespace {

constexpr std::size_t kMostLists = 200;      // beyond, the table would outgrow its use
constexpr std::size_t kMostNamesakes = 200;  // records of one name that are looked at
constexpr double kFewest = 30;

struct Named {
  std::uint64_t key;
  std::uint32_t record;
};

/// Equal for names of equal consonants in equal order, in any script; 0 for names of one word.
std::uint64_t name_key(const Prepared& prepared, std::uint32_t record) {
  const auto& name = prepared.names_of(record).front();
  std::uint64_t key = 0;
  std::size_t words = 0;
  for (std::size_t i = 0; i < name.count; ++i) {
    const auto role = name.roles[i];
    if (role == names::Role::kRelation || role == names::Role::kKunya) continue;
    key = mix(key, prepared.lexicon.skeleton(name.ids[i]));
    ++words;
  }
  return words < 2 ? 0 : key | 1;
}

std::vector<Named> named_records(const Prepared& prepared) {
  std::vector<Named> all;
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    if (prepared.age[record] < 0) continue;
    const auto key = name_key(prepared, record);
    if (key != 0) all.push_back({key, record});
  }
  std::sort(all.begin(), all.end(), [](const Named& x, const Named& y) {
    return x.key != y.key ? x.key < y.key : x.record < y.record;
  });
  return all;
}

using Counts = std::map<int, double>;

AgeGap gap_of(const Counts& counts) {
  double total = 0, most = 0;
  AgeGap gap;
  for (const auto& [years, count] : counts) {
    total += count;
    if (count <= most) continue;
    most = count;
    gap.usual = years;
  }
  if (total < kFewest || most < total / 5) return {};
  const auto at = [&counts](int years) {
    const auto found = counts.find(years);
    return found == counts.end() ? 0.0 : found->second;
  };
  const double above = at(gap.usual + 1), below = at(gap.usual - 1);
  if (above > 2 * below) gap.lean = 1;
  if (below > 2 * above) gap.lean = -1;
  return gap;
}

/// The records of one name that are alone with it on their list.
std::vector<std::uint32_t> alone_on_list(const Prepared& prepared, const Named* from,
                                         const Named* to) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> by_list;
  for (const Named* at = from; at != to; ++at)
    by_list[prepared.list[at->record]].push_back(at->record);
  std::vector<std::uint32_t> alone;
  for (const auto& [list, records] : by_list) {
    if (records.size() == 1) alone.push_back(records.front());
  }
  return alone;
}

}  // namespace

AgeGaps::AgeGaps(const Prepared& prepared) : lists_(prepared.list_names.size()) {
  gaps_.resize(lists_ <= kMostLists ? lists_ * lists_ : 0);
  if (lists_ < 2 || gaps_.empty() || prepared.age.empty() || prepared.spellings == 0) return;
  const auto all = named_records(prepared);
  std::map<std::size_t, Counts> counts;
  for (std::size_t from = 0; from < all.size();) {
    std::size_t to = from + 1;
    while (to < all.size() && all[to].key == all[from].key) ++to;
    if (to - from > 1 && to - from <= kMostNamesakes) {
      const auto alone = alone_on_list(prepared, all.data() + from, all.data() + to);
      for (std::size_t i = 0; i < alone.size(); ++i) {
        for (std::size_t j = i + 1; j < alone.size(); ++j) {
          const auto place = prepared.list[alone[i]] * lists_ + prepared.list[alone[j]];
          ++counts[place][prepared.age[alone[j]] - prepared.age[alone[i]]];
        }
      }
    }
    from = to;
  }
  for (const auto& [place, differences] : counts) gaps_[place] = gap_of(differences);
}

AgeGap AgeGaps::between(std::uint32_t earlier, std::uint32_t later) const {
  return gaps_.empty() ? AgeGap{} : gaps_[earlier * lists_ + later];
}

unsigned AgeGaps::level(std::uint32_t list_a, int age_a, std::uint32_t list_b, int age_b) const {
  const bool in_order = list_a <= list_b;
  const AgeGap gap = in_order ? between(list_a, list_b) : between(list_b, list_a);
  const int apart = (in_order ? age_b - age_a : age_a - age_b) - gap.usual;
  const int years = std::abs(apart);
  if (years == 0) return 1;
  if (years == 1) return gap.lean == 0 || apart == gap.lean ? 2 : 3;
  return years <= 3 ? 4 : years <= 9 ? 5 : 6;
}

}  // namespace attest::link
