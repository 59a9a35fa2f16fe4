#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "intake/impl/text_stream.hpp"

namespace attest::intake {

/// A text line by line (LF or CRLF), with the place of each; lines longer than a limit come cut.
class LineReader {
 public:
  struct Line {
    std::string_view text;              ///< without its line break; good until the next call
    std::int64_t number = 0;            ///< 1-based
    std::optional<std::uint64_t> byte;  ///< where it begins in the file
    bool cut = false;                   ///< longer than the limit
  };
  LineReader(const base::ByteSource& source, const Encoding& encoding, std::uint64_t limit)
      : stream_(source, encoding), limit_(limit), byte_(encoding.bom) {}

  std::optional<Line> next();
  const TextStream& stream() const { return stream_; }

 private:
  bool more();
  void pass(std::string_view text);

  TextStream stream_;
  std::uint64_t limit_;
  std::string buffer_;
  std::size_t begin_ = 0;
  bool ended_ = false;
  std::int64_t number_ = 0;
  std::optional<std::uint64_t> byte_;
};

}  // namespace attest::intake
