#include "intake/impl/fuzz_rows.hpp"

// Any page is a table, a text or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  attest::intake::Options options;
  options.kind = attest::intake::Kind::kHtml;
  return attest::intake::impl::read_any(bytes, size, "fuzz.html", options);
}
