#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "base/toml.hpp"

// Any text is a tree that can be written as JSON, or an Error with a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace attest::base;
  try {
    const auto tree = parse_toml({reinterpret_cast<const char*>(bytes), size}, "fuzz");
    if (parse_json(to_json(tree)).fault) std::abort();
  } catch (const Error& error) {
    if (error.code() != Code::kMalformed || error.where().empty()) std::abort();
  }
  return 0;
}
