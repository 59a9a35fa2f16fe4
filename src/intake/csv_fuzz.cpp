#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "intake/reader.hpp"

// Any bytes are rows or an Error; row numbers count up, and good rows have a cell for every column.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace attest;
  const base::MemorySource source({reinterpret_cast<const char*>(bytes), size}, "fuzz.csv");
  intake::Options options;
  options.kind = intake::Kind::kCsv;
  options.limits.row = 4096;
  try {
    const auto reader = intake::open(source, options);
    intake::Batch batch;
    std::int64_t number = 0;
    while (reader->next(batch))
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const intake::Row row = batch[i];
        if (row.number != number++) std::abort();
        if (row.refused.empty() && row.cells.size() < reader->head().columns.size()) std::abort();
      }
  } catch (const base::Error& error) {
    if (error.code() == base::Code::kInternal) std::abort();
  }
  return 0;
}
