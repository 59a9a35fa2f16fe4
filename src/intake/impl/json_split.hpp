#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/json.hpp"

namespace attest::intake {

/// One item of an array or one member of an object, as it stands in the text.
struct JsonPiece {
  std::string_view key;  ///< with its quotes; empty in an array
  std::string_view value;
  std::size_t offset = 0;  ///< of the value in the whole text
};

/// Steps through one level of a JSON text without reading what lies deeper, so that a long array is
/// never held as values. Commas, colons and brackets of this level are checked; the pieces are not:
/// whoever takes one must parse it.
class JsonSplit {
 public:
  /// `at`: where the value begins in `text`; blanks are passed.
  JsonSplit(std::string_view text, std::size_t at);

  bool is_array() const { return open_ == '['; }
  bool is_object() const { return open_ == '{'; }
  /// The next piece; nothing at the end, or at a fault.
  std::optional<JsonPiece> next();
  const std::optional<base::JsonFault>& fault() const { return fault_; }
  /// After the closing bracket, once next() has returned nothing.
  std::size_t end() const { return at_; }

 private:
  void pass_blanks();
  std::size_t value_end(std::size_t from) const;
  std::nullopt_t fail(std::size_t where, const char* why);

  std::string_view text_;
  std::size_t at_ = 0;
  char open_ = 0;
  bool first_ = true;
  bool done_ = false;
  std::optional<base::JsonFault> fault_;
};

/// The first offset at or after `at` that is no JSON blank.
std::size_t after_json_blanks(std::string_view text, std::size_t at);

}  // namespace attest::intake
