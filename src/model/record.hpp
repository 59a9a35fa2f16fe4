#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/address.hpp"

namespace attest::model {

/// What a record is about. Figure, position, act and article are kinds of record like persons are:
/// one row or mention whose cells are statements.
enum class RecordKind {
  kPerson,
  kFigure,
  kPosition,
  kAct,
  kArticle,
  kSource,
  kIncident,
  kStatement
};
std::string_view word(RecordKind kind);  ///< "person", "figure", …
std::optional<RecordKind> parse_record_kind(std::string_view word);

/// How the text of a cell is read into its parsed value.
enum class PropertyType {
  kText,
  kDate,      ///< EDTF
  kQuantity,  ///< number with bound
  kCount,     ///< number with bound where the words are one; other words are kept, never refused
  kInteger,
  kWord,       ///< one of a closed vocabulary (source kind, seen, level…)
  kReference,  ///< names another record (incident, source) by its key or name
  kList        ///< several texts separated by ';' or '|'
};

/// A property of a kind of record. One list is the truth: mappings, storage, exports and
/// documentation (docs/formats/properties.md is printed from it) all use these names.
struct Property {
  std::string_view name;  ///< "death_date"
  PropertyType type;
  std::string_view meaning;  ///< one sentence
};
/// A kind's own; those that every kind has are common_properties().
std::span<const Property> properties(RecordKind kind);
/// Properties that every kind has: key, asserter, asserter_kind, affiliation, relays, publication,
/// said_date, seen, reference, repeats, note.
std::span<const Property> common_properties();
/// Among a kind's own, then among the common ones; nullptr if neither has it.
const Property* find_property(RecordKind kind, std::string_view name);

/// One cell of a record: nothing, the exact text, or the text with what it was read as. What is
/// stored is both, so that a newer reader cannot move a published figure silently.
struct Cell {
  std::optional<std::string> text;
  std::string parsed;  ///< EDTF, canonical number ("at_least:600"), canonical word; empty: the text
                       ///< says it all
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// What a line in the facts does.
enum class Operation { kAdd, kChange, kSame, kGone, kRefuse };
std::string_view word(Operation operation);

/// A record as it stands under the entries in force.
struct Record {
  Address address;  ///< of its first line: its name for ever
  Address version;  ///< of the line that says this
  RecordKind kind = RecordKind::kStatement;
  std::string list;     ///< the list it belongs to
  std::string exhibit;  ///< hexadecimal SHA-256
  std::string table;
  std::int64_t row = 0;
  std::vector<std::string> columns;  ///< property names, in the order of the import
  std::vector<Cell> cells;           ///< as many

  const Cell* cell(std::string_view property) const;  ///< nullptr if the list has no such property
  /// The text of a property; empty if absent or missing.
  std::string_view text(std::string_view property) const;
  /// The parsed form, or the text where nothing was parsed.
  std::string_view value(std::string_view property) const;
  Address statement(std::string_view property) const;
};

}  // namespace attest::model
