#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/unicode.hpp"

namespace attest::intake {

/// Finds text that was decoded in an 8-bit encoding though its bytes were UTF-8: files that were
/// glued together from two sources have such rows.
class MixedBytes {
 public:
  explicit MixedBytes(const std::string& encoding) {
    for (int b = 0x80; b < 0x100; ++b) {
      const std::string byte(1, static_cast<char>(b));
      const base::Transcoded text = base::transcode(byte, encoding);
      if (text.faults.empty() && !text.utf8.empty())
        bytes_.emplace(base::decode_utf8(text.utf8, 0).point, byte[0]);
    }
  }

  /// True if every byte beyond ASCII that this text came from belonged to a UTF-8 sequence.
  bool was_utf8(std::string_view text) const {
    std::string raw;
    for (std::size_t i = 0; i < text.size();) {
      const base::Decoded c = base::decode_utf8(text, i);
      i += c.length;
      if (c.point < 0x80) {
        raw += ' ';
        continue;
      }
      const auto at = bytes_.find(c.point);
      if (at == bytes_.end()) return false;
      raw += at->second;
    }
    return base::is_utf8(raw);
  }

 private:
  std::unordered_map<char32_t, char> bytes_;
};

}  // namespace attest::intake
