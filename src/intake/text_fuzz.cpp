#include "intake/impl/fuzz_rows.hpp"

// Any bytes are of some kind and some encoding, or an Error that says what to do.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  attest::intake::Options options;
  options.limits.memory = 1'000'000;
  return attest::intake::impl::read_any(bytes, size, "fuzz.dat", options);
}
