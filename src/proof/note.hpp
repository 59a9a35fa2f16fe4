#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sign.hpp"
#include "proof/tree.hpp"

namespace attest::proof {

// C2SP signed-note and tlog-checkpoint, Ed25519 signatures (type 01) only; lines of other kinds are
// kept and ignored.

struct NoteSignature {
  std::string name;
  std::string bytes;  ///< key ID (4 bytes, big-endian) and signature
};
struct Note {
  std::string text;  ///< with its final newline
  std::vector<NoteSignature> signatures;
};

/// Nothing if the bytes are no signed note: control characters, no blank line, a malformed
/// signature line, more than 64 signatures. A note without any signature is none.
std::optional<Note> parse_note(std::string_view bytes);

/// The note's bytes: text, blank line, one signature line.
std::string sign_note(std::string_view text, std::string_view name, const base::SigningKey& key);

enum class NoteCheck { kGood, kWrong, kNotSigned };
/// kNotSigned: no line is by this name and key. kWrong: there is one, and it does not fit the text.
NoteCheck check_note(const Note& note, std::string_view name, const base::PublicKey& key);

struct Checkpoint {
  std::string origin;  ///< first line of the note, for example "attest.local/0123456789abcdef"
  TreeHead head;
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};
std::string checkpoint_text(const Checkpoint& checkpoint);
/// From a note's text, or from an unsigned checkpoint; extension lines are ignored.
std::optional<Checkpoint> parse_checkpoint(std::string_view text);

/// The checkpoint name of a log, and an origin from the first public key of its office.
std::string checkpoint_name(std::string_view origin);  ///< "attest.local/ORIGIN"
std::string origin_of(const base::PublicKey& key);  ///< first 16 hexadecimal digits of its SHA-256

}  // namespace attest::proof
