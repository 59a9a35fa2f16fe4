#include "link/link.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/random.hpp"
#include "link/explain.hpp"
#include "link/lineage.hpp"
#include "link/model_io.hpp"
#include "link/sample.hpp"
#include "link/score.hpp"

namespace attest::link {
namespace {

// Invented people. A small world of families, so that relatives exist.
const std::array<const char*, 12> kGiven = {"Amar",  "Belma", "Cvita", "Dino",  "Emir", "Fata",
                                            "Goran", "Hana",  "Ivo",   "Jasna", "Kemo", "Lejla"};
const std::array<const char*, 10> kFather = {"Mirza", "Nusret", "Omer",  "Petar", "Rasim",
                                             "Salih", "Tarik",  "Uglje", "Vedad", "Zoran"};
const std::array<const char*, 14> kFamily = {"Agic",   "Begovic", "Catic", "Delic", "Fazlic",
                                             "Gavran", "Hodzic",  "Ibric", "Jukic", "Kovac",
                                             "Lukic",  "Mesic",   "Nikic", "Osmic"};

struct World {
  std::vector<Roster> rosters;
  std::vector<std::uint32_t> truth;
};

Field field_of(Role role) {
  Field field;
  field.role = role;
  return field;
}

/// `people` people in `lists` lists; each stands on a list with probability 0.7.
World make_world(std::size_t people, std::size_t lists, std::uint64_t seed) {
  base::Stream stream(seed, 1);
  World world;
  std::vector<std::array<std::string, 4>> all;
  for (std::size_t i = 0; i < people; ++i) {
    const auto family = stream.below(kFamily.size()), father = stream.below(kFather.size());
    all.push_back({kGiven[stream.below(kGiven.size())], kFather[father], kFamily[family],
                   fmt::format("{:04}-{:02}-{:02}", 1930 + stream.below(70), 1 + stream.below(12),
                               1 + stream.below(28))});
  }
  for (std::size_t list = 0; list < lists; ++list) {
    Roster roster;
    roster.name = fmt::format("list {}", list + 1);
    for (const Role role :
         {Role::kGivenName, Role::kFatherName, Role::kFamilyName, Role::kBirthDate}) {
      roster.fields.push_back(field_of(role));
    }
    for (std::size_t i = 0; i < people; ++i) {
      if (stream.uniform() > 0.7) continue;
      for (std::size_t f = 0; f < 4; ++f) {
        const bool missing = f == 1 && stream.uniform() < 0.1;
        roster.fields[f].texts.add(missing ? std::string() : all[i][f]);
      }
      ++roster.rows;
      world.truth.push_back(static_cast<std::uint32_t>(i + 1));
    }
    world.rosters.push_back(std::move(roster));
  }
  return world;
}

Linkage run(const World& world, Settings settings = {}) {
  return link(world.rosters, settings, base::silent_reporter());
}

}  // namespace

TEST_CASE("records of one person meet and relatives stay apart") {
  const World world = make_world(400, 2, 7);
  const Linkage linkage = run(world);
  const Scores scores = score(*linkage.prepared, world.truth, linkage.candidates.pairs,
                              linkage.chances, linkage.clusters.of, 0.5);
  CHECK(scores.at_default.f1 > 0.97);
  CHECK(scores.clusters.f1 > 0.97);
  CHECK(linkage.clusters.largest <= 3);
}

TEST_CASE("the number of threads changes nothing") {
  const World world = make_world(300, 2, 8);
  Settings one, two;
  one.threads = 1;
  two.threads = 2;
  const Linkage a = run(world, one), b = run(world, two);
  CHECK(a.clusters.of == b.clusters.of);
  CHECK(a.candidates.pairs == b.candidates.pairs);
  CHECK(a.chances == b.chances);
  CHECK(model_text(a.model, a.rules) == model_text(b.model, b.rules));
  const auto x = draw_samples(a, 4, {}, 3, 1, base::silent_reporter());
  const auto y = draw_samples(b, 4, {}, 3, 2, base::silent_reporter());
  CHECK(x.partitions == y.partitions);
}

TEST_CASE("a list that holds nobody twice gives nobody two of its records") {
  World world = make_world(300, 2, 9);
  for (auto& roster : world.rosters) roster.once = true;
  const Linkage linkage = run(world);
  std::vector<std::array<int, 2>> sizes(linkage.prepared->size(), {0, 0});
  for (std::uint32_t record = 0; record < linkage.prepared->size(); ++record) {
    ++sizes[linkage.clusters.of[record]][linkage.prepared->list[record]];
  }
  for (const auto& each : sizes) CHECK(std::max(each[0], each[1]) <= 1);
  for (const auto& pair : linkage.candidates.pairs) {
    CHECK(linkage.prepared->list[pair.a] != linkage.prepared->list[pair.b]);
  }
}

TEST_CASE("decisions of people hold whatever the records say") {
  const World world = make_world(200, 2, 10);
  const Linkage before = run(world);
  PairIds joined{}, apart{};
  for (std::size_t i = 0; i < before.chances.size(); ++i) {
    const auto pair = before.candidates.pairs[i];
    if (before.clusters.of[pair.a] == before.clusters.of[pair.b]) joined = pair;
  }
  for (std::uint32_t b = 1; b < before.prepared->size(); ++b) {
    if (before.clusters.of[b] != before.clusters.of[0]) apart = {0, b};
  }
  Settings settings;
  settings.constraints.different = {joined};
  settings.constraints.same = {apart};
  const Linkage after = run(world, settings);
  CHECK(after.clusters.of[joined.a] != after.clusters.of[joined.b]);
  CHECK(after.clusters.of[apart.a] == after.clusters.of[apart.b]);
  const auto samples = draw_samples(after, 5, settings.constraints, 1, 1, base::silent_reporter());
  for (const auto& partition : samples.partitions) {
    std::vector<std::uint32_t> of = after.clusters.of;
    for (std::size_t i = 0; i < samples.in_doubt.size(); ++i) {
      of[samples.in_doubt[i]] = partition[i];
    }
    CHECK(of[joined.a] != of[joined.b]);
  }
}

TEST_CASE("the steps of an explanation add up to its total") {
  const World world = make_world(200, 2, 11);
  const Linkage linkage = run(world);
  for (std::size_t i = 0; i < linkage.candidates.pairs.size(); i += 7) {
    const auto explanation = explain(linkage, linkage.candidates.pairs[i]);
    double sum = explanation.prior + explanation.relatives;
    for (const auto& step : explanation.steps) sum += step.bits + step.rarity;
    CHECK(sum == doctest::Approx(explanation.total).epsilon(1e-6));
    CHECK(explanation.relatives <= 1e-9);
  }
}

TEST_CASE("a model that was written reads back and scores the same") {
  const World world = make_world(200, 2, 12);
  const Linkage trained = run(world);
  const auto json =
      base::parse_json_or_throw(model_text(trained.model, trained.rules), "model.json");
  Settings settings;
  settings.model = read_model(json, "model.json");
  const Linkage again = run(world, settings);
  CHECK(again.model.comparisons.size() == trained.model.comparisons.size());
  CHECK(again.clusters.count ==
        doctest::Approx(static_cast<double>(trained.clusters.count)).epsilon(0.02));
  const auto spoilt = base::parse_json_or_throw(R"({"attest":{"lists":2}})", "x");
  CHECK_THROWS_AS(static_cast<void>(read_model(spoilt, "x")), base::Error);
}

TEST_CASE("a model of other lists is refused") {
  const World two = make_world(200, 2, 15);
  Settings settings;
  settings.model = run(two).model;
  const World one = make_world(200, 1, 15);
  CHECK_THROWS_AS(static_cast<void>(run(one, settings)), base::Error);
  World without_births = two;
  for (auto& roster : without_births.rosters) roster.fields.pop_back();
  CHECK_THROWS_AS(static_cast<void>(run(without_births, settings)), base::Error);
  settings.model->comparisons.front().levels.pop_back();
  CHECK_THROWS_AS(static_cast<void>(run(two, settings)), base::Error);
}

TEST_CASE("a copied list is told from an independent one") {
  World world = make_world(300, 1, 13);
  world.rosters.push_back(world.rosters.front());
  world.rosters.back().name = "copy";
  const Linkage linkage = run(world);
  const auto lineage = trace_lineage(world.rosters, linkage);
  REQUIRE(lineage.size() == 1);
  CHECK(lineage.front().kinship == Kinship::kCopy);
  CHECK(lineage.front().same_order > 0.9);
}

TEST_CASE("lists without a column about people are refused with a remedy") {
  Roster roster;
  roster.name = "empty";
  roster.fields.push_back(field_of(Role::kId));
  roster.fields.back().texts.add("1");
  roster.rows = 1;
  const std::vector<Roster> rosters = {roster};
  CHECK_THROWS_AS(static_cast<void>(link(rosters, {}, base::silent_reporter())), base::Error);
}

TEST_CASE("a memory limit that is too small is refused before work begins") {
  const World world = make_world(100, 1, 14);
  Settings settings;
  settings.memory = 1'000'000;
  CHECK_THROWS_AS(static_cast<void>(run(world, settings)), base::Error);
}

}  // namespace attest::link
