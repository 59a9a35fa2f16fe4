#pragma once

#include "model/nouns.hpp"
#include "model/record.hpp"

namespace attest::model {

/// Nouns from records: pure, total, loses nothing (what has no place stays in the record).
/// `fallback` is the source of the import, used where a row names no asserter. Values that were
/// parsed at import are taken as parsed, never read anew. `by.statement` is the cell that carries
/// the noun (a figure's number, a position's words), `by.locator` its row: the table's own headings
/// are the import's to know.
Attribution read_attribution(const Record& record, const std::string& fallback);
Statement read_statement(const Record& record, const std::string& fallback);
Figure read_figure(const Record& record, const std::string& fallback);
Position read_position(const Record& record, const std::string& fallback);
Article read_article(const Record& record, const std::string& fallback);
Incident read_incident(const Record& record, const std::string& fallback);
Person read_person(const Record& record, const std::string& fallback);
Act read_act(const Record& record, const std::string& fallback);
/// Of a source record, the source; of any other, what the row says of its asserter (name, kind,
/// affiliation).
Source read_source(const Record& record);

/// The stored form of a parsed quantity and back: "exact:613", "at_least:600", "range:500..1000",
/// "range:774..1376@774" (with a best figure), "vague:hundreds".
std::string quantity_code(const Quantity& quantity);
std::optional<Quantity> quantity_from_code(std::string_view code, std::string words);

/// What a cell's text is read as under its property: the parsed form that is stored, or why it
/// cannot be read.
struct CellReading {
  std::string parsed;  ///< empty where the text says it all: it is canonical already, or plain text
  std::string reason;  ///< empty: fine
  std::string remedy;
};
CellReading read_cell(const Property& property, std::string_view text,
                      DayOrder order = DayOrder::kDayFirst);

/// What contradicts itself across the cells of one record ("value_low 1000 is above value_high
/// 500"); the reason is empty if nothing does. A figure that contradicts itself states no number.
CellReading check_record(const Record& record);

}  // namespace attest::model
