#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "vault/impl/facts.hpp"
#include "vault/impl/index.hpp"

namespace attest::vault {

/// What a line's head says, as far as the index must know.
struct LineFact {
  enum class Op { kAdd, kChange, kSame, kGone, kOther };
  Op op = Op::kOther;
  LineId of;  ///< kChange: the record's first line; kSame: the first line that says the same
  std::int64_t count = 1;  ///< kSame: how many neighbouring lines
  std::string exhibit;     ///< of an act that keeps exhibits
};
/// Addresses that the head names must be in the index already.
LineFact read_fact(Index& index, const base::Json& head);

/// Takes the lines of one entry into the index, in order. The same code feeds from a running import
/// and from the files.
class Feed {
 public:
  Feed(Index& index, EntryId entry, std::string_view act);
  void line(const FactsEnd& place, std::uint32_t length, const LineFact& fact);
  /// After the last line: everything that the entry's body says.
  void finish(const IndexedEntry& entry, const base::Json& body);

 private:
  void take_rows(LineRange rows);
  void flush_rows();
  void flush_chunk();

  Index& index_;
  EntryId entry_;
  bool tells_records_;
  bool keeps_exhibits_;
  std::int64_t line_ = 0;
  Chunk chunk_;
  std::uint64_t chunk_bytes_ = 0;
  std::optional<LineRange> rows_;  ///< not yet written: the next may continue it
};

}  // namespace attest::vault
