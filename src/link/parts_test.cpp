// The engine's small parts: dates, headers, columns, competition, SQL, Splink models.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "link/column.hpp"
#include "link/compete.hpp"
#include "link/day.hpp"
#include "link/prepared.hpp"
#include "link/roster.hpp"
#include "link/splink.hpp"
#include "link/sql.hpp"

namespace attest::link {
namespace {

DayValue day(std::string_view text) {
  return read_day(text, model::DayOrder::kDayFirst).value_or(DayValue{});
}

class TwoTexts final : public SqlRow {
 public:
  TwoTexts(SqlValue left, SqlValue right) : left_(std::move(left)), right_(std::move(right)) {}
  SqlValue column(Side side, std::size_t) const override {
    return side == Side::kLeft ? left_ : right_;
  }

 private:
  SqlValue left_, right_;
};

bool holds(std::string_view sql, SqlValue left, SqlValue right) {
  std::vector<std::string> columns;
  return SqlExpression::parse(sql, columns).holds(TwoTexts(std::move(left), std::move(right)));
}

}  // namespace

TEST_CASE("dates are read in the forms lists use") {
  CHECK(day("19560409") == day("1956-04-09"));
  CHECK(day("9.4.1956") == day("1956-04-09"));
  CHECK(day("1956").month == 0);
  CHECK(day("1856-86-18").month == 86);
  CHECK_FALSE(read_day("unknown", model::DayOrder::kDayFirst));
}

TEST_CASE("dates compare by slips and not by text") {
  CHECK(compare_days(day("1956-04-09"), day("1956-04-09")) == DayLevel::kEqual);
  CHECK(compare_days(day("1956-04-09"), day("1956-09-04")) == DayLevel::kSlip);
  CHECK(compare_days(day("1956-04-09"), day("1956-04-19")) == DayLevel::kSlip);
  CHECK(compare_days(day("1956-04-09"), day("1956-11-27")) == DayLevel::kOtherDay);
  CHECK(compare_days(day("1956"), day("1956-04-09")) == DayLevel::kSameYear);
  CHECK(compare_days(day("1956-04-09"), day("1981-11-27")) == DayLevel::kContradicts);
  CHECK(compare_days(day("1964-05-05"), day("1962-05-06")) == DayLevel::kNearYear);
  CHECK(compare_days(day("1964-05-05"), day("1963-05-06")) == DayLevel::kNearYear);
  CHECK(compare_days(day("1964-05-05"), day("1962-12-06")) == DayLevel::kContradicts);
  CHECK(compare_days(day("1964-05-05"), day("1963-12-06")) == DayLevel::kContradicts);
  CHECK(compare_days(DayValue{}, day("1956")) == DayLevel::kNone);
}

TEST_CASE("comparing dates does not depend on their order") {
  rc::check([] {
    const auto make = [] {
      DayValue value;
      value.year = static_cast<std::int16_t>(*rc::gen::inRange(1900, 1903));
      value.month = static_cast<std::uint8_t>(*rc::gen::inRange(0, 13));
      value.day = static_cast<std::uint8_t>(*rc::gen::inRange(0, 32));
      value.vague = *rc::gen::arbitrary<bool>();
      return value;
    };
    const auto a = make(), b = make();
    RC_ASSERT(compare_days(a, b) == compare_days(b, a));
  });
}

TEST_CASE("headers are recognised in several languages") {
  const auto role = [](std::string_view header) { return recognise_header(header)->role; };
  CHECK(role("First_Name") == Role::kGivenName);
  CHECK(role(" surname ") == Role::kFamilyName);
  CHECK(role("تاريخ الميلاد") == Role::kBirthDate);
  CHECK(role("Фамилия") == Role::kFamilyName);
  CHECK(role("soc_sec_id") == Role::kIdentifier);
  CHECK(recognise_header("email")->name == "email");
  CHECK_FALSE(recognise_header("colour of the door"));
}

TEST_CASE("sex and age are read from words") {
  CHECK(read_sex("Male") == Sex::kMale);
  CHECK(read_sex("أنثى") == Sex::kFemale);
  CHECK(read_sex("unknown") == Sex::kUnknown);
  CHECK(read_age("35") == 35);
  CHECK(read_age("7 months") == 0);
  CHECK(read_age("old") == -1);
  CHECK(read_age("400") == -1);
}

TEST_CASE("a column keeps every text and numbers equal texts alike") {
  rc::check([](const std::vector<std::string>& texts) {
    TextColumn column;
    for (const auto& text : texts) column.add(text);
    for (std::size_t i = 0; i < texts.size(); ++i) RC_ASSERT(column[i] == texts[i]);
    RC_ASSERT(column.distinct() == std::set<std::string>(texts.begin(), texts.end()).size());
  });
}

TEST_CASE("two equal rivals share a chance and nobody has more than one partner") {
  const std::vector<Rival> two = {{0, 0, 10}, {0, 1, 10}};
  const auto chances = link_chances(two, 1, 2);
  CHECK(chances[0] == doctest::Approx(10.0 / 21));
  CHECK(chances[1] == doctest::Approx(10.0 / 21));
  rc::check([] {
    std::vector<Rival> rivals;
    std::set<std::pair<unsigned, unsigned>> seen;
    const int count = *rc::gen::inRange(1, 12);
    for (int i = 0; i < count; ++i) {
      const auto l = *rc::gen::inRange(0U, 4U), r = *rc::gen::inRange(0U, 4U);
      if (seen.insert({l, r}).second) rivals.push_back({l, r, std::exp(*rc::gen::inRange(-3, 6))});
    }
    const auto linked = link_chances(rivals, 4, 4);
    std::array<double, 4> sums{};
    for (std::size_t i = 0; i < rivals.size(); ++i) sums[rivals[i].left] += linked[i];
    for (const double sum : sums) RC_ASSERT(sum < 1.02);
  });
}

TEST_CASE("two records of one person do not compete as far as they are one") {
  const std::vector<Rival> two = {{0, 0, 10}, {0, 1, 10}};
  const auto chances_at = [&two](double same) {
    const std::vector<Allies> allies = {{0, 1, same}};
    return link_chances(two, 1, 2, allies).front();
  };
  CHECK(chances_at(0) == doctest::Approx(10.0 / 21));
  CHECK(chances_at(1) == doctest::Approx(10.0 / 11));
  CHECK(chances_at(0.5) > chances_at(0.4));
}

TEST_CASE("the SQL of Splink models is evaluated over code points") {
  CHECK(holds("\"n_l\" = \"n_r\"", "ana", "ana"));
  CHECK_FALSE(holds("\"n_l\" = \"n_r\"", "ana", SqlValue{}));
  CHECK(holds("\"n_l\" IS NULL OR \"n_r\" IS NULL", SqlValue{}, "x"));
  CHECK(holds("jaro_winkler_similarity(n_l, n_r) >= 0.88", "martha", "marhta"));
  CHECK(holds("levenshtein(n_l::VARCHAR, n_r) <= 1", "ана", "аня"));
  CHECK(holds("SUBSTR(l.n, 1, 2) = SUBSTR(r.n, 1, 2)", "abc", "abd"));
  CHECK(holds(
      "abs(epoch(try_strptime(n_l, '%Y-%m-%d')) - epoch(try_strptime(n_r, '%Y-%m-%d'))) <= 86400",
      "1990-01-01", "1990-01-02"));
  CHECK(holds(
      "NULLIF(regexp_extract(n_l, '^[^@]+', 0), '') = NULLIF(regexp_extract(n_r, '^[^@]+', 0), '')",
      "a@x.org", "a@y.org"));
  CHECK(holds("array_length(list_intersect(n_l, n_r)) >= 1", "a;b", "b;c"));
  CHECK_FALSE(holds("NOT (n_l = n_r)", SqlValue{}, "x"));
}

TEST_CASE("SQL that is not understood is told with its place") {
  std::vector<std::string> columns;
  for (const std::string_view sql :
       {"n_l ==", "f(n_l)", "name = 1", "'open", "n_l = n_r n_l", ""}) {
    CHECK_THROWS_AS(static_cast<void>(SqlExpression::parse(sql, columns)), base::Error);
  }
}

TEST_CASE("a blocking rule is split into keys and filters") {
  std::vector<std::string> columns;
  const auto rule = SqlExpression::parse(
      "l.a = r.a AND (substr(l.b,1,2) = substr(r.b,1,2)) AND l.c <> r.c", columns);
  const auto parts = rule.conjuncts();
  REQUIRE(parts.size() == 3);
  SqlExpression left = parts[0];
  CHECK(parts[0].is_equality_of_sides(left));
  CHECK(parts[1].is_equality_of_sides(left));
  CHECK_FALSE(parts[2].is_equality_of_sides(left));
}

TEST_CASE("a Splink model runs with its own weights") {
  const auto json = base::parse_json_or_throw(R"({"link_type":"dedupe_only",
    "probability_two_random_records_match":0.5,
    "blocking_rules_to_generate_predictions":["l.town = r.town"],
    "comparisons":[{"output_column_name":"n","comparison_levels":[
      {"sql_condition":"n_l IS NULL OR n_r IS NULL","is_null_level":true},
      {"sql_condition":"n_l = n_r","m_probability":0.8,"u_probability":0.1},
      {"sql_condition":"ELSE","m_probability":0.2,"u_probability":0.9}]}]})",
                                              "model");
  const SplinkModel model = read_splink(json, "model");
  Roster roster;
  roster.name = "r";
  roster.rows = 3;
  for (const auto* name : {"n", "town"}) {
    Field field;
    field.name = name;
    roster.fields.push_back(field);
  }
  for (const auto* n : {"ana", "ana", "ivo"}) roster.fields[0].texts.add(n);
  for (int i = 0; i < 3; ++i) roster.fields[1].texts.add("x");
  const std::vector<Roster> rosters = {roster};
  const Linkage linkage = link_by_splink(rosters, model, {}, base::silent_reporter());
  REQUIRE(linkage.candidates.pairs.size() == 3);
  CHECK(linkage.odds[0] == doctest::Approx(3.0));           // log2(0.8 / 0.1)
  CHECK(linkage.odds[1] == doctest::Approx(-2.169925001));  // log2(0.2 / 0.9)
  CHECK(linkage.clusters.of[0] == linkage.clusters.of[1]);
  CHECK(linkage.clusters.of[2] == 2);
}

}  // namespace attest::link
