// Entry framing and entries: whatever is read is written back as the same bytes.

#include <cstdint>
#include <cstdlib>

#include "proof/entries.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto framing = attest::proof::split_entries(bytes);
  std::string again;
  for (const auto entry : framing.entries) {
    again += attest::proof::frame_entry(entry);
    const auto reading = attest::proof::read_entry(entry);
    if (reading.entry && attest::proof::to_text(*reading.entry) != entry) std::abort();
    if (reading.entry) attest::proof::read_batch(reading.entry->body);
  }
  if (again != bytes.substr(0, framing.whole)) std::abort();
  return 0;
}
