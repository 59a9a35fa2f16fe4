#include <cstdint>
#include <cstdlib>

#include "base/json.hpp"

// What is read is written and read back the same; a fault lies inside the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace attest::base;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto parsed = parse_json(text);
  if (parsed.fault) {
    if (parsed.fault->offset > size) std::abort();
    return 0;
  }
  const auto written = to_canonical_json(parsed.value);
  const auto again = parse_json(written);
  if (again.fault || to_canonical_json(again.value) != written) std::abort();
  return 0;
}
