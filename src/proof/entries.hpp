#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "proof/tree.hpp"

namespace attest::proof {

// The file `entries`: (uint16 big-endian length, entry) end to end, exactly the C2SP entry bundles
// one after the other.

constexpr std::size_t kLongestEntry = 65'535;

/// Length and entry, as they stand in the file. Throws Error{kLimit} above kLongestEntry.
std::string frame_entry(std::string_view entry);

struct Framing {
  std::vector<std::string_view> entries;  ///< views into the bytes given
  std::uint64_t whole = 0;  ///< bytes that whole entries take; what follows is a torn tail
};
Framing split_entries(std::string_view bytes);

/// An entry's fixed members. The body is what its act defines (docs/formats/case.md).
struct Entry {
  std::string act;
  std::string at;    ///< "2026-02-25T18:03:07.250Z"
  std::string by;    ///< address of a member entry
  std::string tool;  ///< what wrote it: "attest 0.1.0"
  base::Json body;
};
std::string to_text(const Entry& entry);  ///< canonical

/// Nothing, with the reason, unless the text is canonical JSON with exactly these members and v
/// = 1.
struct EntryReading {
  std::optional<Entry> entry;
  std::string reason;
};
EntryReading read_entry(std::string_view text);

/// The acts that format 1 knows, those it reserves included. A log that holds others was written by
/// a newer version.
bool is_known_act(std::string_view act);

/// The lines of one act: {"root","lines","runs":[[file, first line, lines]…]}.
struct Batch {
  struct Run {
    std::uint64_t file = 0;   ///< 1: 00000001.jsonl
    std::uint64_t first = 0;  ///< 0-based line in that file
    std::uint64_t lines = 0;
    friend bool operator==(const Run&, const Run&) = default;
  };
  Digest root{};
  std::uint64_t lines = 0;
  std::vector<Run> runs;
};
base::Json to_json(const Batch& batch);
/// Of an entry's body; nothing if it has none or it contradicts itself.
std::optional<Batch> read_batch(const base::Json& body);

/// "00000001.jsonl".
std::string facts_file(std::uint64_t number);

}  // namespace attest::proof
