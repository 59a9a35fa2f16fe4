#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/hash.hpp"
#include "base/json.hpp"

namespace attest::model {

/// A cell of a table: sheet (empty in a CSV), 0-based row as the reader counts data rows, column
/// name.
struct CellLocator {
  std::string table;
  std::int64_t row = 0;
  std::string column;  ///< empty: the whole row
  friend bool operator==(const CellLocator&, const CellLocator&) = default;
};

/// A passage: W3C Web Annotation TextQuoteSelector and TextPositionSelector together. Offsets are
/// code points in the named text object (what was extracted, kept in the case), end exclusive.
struct TextLocator {
  std::string text_object;  ///< hexadecimal SHA-256 of the extracted text
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::string quote;
  std::string prefix;
  std::string suffix;
  std::optional<std::int64_t> page;  ///< 1-based
  friend bool operator==(const TextLocator&, const TextLocator&) = default;
};

/// A stretch of sound or film, in milliseconds (W3C Media Fragments).
struct MediaLocator {
  std::int64_t start_ms = 0;
  std::int64_t end_ms = 0;
  friend bool operator==(const MediaLocator&, const MediaLocator&) = default;
};

/// The exhibit as a whole.
struct WholeLocator {
  friend bool operator==(const WholeLocator&, const WholeLocator&) = default;
};

/// A place inside an exhibit.
struct Locator {
  std::string exhibit;  ///< hexadecimal SHA-256 of its bytes
  std::variant<WholeLocator, CellLocator, TextLocator, MediaLocator> place;
  friend bool operator==(const Locator&, const Locator&) = default;
};

/// As an annotation target in JSON, and back (docs/formats/locator.md); nothing if it is none.
base::Json to_json(const Locator& locator);
std::optional<Locator> locator_from_json(const base::Json& json);
/// For people: "row 12, column deaths", "characters 120–164".
std::string describe(const Locator& locator);

}  // namespace attest::model
