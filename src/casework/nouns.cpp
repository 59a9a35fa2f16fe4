#include "casework/nouns.hpp"

#include <set>

#include "base/unicode.hpp"
#include "intake/mapping.hpp"
#include "model/read.hpp"

namespace attest::casework {
namespace {
using model::Record;
using model::RecordKind;

std::string source_name(const vault::Vault& vault, const model::Address& address) {
  if (address.empty()) return {};
  const auto record = vault.record(address);
  return record ? std::string(record->text("name")) : std::string();
}

/// A row of a table of figures that counts nothing: no number, and no measure that the model knows.
bool counts_nothing(const model::Figure& figure) {
  return figure.measure.measure == model::Measure::kOther && !figure.quantity.value &&
         !figure.quantity.low && !figure.quantity.high && figure.quantity.vague_word.empty();
}

model::Statement as_statement(const model::Figure& figure) {
  return {.by = figure.by,
          .about = figure.about,
          .topic = figure.measure.other,
          .wording = figure.wording};
}

/// Sources that no row of a source list describes, from what the rows say of their asserters.
class NamedSources {
 public:
  explicit NamedSources(std::vector<model::Source>& sources) : sources_(sources) {
    for (const model::Source& source : sources) {
      known_.insert(base::search_fold(source.name));
      for (const std::string& name : source.also_named) known_.insert(base::search_fold(name));
    }
  }

  void take(const Record& record, const std::string& asserter) {
    if (asserter.empty() || !known_.insert(base::search_fold(asserter)).second) return;
    model::Source source;
    source.address = record.statement("asserter");
    source.name = asserter;
    source.kind =
        model::parse_source_kind(record.value("asserter_kind")).value_or(model::SourceKind::kOther);
    source.affiliation = record.text("affiliation");
    sources_.push_back(std::move(source));
  }

 private:
  std::vector<model::Source>& sources_;
  std::set<std::string> known_;
};

/// Points the locator at the passage a statement was accepted from, or at the cell that carries the
/// noun, by the file's own heading.
void locate(model::Attribution& by, const Record& record, const vault::Vault& vault,
            const Provenance& provenance) {
  if (record.list.empty()) {
    const auto place = model::locator_from_json(vault.line(record.version).head["at"]);
    if (place) by.locator = *place;
    return;
  }
  auto* cell = std::get_if<model::CellLocator>(&by.locator.place);
  if (!cell || by.statement.column == model::Address::kNone) return;
  cell->column = provenance.column(
      record.version, record.columns.at(static_cast<std::size_t>(by.statement.column)));
}

class Collector {
 public:
  explicit Collector(const vault::Vault& vault) : vault_(vault), provenance_(vault) {}

  Nouns collect() {
    visit(RecordKind::kSource,
          [&](const Record& record) { nouns_.sources.push_back(model::read_source(record)); });
    NamedSources named(nouns_.sources);
    collect(RecordKind::kIncident, named, model::read_incident, nouns_.incidents);
    collect(RecordKind::kPosition, named, model::read_position, nouns_.positions);
    collect(RecordKind::kArticle, named, model::read_article, nouns_.articles);
    collect(RecordKind::kStatement, named, model::read_statement, nouns_.statements);
    std::vector<model::Figure> figures;
    collect(RecordKind::kFigure, named, model::read_figure, figures);
    for (model::Figure& figure : figures) {
      if (counts_nothing(figure))
        nouns_.statements.push_back(as_statement(figure));
      else
        nouns_.figures.push_back(std::move(figure));
    }
    return std::move(nouns_);
  }

 private:
  template <class Take>
  void visit(RecordKind kind, Take take) {
    vault_.visit_records({.kind = kind}, [&](const Record& record) {
      take(record);
      return true;
    });
  }

  template <class Noun>
  void collect(RecordKind kind, NamedSources& named,
               Noun (*read)(const Record&, const std::string&), std::vector<Noun>& into) {
    visit(kind, [&](const Record& record) {
      Noun noun = read(record, provenance_.fallback(record.version));
      locate(noun.by, record, vault_, provenance_);
      named.take(record, noun.by.asserter);
      into.push_back(std::move(noun));
    });
  }

  const vault::Vault& vault_;
  Provenance provenance_;
  Nouns nouns_;
};
}  // namespace

Nouns read_nouns(const vault::Vault& vault) {
  return Collector(vault).collect();
}

Provenance::Provenance(const vault::Vault& vault) {
  for (const vault::Import& import : vault.imports()) {
    ImportFacts& facts = imports_[import.address.whole_entry()];
    facts.source = source_name(vault, import.source);
    if (import.mapping.empty()) continue;
    const intake::Mapping mapping =
        intake::parse_mapping(vault.object(import.mapping), "mapping " + import.mapping);
    for (const intake::ColumnRule& rule : mapping.columns)
      for (const std::string& property : rule.properties) facts.columns[property] = rule.column;
  }
}

const Provenance::ImportFacts* Provenance::facts(const model::Address& record) const {
  const auto found = imports_.find(record.whole_entry());
  return found == imports_.end() ? nullptr : &found->second;
}

const std::string& Provenance::fallback(const model::Address& record) const {
  static const std::string nobody;
  const ImportFacts* import = facts(record);
  return import ? import->source : nobody;
}

std::string Provenance::column(const model::Address& record, const std::string& property) const {
  const ImportFacts* import = facts(record);
  if (!import) return property;
  const auto found = import->columns.find(property);
  return found == import->columns.end() ? property : found->second;
}

IncidentIndex::IncidentIndex(const std::vector<model::Incident>& incidents) {
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    by_name_.emplace(base::search_fold(incidents[i].key), i);
    by_name_.emplace(base::search_fold(incidents[i].name), i);
    for (const std::string& name : incidents[i].also_named)
      by_name_.emplace(base::search_fold(name), i);
  }
  by_name_.erase("");
}

std::size_t IncidentIndex::find(const std::string& about) const {
  const auto found = by_name_.find(base::search_fold(about));
  return found == by_name_.end() ? npos : found->second;
}

}  // namespace attest::casework
