#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "intake/reader.hpp"

// Any bytes under a JSON name are rows or an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace attest;
  const base::MemorySource source({reinterpret_cast<const char*>(bytes), size}, "fuzz.json");
  intake::Options options;
  options.limits.row = 4096;
  try {
    const auto reader = intake::open(source, options);
    intake::Batch batch;
    while (reader->next(batch))
      for (std::size_t i = 0; i < batch.size(); ++i)
        if (batch[i].refused.empty() && batch[i].cells.size() < reader->head().columns.size())
          std::abort();
  } catch (const base::Error& error) {
    if (error.code() == base::Code::kInternal) std::abort();
  }
  return 0;
}
