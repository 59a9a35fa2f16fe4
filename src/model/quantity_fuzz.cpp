#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace attest::model;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  quantity_from_code(text, {});
  const auto quantity = read_quantity(text);
  if (!quantity) return 0;
  if (quantity->words != text) std::abort();
  if (quantity_from_code(quantity_code(*quantity), quantity->words) != quantity) std::abort();
  return 0;
}
