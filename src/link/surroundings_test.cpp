#include <doctest/doctest.h>
#include <fmt/format.h>

#include "link/comparers.hpp"
#include "link/link.hpp"

namespace attest::link {
namespace {

// Invented people: families of three, listed by incident on the first list.
struct Lists {
  std::vector<Roster> rosters;
  std::uint32_t families = 0;
};

Field field_of(Role role) {
  Field field;
  field.role = role;
  return field;
}

Lists make_lists(std::uint32_t families) {
  constexpr std::array<const char*, 3> kGiven = {"Amar", "Belma", "Cvita"};
  Lists lists;
  lists.families = families;
  for (const bool first : {true, false}) {
    Roster roster;
    roster.name = first ? "by incident" : "register";
    for (const Role role : {Role::kGivenName, Role::kFatherName, Role::kFamilyName})
      roster.fields.push_back(field_of(role));
    if (first) roster.fields.push_back(field_of(Role::kIncident));
    for (std::uint32_t family = 0; family < families; ++family) {
      for (const char* given : kGiven) {
        roster.fields[0].texts.add(given);
        roster.fields[1].texts.add(fmt::format("Mirza{}", char('a' + family % 20)));
        roster.fields[2].texts.add(fmt::format("Hodz{}", char('a' + family / 2 % 20)));
        if (first) roster.fields[3].texts.add(fmt::format("i{}", family));
        ++roster.rows;
      }
    }
    lists.rosters.push_back(std::move(roster));
  }
  return lists;
}

/// Every record of the first list with its own on the second, at a chance by record.
template <typename Chance>
std::vector<float> link_to_self(const Lists& lists, std::vector<PairIds>& pairs, Chance chance) {
  std::vector<float> chances;
  for (std::uint32_t record = 0; record < 3 * lists.families; ++record) {
    pairs.push_back({record, record + 3 * lists.families});
    chances.push_back(chance(record));
  }
  return chances;
}

}  // namespace

TEST_CASE("whole incidents on the other list raise the odds of those listed there") {
  const Lists lists = make_lists(60);
  const Prepared prepared = prepare(lists.rosters, 1, base::silent_reporter());
  std::vector<PairIds> pairs;
  const auto chances = link_to_self(lists, pairs, [](std::uint32_t record) {
    return record / 3 % 2 == 0 ? 0.95F : 0.05F;  // every other incident is on the other list
  });
  const Coverage coverage(prepared, Listings(prepared), pairs, chances);
  CHECK(coverage.log_odds(0, 200) > 1);
  CHECK(coverage.log_odds(3, 200) < -1);
  CHECK(coverage.log_odds(0, 1) == 0);  // inside a list
}

TEST_CASE("incidents that tell nothing move nothing") {
  const Lists lists = make_lists(60);
  const Prepared prepared = prepare(lists.rosters, 1, base::silent_reporter());
  std::vector<PairIds> pairs;
  const auto chances = link_to_self(
      lists, pairs, [](std::uint32_t record) { return record % 3 == 0 ? 0.95F : 0.05F; });
  const Coverage coverage(prepared, Listings(prepared), pairs, chances);
  for (std::uint32_t record = 0; record < 180; ++record) CHECK(coverage.log_odds(record, 200) == 0);
}

TEST_CASE("a record is likelier of the family that its company was matched to") {
  const Lists lists = make_lists(60);
  const Prepared prepared = prepare(lists.rosters, 1, base::silent_reporter());
  const auto comparisons = choose_comparisons(prepared);
  const Commonness commonness(prepared, std::vector<float>(prepared.size(), 1.0F));
  Candidates candidates;
  auto chances = link_to_self(lists, candidates.pairs, [](std::uint32_t) { return 0.95F; });
  for (std::uint32_t record = 0; record < 180; ++record) {
    candidates.pairs.push_back({record, 180 + (record + 21) % 180});  // a namesake elsewhere
    chances.push_back(0.01F);
  }
  Comparers comparers(prepared, comparisons, commonness, 1);
  candidates.evidence = comparers.compare(candidates.pairs, base::silent_reporter());
  const Company company(prepared, Listings(prepared), comparisons, candidates, chances);
  CHECK(company.log_ratio(0, 180, true) > 1);   // its own record: brothers beside it
  CHECK(company.log_ratio(0, 201, true) <= 0);  // the namesake: strangers
  CHECK(company.log_ratio(0, 1, true) == 0);    // inside a list
}

TEST_CASE("a stored model looks around the records it is given") {
  Lists lists = make_lists(60);
  for (auto& roster : lists.rosters) roster.once = true;
  const Linkage trained = link(lists.rosters, {}, base::silent_reporter());
  Settings stored;
  stored.model = trained.model;
  stored.model->surroundings = nullptr;
  const Linkage again = link(lists.rosters, stored, base::silent_reporter());
  REQUIRE(again.model.surroundings != nullptr);
  CHECK(again.clusters.of == trained.clusters.of);
}

}  // namespace attest::link
