#include "intake/impl/fuzz_rows.hpp"

// Any bytes are rows of CSV or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  attest::intake::Options options;
  options.kind = attest::intake::Kind::kCsv;
  options.limits.row = 4096;
  return attest::intake::impl::read_any(bytes, size, "fuzz.csv", options);
}
