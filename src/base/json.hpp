#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attest::base {

/// A JSON value that keeps what evidence needs: the order of members, duplicate keys, and numbers
/// as the digits written.
class Json {
 public:
  enum class Kind { kNull, kBoolean, kNumber, kString, kArray, kObject };
  using Member = std::pair<std::string, Json>;

  Json() = default;  ///< null
  static Json boolean(bool value);
  /// `digits` is written as it stands; it must be a JSON number.
  static Json number(std::string digits);
  static Json number(std::int64_t value);
  static Json string(std::string text);
  static Json array(std::vector<Json> items = {});
  static Json object(std::vector<Member> members = {});

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_string() const { return kind_ == Kind::kString; }
  bool is_number() const { return kind_ == Kind::kNumber; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_object() const { return kind_ == Kind::kObject; }

  bool as_boolean() const;                         ///< false unless true
  const std::string& text() const;                 ///< a string's text, or a number's digits
  std::optional<std::int64_t> as_integer() const;  ///< a number without fraction that fits
  std::optional<double> as_double() const;
  const std::vector<Json>& items() const;      ///< empty unless an array
  const std::vector<Member>& members() const;  ///< empty unless an object

  /// The first member of that name; null (the value) if there is none.
  const Json& operator[](std::string_view key) const;
  bool has(std::string_view key) const;

  /// Builders: append to an array, append a member to an object. Null becomes one first.
  Json& push(Json item);
  Json& set(std::string key, Json value);

 private:
  Kind kind_ = Kind::kNull;
  bool boolean_ = false;
  std::string text_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

/// Where and why a text is not JSON.
struct JsonFault {
  std::size_t offset = 0;  ///< byte offset
  std::string reason;
};

/// Limits of a parse; each is named in the message when met.
struct JsonLimits {
  std::size_t depth = 512;
};

/// Strict RFC 8259: the whole text, valid UTF-8, nothing after it. On a fault the value is null and
/// `fault` says where.
struct JsonParsed {
  Json value;
  std::optional<JsonFault> fault;
};
JsonParsed parse_json(std::string_view text, JsonLimits limits = {});

/// The same, but throws Error{kMalformed} with `where` and the offset. For texts of our own making.
Json parse_json_or_throw(std::string_view text, std::string_view where);

/// Canonical text (RFC 8785): members sorted by UTF-16 code units of their keys, shortest escapes,
/// no blanks. Numbers are written as their digits stand.
std::string to_canonical_json(const Json& value);

/// One line in the order given (answers of --json, which keep their documented order).
std::string to_json(const Json& value);

/// Indented by two, for files that people read.
std::string to_pretty_json(const Json& value);

/// Appends `text` quoted and escaped as RFC 8785 demands. For writers of many lines. Bytes that are
/// not UTF-8 (as in a file's name) become U+FFFD, because JSON cannot hold them.
void append_json_string(std::string& out, std::string_view text);

}  // namespace attest::base
