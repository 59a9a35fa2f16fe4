#include "intake/impl/fuzz_rows.hpp"
#include "intake/impl/tiny_zip.hpp"

// Any bytes as a sheet's XML in a sound archive, and as an archive themselves, are rows or an
// Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace attest::intake;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const test::TinyWorkbook book{{{"S", text}}, "<si><t>a</t></si>", "", "", "<xf numFmtId='14'/>"};
  Options options;
  options.limits.inflated = 1'000'000;
  options.limits.columns = 2000;
  impl::read_any(book.bytes(), "fuzz.xlsx", options);
  return impl::read_any(bytes, size, "fuzz.xlsx", options);
}
