// Signed notes and checkpoints.

#include <cstdint>
#include <cstdlib>

#include "proof/note.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto note = attest::proof::parse_note(bytes);
  if (note && attest::proof::check_note(*note, "attest.local/0000000000000000", {}) ==
                  attest::proof::NoteCheck::kGood)
    std::abort();
  const auto checkpoint = attest::proof::parse_checkpoint(bytes);
  if (!checkpoint) return 0;
  if (attest::proof::parse_checkpoint(attest::proof::checkpoint_text(*checkpoint)) != checkpoint)
    std::abort();
  return 0;
}
