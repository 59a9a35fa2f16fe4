#pragma once

#include "model/nouns.hpp"
#include "model/record.hpp"

namespace attest::model {

/// Nouns from records: pure, total, loses nothing (what has no place stays in the record). `fallback` is the source of
/// the import, used where a row names no asserter. Values that were parsed at import are taken as parsed,
/// never read anew.
Attribution read_attribution(const Record& record, const std::string& fallback);
Statement read_statement(const Record& record, const std::string& fallback);
Figure read_figure(const Record& record, const std::string& fallback);
Position read_position(const Record& record, const std::string& fallback);
Article read_article(const Record& record, const std::string& fallback);
Incident read_incident(const Record& record, const std::string& fallback);
Person read_person(const Record& record, const std::string& fallback);
Act read_act(const Record& record, const std::string& fallback);
Source read_source(const Record& record);

/// The stored form of a parsed quantity and back: "exact:613", "at_least:600", "range:500..1000",
/// "range:774..1376@774" (with a best figure), "vague:hundreds".
std::string quantity_code(const Quantity& quantity);
std::optional<Quantity> quantity_from_code(std::string_view code, std::string words);

/// What a cell's text is read as under its property: the parsed form that is stored, or why it cannot be read.
struct CellReading {
  std::string parsed;
  std::string reason;  ///< empty: fine
  std::string remedy;
};
CellReading read_cell(const Property& property, std::string_view text,
                      DayOrder order = DayOrder::kDayFirst);

}  // namespace attest::model
