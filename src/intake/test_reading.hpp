#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "intake/reader.hpp"

namespace attest::intake::test {

/// Everything a reader gives, as values.
struct Reading {
  Head head;
  std::vector<std::vector<std::optional<std::string>>> rows;
  std::vector<std::string> refused;  ///< one a row, empty: not refused
  std::vector<std::string> notes;    ///< one a row
  std::vector<Place> places;         ///< without their views
};

inline Reading read(std::string_view bytes, const Options& options = {},
                    const std::string& name = "list.csv") {
  const base::MemorySource source(bytes, name);
  const auto reader = open(source, options);
  Reading out{reader->head(), {}, {}, {}, {}};
  Batch batch;
  while (reader->next(batch))
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const Row row = batch[i];
      out.rows.emplace_back();
      for (const Cell& cell : row.cells)
        out.rows.back().push_back(cell ? std::optional(std::string(*cell)) : std::nullopt);
      out.refused.emplace_back(row.refused);
      out.notes.emplace_back(row.note);
      Place place = row.at;
      place.pointer = {};
      place.shown = {};
      out.places.push_back(place);
    }
  return out;
}

/// One row on one line, cells parted by '|', missing ones as '·'; for short comparisons.
inline std::string line(const std::vector<std::optional<std::string>>& row) {
  std::string out;
  for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : "|") + row[i].value_or("·");
  return out;
}

inline std::string columns(const Reading& reading) {
  std::string out;
  for (std::size_t i = 0; i < reading.head.columns.size(); ++i)
    out += (i == 0 ? "" : "|") + reading.head.columns[i];
  return out;
}

inline bool has_note(const Reading& reading, std::string_view part) {
  for (const std::string& note : reading.head.notes)
    if (note.find(part) != note.npos) return true;
  return false;
}

/// The message of the Error that opening throws; empty if it throws none.
inline std::string failure(std::string_view bytes, const Options& options = {},
                           const std::string& name = "list.csv") {
  try {
    read(bytes, options, name);
  } catch (const base::Error& error) {
    return error.message();
  }
  return {};
}

inline Options header(Header::Choice choice, std::int64_t row = 0) {
  Options options;
  options.header = {choice, row};
  return options;
}

}  // namespace attest::intake::test
