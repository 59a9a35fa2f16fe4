#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/unicode.hpp"

namespace attest::intake {

/// How a file's bytes became characters.
struct Encoding {
  enum class Unit { kUtf8, kSingleByte, kUtf16, kUtf32, kOther };
  std::string name = "UTF-8";
  Unit unit = Unit::kUtf8;
  std::uint64_t bom = 0;  ///< bytes before the text
};
/// The encoding of that name. Throws base::Error{kUsage} if there is none.
Encoding encoding_named(std::string_view name);

/// A file's text as UTF-8, in pieces. Text of UTF-8 files comes as it stands, ill-formed bytes and
/// all; bytes without meaning in another encoding come as U+FFFD.
class TextStream {
 public:
  TextStream(const base::ByteSource& source, Encoding encoding);

  /// Up to `room` bytes of text; 0 at the end. A character may be cut; the next piece goes on.
  std::size_t fill(char* into, std::size_t room);
  /// How many bytes of the file this text took, if that can be told from the text.
  std::optional<std::uint64_t> measure(std::string_view text) const;
  const Encoding& encoding() const { return encoding_; }
  /// Bytes without meaning met so far (never in UTF-8 files).
  std::uint64_t faults() const { return faults_; }
  const base::ByteSource& source() const { return source_; }
  std::uint64_t position() const { return position_; }

 private:
  bool decode_more();

  const base::ByteSource& source_;
  Encoding encoding_;
  std::uint64_t position_ = 0;
  std::uint64_t faults_ = 0;
  std::optional<base::Decoder> decoder_;
  std::string raw_, text_;
  std::size_t taken_ = 0;
  bool ended_ = false;
};

/// All text, or as much as fits into `limit` bytes.
std::string read_text(TextStream& stream, std::uint64_t limit);

}  // namespace attest::intake
