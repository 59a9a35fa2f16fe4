#include "model/read.hpp"

#include <fmt/format.h>

#include <initializer_list>

namespace attest::model {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string trimmed(std::string_view text) {
  if (is_blank(text)) return {};
  const auto first = text.find_first_not_of(" \t\r\n");
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::string text(const Record& record, std::string_view property) {
  return std::string(record.text(property));
}

std::optional<Date> date(const Record& record, std::string_view property) {
  return Date::parse(record.value(property));
}

std::optional<std::int64_t> integer(const Record& record, std::string_view property) {
  return read_integer(record.value(property));
}

std::vector<std::string> list(const Record& record, std::string_view property) {
  std::vector<std::string> out;
  std::string_view rest = record.text(property);
  while (!is_blank(rest)) {
    const auto end = rest.find_first_of(";|");
    if (auto item = trimmed(rest.substr(0, end)); !item.empty()) out.push_back(std::move(item));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return out;
}

/// The number in one cell: nothing where the cell is empty or was not read as one.
std::optional<Quantity> quantity(const Record& record, std::string_view property) {
  const Cell* cell = record.cell(property);
  if (!cell || !cell->text || cell->parsed.empty()) return std::nullopt;
  return quantity_from_code(cell->parsed, *cell->text);
}

/// The words of the number's cells as they stand: "774", "500–1000".
std::string number_words(const Record& record) {
  std::string words = text(record, "value");
  if (!is_blank(words)) return words;
  const auto low = record.text("value_low");
  const auto high = record.text("value_high");
  words = low;
  if (!is_blank(low) && !is_blank(high)) words += "–";
  return words.append(high);
}

Quantity figure_quantity(const Record& record) {
  if (auto q = quantity(record, "quantity")) return *std::move(q);
  const auto value = quantity(record, "value");
  const auto low = integer(record, "value_low");
  const auto high = integer(record, "value_high");
  if (value && !low && !high) return *value;
  const auto best = value ? value->value : std::nullopt;
  if (auto q = quantity_of(best, low, high, number_words(record))) return *std::move(q);
  return {.words =
              is_blank(record.text("quantity")) ? number_words(record) : text(record, "quantity")};
}

/// The column that carries the noun: the first of those named that has a text.
Address carrier(const Record& record, std::initializer_list<std::string_view> properties) {
  for (const auto property : properties)
    if (!is_blank(record.text(property))) return record.statement(property);
  return record.statement({});
}

Attribution attribution(const Record& record, const std::string& fallback,
                        std::initializer_list<std::string_view> carriers) {
  Attribution by = read_attribution(record, fallback);
  by.statement = carrier(record, carriers);
  return by;
}

}  // namespace

Attribution read_attribution(const Record& record, const std::string& fallback) {
  const auto asserter = record.text("asserter");
  Attribution by(is_blank(asserter) ? fallback : std::string(asserter));
  by.relays = list(record, "relays");
  by.publication = text(record, "publication");
  by.said = date(record, "said_date");
  by.seen = parse_seen(record.value("seen")).value_or(Seen::kSeen);
  by.reference = text(record, "reference");
  by.note = text(record, "note");
  by.statement = record.statement({});
  by.locator = {record.exhibit, CellLocator{record.table, record.row, {}}};
  by.key = text(record, "key");
  by.repeats = list(record, "repeats");
  return by;
}

Statement read_statement(const Record& record, const std::string& fallback) {
  return {.by = attribution(record, fallback, {"wording"}),
          .about = text(record, "about"),
          .topic = text(record, "topic"),
          .wording = text(record, "wording")};
}

Figure read_figure(const Record& record, const std::string& fallback) {
  Figure figure{.by = attribution(record, fallback,
                                  {"quantity", "value", "value_low", "value_high", "wording"})};
  figure.about = text(record, "about");
  const auto both = is_blank(record.text("measure_category"))
                        ? measure_of(record.value("measure"), record.value("category"))
                        : split_measure(record.value("measure_category"));
  figure.measure = both.measure;
  figure.category = both.category;
  figure.quantity = figure_quantity(record);
  figure.event = date(record, "event_date");
  figure.wording = text(record, "wording");
  figure.part_of = text(record, "part_of");
  return figure;
}

Position read_position(const Record& record, const std::string& fallback) {
  Position position{.by = attribution(record, fallback, {"words", "instrument", "body"})};
  position.about = text(record, "about");
  position.body = text(record, "body");
  position.country = text(record, "country");
  position.level = text(record, "level");
  position.instrument = text(record, "instrument");
  position.adoption = parse_adoption(record.value("adoption")).value_or(Adoption::kUnknown);
  position.words = text(record, "words");
  position.date = date(record, "date");
  return position;
}

Article read_article(const Record& record, const std::string& fallback) {
  Article article{.by = attribution(record, fallback, {"title", "outlet"})};
  article.about = text(record, "about");
  article.outlet = text(record, "outlet");
  article.country = text(record, "country");
  article.language = text(record, "language");
  article.title = text(record, "title");
  article.date = date(record, "date");
  article.count_stated = quantity(record, "count_stated");
  const auto words = text(record, "count_stated");
  if (!article.count_stated && !is_blank(words))
    article.count_stated = Quantity{.words = words, .bound = Bound::kVague, .vague_word = words};
  return article;
}

Incident read_incident(const Record& record, const std::string& fallback) {
  Incident incident{.by = attribution(record, fallback, {"name"})};
  incident.key = incident.by.key;
  incident.name = text(record, "name");
  incident.date = date(record, "date");
  incident.place = text(record, "place");
  incident.conflict = text(record, "conflict");
  incident.also_named = list(record, "also_named");
  return incident;
}

Person read_person(const Record& record, const std::string& fallback) {
  Person person{.by = attribution(record, fallback, {"name", "given_name", "family_name"})};
  person.name = text(record, "name");
  person.given_name = text(record, "given_name");
  person.father_name = text(record, "father_name");
  person.grandfather_name = text(record, "grandfather_name");
  person.family_name = text(record, "family_name");
  person.patronymic = text(record, "patronymic");
  person.sex = record.value("sex");
  person.birth = date(record, "birth_date");
  person.birth_year = integer(record, "birth_year");
  person.death = date(record, "death_date");
  person.age = integer(record, "age");
  person.place = text(record, "place");
  person.address = text(record, "address");
  person.incident = text(record, "incident");
  person.family = text(record, "family");
  person.status = text(record, "status");
  person.cause = text(record, "cause");
  return person;
}

Act read_act(const Record& record, const std::string& fallback) {
  Act act{.by = attribution(record, fallback, {"harm", "victim"})};
  act.incident = text(record, "incident");
  act.victim = text(record, "victim");
  act.harm = text(record, "harm");
  act.perpetrator = text(record, "perpetrator");
  act.role = text(record, "role");
  act.date = date(record, "date");
  act.place = text(record, "place");
  return act;
}

Source read_source(const Record& record) {
  const bool own = record.kind == RecordKind::kSource;
  Source source;
  source.address = record.address;
  source.name = text(record, own ? "name" : "asserter");
  source.kind =
      parse_source_kind(record.value(own ? "kind" : "asserter_kind")).value_or(SourceKind::kOther);
  source.affiliation = text(record, "affiliation");
  if (!own) return source;
  source.derives_from = list(record, "derives_from");
  source.also_named = list(record, "also_named");
  return source;
}

CellReading check_record(const Record& record) {
  if (record.kind != RecordKind::kFigure) return {};
  struct Stated {
    std::string_view column;
    std::int64_t number;
  };
  std::vector<Stated> rising;
  const auto note = [&](std::string_view column, std::optional<std::int64_t> number) {
    if (number) rising.push_back({column, *number});
  };
  note("value_low", integer(record, "value_low"));
  if (const auto best = quantity(record, "value")) note("value", best->value);
  note("value_high", integer(record, "value_high"));
  for (std::size_t i = 1; i < rising.size(); ++i) {
    const auto& [low, a] = rising[i - 1];
    const auto& [high, b] = rising[i];
    if (a <= b) continue;
    return {{},
            fmt::format("{} {} is above {} {}", low, display(a), high, display(b)),
            "correct one of the two cells"};
  }
  return {};
}

}  // namespace attest::model
