// tlog-proofs: read, checked, written back.

#include <cstdint>
#include <cstdlib>

#include "proof/evidence.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  attest::proof::check_evidence(text);
  attest::proof::parse_evidence(text);
  const auto proof = attest::proof::parse_tlog_proof(text);
  if (proof && !attest::proof::parse_tlog_proof(attest::proof::to_text(*proof))) std::abort();
  return 0;
}
