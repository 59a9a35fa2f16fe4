#include "model/read.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <utility>

namespace {

using namespace attest::model;
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A record as an import would store it: every cell read under its property.
Record record(RecordKind kind, const Pairs& cells) {
  Record out{.kind = kind, .exhibit = "aa", .table = "sheet", .row = 7};
  out.address = {"0123456789abcdef", 12, 3};
  for (const auto& [property, text] : cells) {
    const auto* known = find_property(kind, property);
    REQUIRE_MESSAGE(known != nullptr, property);
    const auto reading = read_cell(*known, text);
    CHECK_MESSAGE(reading.reason.empty(), reading.reason);
    out.columns.push_back(property);
    out.cells.push_back({text, reading.parsed});
  }
  return out;
}

CellReading read(RecordKind kind, std::string_view property, std::string_view text) {
  return read_cell(*find_property(kind, property), text);
}

constexpr RecordKind kAllKinds[] = {
    RecordKind::kPerson,  RecordKind::kFigure, RecordKind::kPosition, RecordKind::kAct,
    RecordKind::kArticle, RecordKind::kSource, RecordKind::kIncident, RecordKind::kStatement};

}  // namespace

TEST_CASE("property names are unique in each kind and speak for themselves") {
  for (const auto kind : kAllKinds) {
    CHECK(parse_record_kind(word(kind)) == kind);
    for (const auto& property : properties(kind)) {
      CHECK(find_property(kind, property.name) == &property);
      CHECK_FALSE(property.meaning.empty());
    }
    for (const auto& property : common_properties())
      CHECK(find_property(kind, property.name) == &property);
  }
  CHECK(find_property(RecordKind::kFigure, "outlet") == nullptr);
}

TEST_CASE("a figure is read from the columns of a claims table") {
  const auto figure = read_figure(record(RecordKind::kFigure, {{"key", "K-1"},
                                                               {"about", "The Ford 1901"},
                                                               {"measure_category", "killed/women"},
                                                               {"value", "1,275"},
                                                               {"asserter", "Ministry of Rivers"},
                                                               {"relays", "Herald; Gazette"},
                                                               {"said_date", "3 March 1901"},
                                                               {"seen", "recalled"},
                                                               {"event_date", "1901-02-25/26"},
                                                               {"repeats", "K-0"},
                                                               {"wording", "women of the ford"}}),
                                  "the list");
  CHECK(figure.by.asserter == "Ministry of Rivers");
  CHECK(figure.by.relays == std::vector<std::string>{"Herald", "Gazette"});
  CHECK(figure.by.said->text() == "1901-03-03");
  CHECK(figure.by.seen == Seen::kRecalled);
  CHECK(figure.by.key == "K-1");
  CHECK(figure.by.repeats == std::vector<std::string>{"K-0"});
  CHECK(to_string(figure.by.statement) == "0123456789abcdef/12.3.3");
  CHECK(std::get<CellLocator>(figure.by.locator.place).row == 7);
  CHECK(figure.measure.measure == Measure::kKilled);
  CHECK(figure.category.words == "women");
  CHECK(figure.quantity == Quantity{.words = "1,275", .value = 1275});
  CHECK(figure.event->text() == "1901-02-25/1901-02-26");
}

TEST_CASE("low and high columns bound a figure and a contradiction states no number") {
  const auto quantity = [](const Pairs& cells) {
    return read_figure(record(RecordKind::kFigure, cells), "s").quantity;
  };
  CHECK(quantity({{"value_low", "200"}}).bound == Bound::kAtLeast);
  CHECK(quantity({{"value_low", "500"}, {"value_high", "1000"}}).words == "500–1000");
  CHECK(quantity({{"value", "774"}, {"value_low", "774"}, {"value_high", "1376"}}).high == 1376);
  CHECK(quantity({{"quantity", "at least 600"}}).low == 600);
  CHECK(display(quantity({{"wording", "denied"}})) == "no number");
  const auto wrong = record(RecordKind::kFigure, {{"value_low", "1000"}, {"value_high", "500"}});
  CHECK(check_record(wrong).reason == "value_low 1,000 is above value_high 500");
  CHECK_FALSE(upper_end(read_figure(wrong, "s").quantity));
  CHECK(check_record(record(RecordKind::kFigure, {{"value", "5"}})).reason.empty());
}

TEST_CASE("a row without an asserter speaks for the source of its import") {
  const auto statement = read_statement(
      record(RecordKind::kStatement, {{"asserter", " "}, {"topic", "legal"}, {"wording", "no"}}),
      "The Compiler");
  CHECK(statement.by.asserter == "The Compiler");
  CHECK(statement.by.seen == Seen::kSeen);
  CHECK(statement.topic == "legal");
}

TEST_CASE("positions articles incidents acts and persons find their fields") {
  const auto position = read_position(record(RecordKind::kPosition, {{"body", "Upper House"},
                                                                     {"country", "Arland"},
                                                                     {"adoption", "withdrawn"},
                                                                     {"date", "1950"},
                                                                     {"words", "a tragedy"}}),
                                      "s");
  CHECK(position.adoption == Adoption::kWithdrawn);
  CHECK(position.date->text() == "1950");
  const auto article = read_article(
      record(RecordKind::kArticle, {{"outlet", "Herald"}, {"count_stated", "40 (police); 60"}}),
      "s");
  CHECK(article.count_stated->bound == Bound::kVague);
  CHECK(article.count_stated->words == "40 (police); 60");
  const auto incident = read_incident(
      record(RecordKind::kIncident, {{"key", "I-1"}, {"name", "Ford"}, {"also_named", "A|B"}}),
      "s");
  CHECK(incident.key == "I-1");
  CHECK(incident.also_named.size() == 2);
  const auto person = read_person(
      record(RecordKind::kPerson,
             {{"name", "Nur Arsen"}, {"sex", "Ж"}, {"age", "٣٤"}, {"birth_date", "00.00.1870"}}),
      "s");
  CHECK(person.sex == "female");
  CHECK(person.age == 34);
  CHECK(person.birth->text() == "1870-XX-XX");
  CHECK(read_act(record(RecordKind::kAct, {{"harm", "killing"}}), "s").harm == "killing");
}

TEST_CASE("a source comes from its own record or from the row of what it says") {
  const auto own = read_source(record(
      RecordKind::kSource, {{"name", "Herald"}, {"kind", "press"}, {"derives_from", "Gazette"}}));
  CHECK(own.kind == SourceKind::kPress);
  CHECK(own.derives_from == std::vector<std::string>{"Gazette"});
  const auto named = read_source(
      record(RecordKind::kFigure,
             {{"asserter", "River Watch"}, {"asserter_kind", "ngo"}, {"affiliation", "none"}}));
  CHECK(named.name == "River Watch");
  CHECK(named.kind == SourceKind::kNgo);
}

TEST_CASE("a cell that cannot be read says why and what to do") {
  const auto day = read(RecordKind::kFigure, "said_date", "31.02.1992");
  CHECK(day.reason == "“31.02.1992” is not a date: 1992-02 has no day 31");
  CHECK_FALSE(day.remedy.empty());
  CHECK_FALSE(read(RecordKind::kFigure, "value", "1992-02-25/26").reason.empty());
  CHECK_FALSE(read(RecordKind::kFigure, "seen", "perhaps").reason.empty());
  CHECK_FALSE(read(RecordKind::kFigure, "asserter_kind", "tribe").remedy.empty());
  CHECK(read(RecordKind::kPerson, "sex", "nobody knows").reason.empty());
  CHECK(read(RecordKind::kFigure, "value", "  ").parsed.empty());
  CHECK(read(RecordKind::kFigure, "measure", "Injured").parsed == "wounded");
}

TEST_CASE("parsed values are taken as parsed and never read anew") {
  Record stored = record(RecordKind::kFigure, {{"value", "613"}});
  stored.cells[0] = {"six hundred odd", "about:600"};
  const auto figure = read_figure(stored, "s");
  CHECK(figure.quantity.bound == Bound::kAbout);
  CHECK(figure.quantity.words == "six hundred odd");
}

TEST_CASE("any text in any property is read or refused") {
  CHECK(rc::check([](const std::string& text) {
    for (const auto kind : kAllKinds) {
      for (const auto& property : properties(kind)) {
        const auto reading = read_cell(property, text);
        RC_ASSERT((reading.reason.empty() || reading.parsed.empty()));
        RC_ASSERT(reading.reason.empty() == reading.remedy.empty());
      }
    }
  }));
}
