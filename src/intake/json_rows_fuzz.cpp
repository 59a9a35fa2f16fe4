#include "intake/impl/fuzz_rows.hpp"

// Any bytes under a JSON name are rows or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  attest::intake::Options options;
  options.limits.row = 4096;
  return attest::intake::impl::read_any(bytes, size, "fuzz.json", options);
}
