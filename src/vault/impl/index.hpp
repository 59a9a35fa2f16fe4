#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/address.hpp"
#include "vault/impl/sqlite.hpp"

namespace attest::vault {

// The index: where things are, and which of them stand. Nothing in it is evidence; all of it can be
// made again from the plain files. It holds places and ranges of lines, never a value of a record:
// a million rows take a few thousand rows here.

/// An entry's number in the index, from 1; means nothing outside it.
using EntryId = std::int64_t;
constexpr EntryId kNoEntry = 0;

struct IndexedEntry {
  EntryId id = kNoEntry;
  model::Address address;
  std::string act;
  EntryId undone_by = kNoEntry;  ///< the undo in force that names it
};

/// A line by its entry and number.
struct LineId {
  EntryId entry = kNoEntry;
  std::int64_t line = 0;
  friend auto operator<=>(const LineId&, const LineId&) = default;
};
struct LineRange {
  LineId first;
  std::int64_t count = 0;
  friend bool operator==(const LineRange&, const LineRange&) = default;
};

/// Up to 256 neighbouring lines of an entry in one facts file.
struct Chunk {
  std::int64_t first = 0;              ///< line in the entry
  std::uint64_t file = 0;              ///< 1: 00000001.jsonl
  std::uint64_t offset = 0;            ///< of the first line in the file
  std::vector<std::uint32_t> lengths;  ///< with newline
};

/// An act that says which records there are: an import of a list, or records without a list ("").
struct Snapshot {
  EntryId entry = kNoEntry;
  std::string list;
  std::string kind;
  bool part = false;
  EntryId after = kNoEntry;
};

/// How far a log and its facts have been taken in.
struct Applied {
  std::uint64_t size = 0;
  std::string root;        ///< hexadecimal
  std::uint64_t file = 1;  ///< end of the facts
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  friend bool operator==(const Applied&, const Applied&) = default;
};

class Index {
 public:
  Index(const std::string& path, DatabaseMode mode);

  /// False if the file holds no index of this version or is a copy of one: make it anew.
  bool usable();
  void create_tables();
  /// Binds the index to the file it lies in, so that a copy is known to be one.
  void remember_file();

  std::optional<std::string> meta(std::string_view name);
  void set_meta(std::string_view name, std::string_view value);

  void begin();
  void commit();
  void roll_back();
  /// While it lives all reads see one state of the index, which is not locked anew for each.
  class Look {
   public:
    explicit Look(Index& index);
    ~Look();
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;

   private:
    Index& index_;
  };
  /// Leaves a single file behind that opens on read-only media.
  void settle();

  std::optional<Applied> applied(std::string_view origin);
  void set_applied(std::string_view origin, const Applied& applied);

  EntryId next_id();
  void add_entry(const IndexedEntry& entry);
  std::vector<IndexedEntry> entries();
  std::vector<IndexedEntry> entries_of(std::string_view act);
  std::vector<std::string> acts();
  std::optional<IndexedEntry> entry(EntryId id);
  std::optional<IndexedEntry> entry(const model::Address& address);
  void set_undone(EntryId entry, EntryId by);
  void add_undo(EntryId undo, EntryId target);
  std::vector<std::pair<EntryId, EntryId>> undos();  ///< (undo, target), newest first

  void add_chunk(EntryId entry, const Chunk& chunk);
  std::optional<Chunk> chunk(LineId line);
  std::int64_t line_count(EntryId entry);

  void add_snapshot(const Snapshot& snapshot);
  std::vector<Snapshot> snapshots(std::string_view list);  ///< oldest first
  std::optional<Snapshot> snapshot(EntryId entry);
  std::vector<std::string> lists();
  /// The lines that a snapshot says its records are, in its order; its own or earlier ones.
  void add_rows(EntryId snapshot, const LineRange& rows);
  std::vector<LineRange> rows(EntryId snapshot);
  /// A changed record: `version` says what `first` is now.
  void add_version(LineId version, LineId first);
  std::vector<std::pair<LineId, LineId>> versions(EntryId entry);  ///< (version, first)
  LineId first_of(LineId version);                                 ///< itself if it is the first
  std::vector<LineId> versions_of(LineId first);                   ///< with itself

  void set_standing(std::string_view list, std::span<const LineRange> ranges);
  void append_standing(std::string_view list, std::span<const LineRange> ranges);
  std::vector<LineRange> standing(std::string_view list);
  bool stands(LineId line);

  void add_exhibit(std::string_view sha256, LineId line);
  std::vector<LineId> exhibits(std::string_view sha256_prefix);

 private:
  Statement& sql(const char* text);
  std::string path_;
  Database database_;
  std::map<const char*, Statement> statements_;
};

}  // namespace attest::vault
