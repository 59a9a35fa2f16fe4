#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/date.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto date = attest::model::Date::parse(text);
  if (!date) return 0;
  if (date->text() != text) std::abort();
  const auto first = date->earliest();
  const auto last = date->latest();
  if (first && last && *last < *first) std::abort();
  return 0;
}
