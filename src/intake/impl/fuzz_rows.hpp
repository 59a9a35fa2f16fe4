#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "intake/reader.hpp"

namespace attest::intake::impl {

/// What holds of any bytes under any name: they are rows or an Error; row numbers count up; good
/// rows have a cell for every column. For fuzz targets: aborts where it does not.
inline void read_any(std::string_view bytes, std::string name, const Options& options) {
  const base::MemorySource source(bytes, std::move(name));
  try {
    const auto reader = open(source, options);
    Batch batch;
    std::int64_t next = 0;
    while (reader->next(batch))
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const Row row = batch[i];
        if (row.number != next++) std::abort();
        if (row.refused.empty() && row.cells.size() < reader->head().columns.size()) std::abort();
      }
  } catch (const base::Error& error) {
    if (error.code() == base::Code::kInternal) std::abort();
  }
}

/// What libFuzzer hands over.
inline int read_any(const std::uint8_t* bytes, std::size_t size, std::string name,
                    const Options& options) {
  read_any({reinterpret_cast<const char*>(bytes), size}, std::move(name), options);
  return 0;
}

}  // namespace attest::intake::impl
