#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace attest::model {

/// Where something stands in a log, and thereby its name for ever: "ORIGIN/n" an entry,
/// "ORIGIN/n.line" a record, "ORIGIN/n.line.column" a statement (docs/formats/case.md). Addresses
/// never change, in no other office either. Ordered by origin, entry, line, column.
struct Address {
  static constexpr std::int64_t kNone = -1;

  std::string origin;  ///< 16 lower-case hexadecimal digits
  std::int64_t entry = kNone;
  std::int64_t line = kNone;
  std::int64_t column = kNone;

  friend auto operator<=>(const Address&, const Address&) = default;
  bool empty() const { return origin.empty(); }
  /// The address of the whole record, of the whole entry.
  Address record() const { return {origin, entry, line, kNone}; }
  Address whole_entry() const { return {origin, entry, kNone, kNone}; }
};

std::string to_string(const Address& address);
std::optional<Address> parse_address(std::string_view text);

}  // namespace attest::model
