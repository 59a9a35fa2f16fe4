#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace attest::proof {

/// Whole lines of a file of any size, in order. A last line without newline is not a line: it is
/// torn.
class LineReader {
 public:
  /// Begins at byte `offset`. The source must outlive the reader.
  explicit LineReader(const base::ByteSource& source, std::uint64_t offset = 0);

  /// The next line without its newline; valid until the next call. Nothing at the end.
  /// Throws Error{kLimit} for a line above 512 MB.
  std::optional<std::string_view> next();
  /// Byte offset of the line that next() returns next.
  std::uint64_t offset() const { return offset_; }

 private:
  bool fill();

  const base::ByteSource& source_;
  std::string buffer_;
  std::size_t start_ = 0;     ///< of the next line in the buffer
  std::size_t searched_ = 0;  ///< no newline before this
  std::uint64_t offset_ = 0;  ///< of start_ in the source
  std::uint64_t read_ = 0;    ///< bytes taken from the source
};

}  // namespace attest::proof
