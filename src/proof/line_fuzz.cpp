// Fact lines: taken apart, hashed, read, never a crash; a line that is whole is made of exactly its
// parts.

#include <cstdint>
#include <cstdlib>

#include "proof/line.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parts = attest::proof::split_line(text);
  if (!parts) return 0;
  auto length = parts->seed.size() + parts->head.size() + 3;
  for (const auto cell : parts->cells) {
    length += cell.size() + 1;
    attest::proof::read_cell_text(cell);
  }
  if (length != size) std::abort();
  const auto digests = attest::proof::line_digests(*parts);
  if (digests && digests->cells.size() != parts->cells.size()) std::abort();
  return 0;
}
