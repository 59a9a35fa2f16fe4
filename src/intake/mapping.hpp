#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "intake/reader.hpp"
#include "model/date.hpp"
#include "model/read.hpp"
#include "model/record.hpp"

namespace attest::intake {

/// What one column becomes. Usually one property; a column that says several things at once
/// ("killed/civilian") is split and becomes several.
struct ColumnRule {
  std::string column;                   ///< name as unique_names() gives it
  std::vector<std::string> properties;  ///< one, or one a part
  std::string split_at;  ///< empty: each property gets the whole text. A part too many stays in the
                         ///< last property
  std::vector<std::pair<std::string, std::string>>
      values;  ///< "missile" is to be read as "shelling"
};

/// A mapping file: which column becomes which property of which noun. docs/formats/mapping.md.
struct Mapping {
  model::RecordKind noun = model::RecordKind::kStatement;
  std::string list;              ///< what is imported anew when a newer file comes
  std::string source;            ///< who asserts the rows, unless a column says so; may be empty
  std::vector<std::string> key;  ///< columns that name a row across versions; empty: all cells
  model::DayOrder day_order = model::DayOrder::kDayFirst;
  std::vector<ColumnRule> columns;
  std::vector<std::pair<std::string, std::string>>
      constants;  ///< property, text: the same in each row
  Options file;   ///< encoding, delimiter, header, sheet: part of how this list is read
};

/// Reads a mapping. Throws base::Error{kMalformed} naming file, line or key, and remedy: unknown
/// nouns and properties with the list of those there are.
Mapping parse_mapping(std::string_view toml, std::string_view where);

/// Why a cell, and with it its row, was not taken.
struct Refusal {
  std::int64_t row = 0;
  std::string column;  ///< empty: the whole row
  std::string value;
  std::string reason;
  std::string remedy;
};

/// A row as a record's cells, in the order of Applier::properties(), or why not.
struct Applied {
  std::vector<model::Cell> cells;
  std::string key;  ///< the key columns' texts, joined by U+001F; empty if the mapping has none
  std::vector<Refusal> refusals;  ///< empty: the row is good

  /// What texts were read as before, by property: a list repeats its dates and words. The Applier's
  /// own.
  std::vector<std::unordered_map<std::string, model::CellReading>> known;
};

/// A mapping bound to the columns of one table. Applying is const and thread-safe; the Applied is
/// reused, so that a million rows allocate little.
class Applier {
 public:
  /// Throws base::Error{kNotFound} if the table lacks a column the mapping names; the message lists
  /// those there are.
  Applier(const Mapping& mapping, const Head& head, std::string_view where);

  /// Property names, one a cell.
  const std::vector<std::string>& properties() const { return properties_; }
  /// Columns of the table that the mapping does not use.
  const std::vector<std::string>& unused() const { return unused_; }
  void apply(const Row& row, Applied& into) const;

 private:
  struct Step {
    std::size_t column = 0;
    std::string name;
    std::vector<const model::Property*> properties;
    std::size_t first_cell = 0;
    std::string split_at;
    std::vector<std::pair<std::string, std::string>> values;
  };
  void apply_step(const Step& step, const Row& row, Applied& into) const;
  void take_text(const Step& step, std::size_t part, std::string_view text, const Row& row,
                 Applied& into) const;
  const model::CellReading& reading_of(const model::Property& property, std::size_t cell,
                                       std::string_view text, Applied& into) const;
  void check_whole(const Row& row, Applied& into) const;

  model::RecordKind noun_;
  model::DayOrder day_order_;
  std::vector<Step> steps_;
  std::vector<std::size_t> key_;
  std::vector<model::Cell> constants_;
  std::vector<std::string> properties_;
  std::vector<std::string> unused_;
};

/// A first mapping for a table, as commented TOML for a person to correct: guessed from the
/// columns' names (in several languages) and values. Reads some rows of the reader.
std::string suggest(Reader& reader, std::string_view file_name);

}  // namespace attest::intake
