#include "link/lineage.hpp"

#include <algorithm>
#include <map>

namespace attest::link {
namespace {

constexpr std::uint64_t kEnough = 30;

/// The name of a row as it is written, over all name columns.
std::string written_name(const Roster& roster, std::uint32_t row) {
  std::string name;
  for (const auto& field : roster.fields) {
    if (field.role < Role::kName || field.role > Role::kPatronymic) continue;
    name += field.texts[row];
    name += '\x1f';
  }
  return name;
}

/// True where a record has a word that only a pair of records could share.
std::vector<bool> with_rare_words(const Prepared& prepared) {
  std::vector<std::uint32_t> uses(prepared.lexicon.size(), 0);
  for (const auto& name : prepared.names) {
    for (std::size_t i = 0; i < name.count; ++i) ++uses[name.ids[i]];
  }
  std::vector<bool> rare(prepared.size(), false);
  for (std::uint32_t record = 0; record < prepared.size() && prepared.spellings > 0; ++record) {
    const auto& name = prepared.names_of(record).front();
    for (std::size_t i = 0; i < name.count; ++i) {
      if (uses[name.ids[i]] <= 2) rare[record] = true;
    }
  }
  return rare;
}

struct Meeting {
  std::uint32_t a, b;  // records
};

Lineage judge(std::span<const Roster> rosters, const Prepared& prepared,
              const std::vector<bool>& rare, std::vector<Meeting> meetings, double smaller) {
  Lineage found;
  std::sort(meetings.begin(), meetings.end(),
            [](const Meeting& x, const Meeting& y) { return x.a < y.a; });
  double equal = 0, rare_equal = 0, in_order = 0;
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const auto a = prepared.numbering.ref(meetings[i].a), b = prepared.numbering.ref(meetings[i].b);
    const bool same = written_name(rosters[a.list], a.row) == written_name(rosters[b.list], b.row);
    equal += same;
    if (rare[meetings[i].a] || rare[meetings[i].b]) {
      ++found.rare;
      rare_equal += same;
    }
    if (i > 0) in_order += meetings[i].b > meetings[i - 1].b;
  }
  found.linked = meetings.size();
  const auto n = static_cast<double>(meetings.size());
  found.share_of_smaller = smaller > 0 ? n / smaller : 0;
  found.same_spelling = n > 0 ? equal / n : 0;
  found.same_rare_spelling = found.rare > 0 ? rare_equal / static_cast<double>(found.rare) : 0;
  found.same_order = n > 1 ? in_order / (n - 1) : 0.5;
  const bool alike =
      found.same_spelling >= 0.8 || (found.same_spelling >= 0.5 && found.same_order >= 0.9);
  if (found.linked < kEnough) return found;
  found.kinship = alike && found.share_of_smaller >= 0.6 ? Kinship::kCopy : Kinship::kIndependent;
  return found;
}

}  // namespace

std::string_view word(Kinship kinship) {
  switch (kinship) {
    case Kinship::kCopy:
      return "copy";
    case Kinship::kIndependent:
      return "independent";
    case Kinship::kUnclear:
      return "unclear";
  }
  return "unclear";
}

std::vector<Lineage> trace_lineage(std::span<const Roster> rosters, const Linkage& linkage) {
  const Prepared& prepared = *linkage.prepared;
  if (prepared.list_names.size() < 2) return {};
  const auto rare = with_rare_words(prepared);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Meeting>> meetings;
  std::vector<std::map<std::uint32_t, std::uint32_t>> first(
      prepared.size());  // by cluster: list → record
  std::vector<double> people(prepared.list_names.size(), 0);
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    auto& lists = first[linkage.clusters.of[record]];
    if (!lists.emplace(prepared.list[record], record).second) continue;
    ++people[prepared.list[record]];
    for (const auto& [list, other] : lists) {
      if (list != prepared.list[record]) {
        const auto key = std::minmax(list, prepared.list[record]);
        const bool ordered = list < prepared.list[record];
        meetings[{key.first, key.second}].push_back(ordered ? Meeting{other, record}
                                                            : Meeting{record, other});
      }
    }
  }
  std::vector<Lineage> all;
  for (auto& [lists, each] : meetings) {
    const double smaller = std::min(people[lists.first], people[lists.second]);
    all.push_back(judge(rosters, prepared, rare, std::move(each), smaller));
    all.back().list_a = lists.first;
    all.back().list_b = lists.second;
  }
  return all;
}

}  // namespace attest::link
