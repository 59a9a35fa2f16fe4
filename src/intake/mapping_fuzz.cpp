#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "intake/mapping.hpp"

// Any text is a mapping that can be bound to a table, or an Error with a remedy.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace attest;
  try {
    const auto mapping =
        intake::parse_mapping({reinterpret_cast<const char*>(bytes), size}, "fuzz.toml");
    const base::MemorySource source("id,name\n1,x\n", "fuzz.csv");
    const auto reader = intake::open(source);
    const intake::Applier applier(mapping, reader->head(), "fuzz.csv");
    intake::Batch batch;
    intake::Applied applied;
    while (reader->next(batch))
      for (std::size_t i = 0; i < batch.size(); ++i) applier.apply(batch[i], applied);
  } catch (const base::Error& error) {
    if (error.code() == base::Code::kInternal) std::abort();
  }
  return 0;
}
