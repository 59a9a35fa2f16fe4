#include "estimate/refusal.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "base/error.hpp"
#include "estimate/impl/tables_for_tests.hpp"

using namespace attest::estimate;

namespace {

bool warns(const Table& table, const std::string& code) {
  const auto list = warnings(table);
  return std::any_of(list.begin(), list.end(), [&](const Warning& w) { return w.code == code; });
}

}  // namespace

TEST_CASE("equal patterns are added up and the margins follow") {
  const Table table({"A", "B"}, {{1, 3}, {3, 2}, {1, 4}, {2, 0}});
  CHECK(table.documented() == 9);
  CHECK(table.cells().size() == 2);
  CHECK(table.count(1) == 7);
  CHECK(table.on_list(0) == 9);
  CHECK(table.on_all(3) == 2);
}

TEST_CASE("people on no list and negative counts are refused") {
  using attest::base::Error;
  CHECK_THROWS_AS(Table({"A"}, {{0, 5}}), Error);
  CHECK_THROWS_AS(Table({"A"}, {{1, -1}}), Error);
  CHECK_THROWS_AS(Table({"A"}, {{2, 1}}), Error);
  CHECK_THROWS_AS(Table({"A"}, {{1, 2'000'000'000}}), Error);
}

TEST_CASE("merging two lists keeps everybody") {
  const Table merged = merge_lists(for_tests::kosovo(), {0, 2});
  CHECK(merged.lists() == std::vector<std::string>{"EXH+OSCE", "ABA", "HRW"});
  CHECK(merged.documented() == 4400);
  CHECK(merged.on_list(0) == for_tests::kosovo().on_list(0) + for_tests::kosovo().on_list(2) -
                                 for_tests::kosovo().on_all(5));
}

TEST_CASE("two lists are refused however many people they hold") {
  const auto refusal = refuse(Table({"A", "B", "C"}, {{1, 500}, {2, 400}, {3, 100}}));
  REQUIRE(refusal);
  CHECK(refusal->code == "too_few_lists");
}

TEST_CASE("a large group of lists that shares nobody is refused and a small one is not") {
  const Table large({"A", "B", "C", "D"}, {{1, 50}, {2, 50}, {4, 50}, {3, 20}, {6, 20}, {8, 40}});
  REQUIRE(refuse(large));
  CHECK(refuse(large)->code == "separate_populations");
  const Table small({"A", "B", "C", "D"}, {{1, 50}, {2, 50}, {4, 50}, {3, 20}, {6, 20}, {8, 4}});
  CHECK_FALSE(refuse(small));
  CHECK(warns(small, "separate_group"));
}

TEST_CASE("a list that was made from another is refused until they are merged") {
  const Table table = for_tests::kosovo();
  const std::vector<Derivation> derived{{"HRW", "OSCE"}};
  REQUIRE(refuse(table, derived));
  CHECK(refuse(table, derived)->code == "derived_list");
  CHECK_FALSE(refuse(merge_lists(table, {2, 3}), derived));
}

TEST_CASE("a copy is noticed from the table alone and independent lists are not accused") {
  // D is on 95 of 100 people of A and nobody else.
  const Table copied({"A", "B", "C", "D"}, {{1, 10},
                                            {9, 190},
                                            {2, 200},
                                            {3, 5},
                                            {11, 95},
                                            {4, 200},
                                            {5, 5},
                                            {13, 95},
                                            {6, 100},
                                            {7, 3},
                                            {15, 47}});
  CHECK(warns(copied, "likely_copy"));
  CHECK_FALSE(warns(for_tests::kosovo(), "likely_copy"));
}

TEST_CASE("dropping empty lists changes no count") {
  rc::check("dropping empty lists changes no count", [] {
    const auto counts = *rc::gen::container<std::vector<int>>(7, rc::gen::inRange(0, 5));
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < counts.size(); ++i) cells.push_back({2 * (i + 1), counts[i]});
    const Table table({"empty", "A", "B", "C"}, cells);
    RC_ASSERT(drop_empty_lists(table).documented() == table.documented());
    RC_ASSERT(drop_empty_lists(table).list_count() <= 3);
  });
}
