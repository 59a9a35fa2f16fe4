#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/note.hpp"
#include "proof/tree.hpp"

namespace attest::proof {

// What a stranger needs to check that a statement stands in a log, in one text: a C2SP tlog-proof
// whose `extra` line carries (canonical JSON) the entry, the line's head and digests, its path in
// the batch, and the cells that are shown:
//   {"cells":[["SALT",j,CELL] as
//   text…],"digests":[hex…],"entry":"…","head":"…","key":hex,"line":n,"path":[base64…]}

/// C2SP tlog-proof, taken apart.
struct TlogProof {
  std::string extra;  ///< decoded; empty: none
  std::uint64_t index = 0;
  std::vector<Digest> path;
  std::string checkpoint;  ///< the signed note
};
std::string to_text(const TlogProof& proof);
std::optional<TlogProof> parse_tlog_proof(std::string_view text);

/// The extra line's content.
struct Evidence {
  std::string entry;  ///< canonical text
  std::string head;   ///< of the line
  std::uint64_t line = 0;
  std::vector<Digest> digests;     ///< of every cell of the line
  std::vector<Digest> path;        ///< of the line in its batch
  std::vector<std::string> cells;  ///< shown ones: the text whose hash is the digest
  base::PublicKey key{};           ///< the log's first
};
std::string to_text(const Evidence& evidence);
std::optional<Evidence> parse_evidence(std::string_view extra);

/// A cell that a proof shows.
struct ShownCell {
  std::uint64_t column = 0;
  std::string cell;  ///< JSON as in the facts
};
struct EvidenceCheck {
  std::vector<std::string> faults;  ///< empty: it holds
  Checkpoint checkpoint;
  std::string address;  ///< "ORIGIN/n.line"
  std::string entry;
  std::vector<ShownCell> shown;
};
/// Checks everything from the shown cells to the signature. That the key is the right one the
/// stranger sees by the origin, which is made from it.
EvidenceCheck check_evidence(std::string_view tlog_proof);

}  // namespace attest::proof
