#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "reading/pack.hpp"
#include "reading/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace attest;
  try {
    const auto pack = reading::Pack::parse({reinterpret_cast<const char*>(data), size}, "fuzz");
    reading::Reader(pack).read("At least 12 people were killed, including 3 women, he said.");
  } catch (const base::Error&) {
    // a fault in the pack, told as one
  }
  return 0;
}
