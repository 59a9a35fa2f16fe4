#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/unicode.hpp"
#include "reading/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace attest;
  if (size == 0) return 0;
  const auto& packs = reading::shipped_packs();
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  reading::Reader reader(packs[data[0] % packs.size()], base::Day{2024, 5, 16});
  for (const auto& s : reader.read(text)) {
    const std::size_t begin = base::byte_offset(text, static_cast<std::size_t>(s.start));
    if (text.substr(begin, s.quote.size()) != s.quote || s.start >= s.end) std::abort();
  }
  return 0;
}
