#include "intake/mapping.hpp"

#include <doctest/doctest.h>

#include "intake/test_reading.hpp"

namespace attest::intake {
namespace {

constexpr const char* kToml = R"(
noun = "figure"
list = "claims"
key = ["id"]
day_order = "month first"
[columns]
id = "key"
who = "asserter"
when = "said_date"
count = "value"
unit = { split = "/", into = ["measure", "category"] }
kind = { property = "asserter_kind", values = { "the papers" = "press" } }
[constants]
about = "Alpha"
)";

std::string refusal(const std::string& toml) {
  try {
    parse_mapping(toml, "map.toml");
  } catch (const base::Error& error) {
    return error.message();
  }
  return {};
}

struct Applying {
  std::vector<Applied> rows;
  std::vector<std::string> properties;
};

Applying apply_all(const std::string& toml, const std::string& csv) {
  const base::MemorySource source(csv, "list.csv");
  const auto reader = open(source);
  const Applier applier(parse_mapping(toml, "map.toml"), reader->head(), "list.csv");
  Applying out{{}, applier.properties()};
  Batch batch;
  while (reader->next(batch))
    for (std::size_t i = 0; i < batch.size(); ++i) {
      out.rows.emplace_back();
      applier.apply(batch[i], out.rows.back());
    }
  return out;
}

TEST_CASE("a row becomes cells with text and reading") {
  const auto got = apply_all(
      kToml, "id,who,when,count,unit,kind\nA1,Ministry,02/26/1992,613,killed/women,the papers\n");
  REQUIRE(got.rows.size() == 1);
  const Applied& row = got.rows[0];
  CHECK(row.refusals.empty());
  CHECK(row.key == "A1");
  CHECK(got.properties == std::vector<std::string>{"key", "asserter", "said_date", "value",
                                                   "measure", "category", "asserter_kind",
                                                   "about"});
  CHECK(row.cells[1].text == "Ministry");
  CHECK(row.cells[2].parsed == "1992-02-26");
  CHECK(row.cells[4].text == "killed");
  CHECK(row.cells[5].text == "women");
  CHECK(row.cells[6].text == "the papers");
  CHECK(row.cells[6].parsed == "press");
  CHECK(row.cells[7].text == "Alpha");
}

TEST_CASE("a cell that cannot be read refuses its row naming row column and value") {
  const auto got = apply_all(kToml,
                             "id,who,when,count,unit,kind\nA1,M,02/31/1992,5,killed/"
                             "all,press\nA2,M,1992,6,killed/all,press\n");
  REQUIRE(got.rows[0].refusals.size() == 1);
  const Refusal& refused = got.rows[0].refusals[0];
  CHECK(refused.row == 0);
  CHECK(refused.column == "when");
  CHECK(refused.value == "02/31/1992");
  CHECK_FALSE(refused.reason.empty());
  CHECK_FALSE(refused.remedy.empty());
  CHECK(got.rows[1].refusals.empty());
}

TEST_CASE("missing cells stay missing parts that are not there too") {
  const auto got = apply_all(kToml, "id,who,when,count,unit,kind\nA1,,,,killed\n");
  const Applied& row = got.rows[0];
  CHECK(row.cells[1].text == "");
  CHECK(row.cells[4].text == "killed");
  CHECK_FALSE(row.cells[5].text);
  CHECK_FALSE(row.cells[6].text);
}

TEST_CASE("a column that the table lacks is told with those it has") {
  try {
    apply_all(kToml, "id,who,date\n1,2,3\n");
    FAIL("applied");
  } catch (const base::Error& error) {
    CHECK(error.code() == base::Code::kNotFound);
    CHECK(error.message().find("when") != std::string::npos);
    CHECK(error.message().find("id, who, date") != std::string::npos);
  }
}

TEST_CASE("a wrong mapping is told with file line and remedy") {
  CHECK(refusal("noun = \"ghost\"\n").find("map.toml, line 1") != std::string::npos);
  CHECK(refusal("noun = \"ghost\"\n").find("person") != std::string::npos);
  CHECK(refusal("noun = \"person\"\n\n[columns]\na = \"nmae\"\n").find("map.toml, line 4") !=
        std::string::npos);
  CHECK(refusal("noun = \"person\"\nnoon = 1\n[columns]\na = \"name\"\n").find("noon") !=
        std::string::npos);
  CHECK(
      refusal("noun = \"person\"\nkey = [\"b\"]\n[columns]\na = \"name\"\n").find("key column b") !=
      std::string::npos);
  CHECK(refusal("noun = \"person\"\n[columns]\na = \"name\"\nb = \"name\"\n").find("two columns") !=
        std::string::npos);
  CHECK(refusal("noun = \"person\"\n").find("[columns]") != std::string::npos);
  CHECK_FALSE(refusal("noun = \n").empty());
  CHECK(refusal(kToml).empty());
}

TEST_CASE("a suggested mapping can be used as it stands") {
  const std::string csv =
      "№,ФИО,Дата рождения,Пол,Прочее\n1,Анна Иванова,1970-01-02,ж,x\n2,Пётр "
      "Петров,1980-03-04,м,y\n";
  const base::MemorySource source(csv, "список.csv");
  const auto reader = open(source);
  const std::string toml = suggest(*reader, "список.csv");
  const Mapping mapping = parse_mapping(toml, "suggested");
  CHECK(mapping.noun == model::RecordKind::kPerson);
  CHECK(mapping.key == std::vector<std::string>{"№"});
  CHECK(mapping.columns.size() == 4);
  CHECK(toml.find("# \"Прочее\"") != std::string::npos);
  CHECK(apply_all(toml, csv).rows[1].refusals.empty());
}

TEST_CASE("a suggestion sees which number cannot be a month") {
  const std::string csv = "name,date of birth\nA,02/26/1992\nB,03/04/1990\n";
  const base::MemorySource source(csv, "l.csv");
  const auto reader = open(source);
  CHECK(parse_mapping(suggest(*reader, "l.csv"), "s").day_order == model::DayOrder::kMonthFirst);
}

}  // namespace
}  // namespace attest::intake
