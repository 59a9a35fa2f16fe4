#include <array>
#include <cstdint>
#include <cstdlib>

#include "base/unicode.hpp"

// The first byte chooses the encoding and the second where the rest is cut in two: the pieces must
// give what the whole gives, and both must be well-formed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace attest::base;
  constexpr std::array<const char*, 8> kEncodings{"UTF-8",     "UTF-16",       "UTF-16LE",
                                                  "UTF-32",    "windows-1251", "windows-1256",
                                                  "ARMSCII-8", "GB18030"};
  if (size < 2) return 0;
  const auto* encoding = kEncodings[bytes[0] % kEncodings.size()];
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 2, size - 2);
  const auto whole = transcode(text, encoding);
  const auto cut = text.empty() ? 0 : bytes[1] % text.size();
  Decoder decoder(encoding);
  std::string pieces;
  auto faults = decoder.decode(text.substr(0, cut), false, pieces);
  faults += decoder.decode(text.substr(cut), true, pieces);
  if (pieces != whole.utf8 || faults != whole.faults.size() || !is_utf8(pieces)) std::abort();
  const auto folded = search_fold(text);
  if (!is_utf8(folded) || !is_utf8(replace_invalid_utf8(text))) std::abort();
  return 0;
}
