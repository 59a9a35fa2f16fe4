#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "intake/impl/tiny_zip.hpp"
#include "intake/reader.hpp"

// Any bytes as a sheet's XML in a sound archive, and as an archive themselves, are rows or an
// Error.
namespace {
void try_to_read(const std::string& archive) {
  using namespace attest;
  const base::MemorySource source(archive, "fuzz.xlsx");
  intake::Options options;
  options.limits.inflated = 1'000'000;
  options.limits.columns = 2000;
  try {
    const auto reader = intake::open(source, options);
    intake::Batch batch;
    while (reader->next(batch)) {
    }
  } catch (const base::Error& error) {
    if (error.code() == base::Code::kInternal) std::abort();
  }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const attest::intake::test::TinyWorkbook book{
      {{"S", text}}, "<si><t>a</t></si>", "", "", "<xf numFmtId='14'/>"};
  try_to_read(book.bytes());
  try_to_read(text);
  return 0;
}
