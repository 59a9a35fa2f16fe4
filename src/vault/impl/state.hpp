#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/entries.hpp"
#include "vault/impl/facts.hpp"
#include "vault/impl/feed.hpp"
#include "vault/impl/index.hpp"
#include "vault/impl/keys.hpp"
#include "vault/impl/lock.hpp"
#include "vault/impl/log.hpp"
#include "vault/impl/store.hpp"
#include "vault/vault.hpp"

namespace attest::vault {

/// What an entry says about its lines; read once.
struct EntryView {
  IndexedEntry indexed;
  proof::Entry entry;
  std::vector<std::string> columns;
};

/// What every proof of a log ends in; made once for a size.
struct ProofEnd {
  std::uint64_t size = 0;
  std::string checkpoint;
  base::PublicKey key{};
};

/// An open case.
struct Vault::State {
  State(std::string folder, Access access, const Options& options);
  ~State();

  // ---- opening (impl/open.cpp)
  void open();
  void check_format() const;
  void load_logs();
  void check_acts() const;
  void open_index();
  /// Takes in the entries that the index lacks; false if the index contradicts the logs.
  bool catch_up();
  void replay(const Log& log, const Applied& from);
  void build_index(DatabaseMode mode);
  void remove_index();
  void find_own_log();
  void begin_own_log();
  void repair();
  void log_edited_settings();

  // ---- reading
  std::unique_ptr<Index> open_usable(DatabaseMode mode);
  const Log& log_of(const std::string& origin) const;
  EntryView load(const IndexedEntry& indexed) const;
  /// Kept: for entries whose lines are read again and again.
  const EntryView& view(EntryId id);
  IndexedEntry indexed(const model::Address& address);
  LineId line_id(const model::Address& record);
  model::Address address(LineId line);
  std::string line_text(LineId line);
  Line read_line(LineId line);
  Line parse_line(LineId line, std::string_view text);
  model::Record read_record(LineId version);
  /// What all records of an entry have in common; then parse_record() for each.
  void describe_records(EntryId entry, model::Record& record);
  void parse_record(LineId version, std::string_view text, model::Record& record);
  std::shared_ptr<const Chunk> chunk_of(LineId line);  ///< nullptr: there is no such line
  /// Calls for each line's text in order until it returns false.
  bool each_line(LineRange range, const std::function<bool(LineId, std::string_view)>& visit);
  std::string settings();
  std::string settings_object();
  std::optional<model::Exhibit> exhibit_at(LineId line);
  /// The tree over an entry's lines; the last one asked for is kept.
  const proof::TileTree& batch(EntryId entry);
  const ProofEnd& proof_end(const Log& log);

  // ---- writing
  /// The case is open for writing, and our own log exists and knows its first member. Before every
  /// act.
  void ready_to_act();
  Applied applied_now() const;
  void write_settings_file();
  model::Address change_settings(std::string_view toml);
  std::string now() const { return base::to_iso(clock.now()); }
  std::string path(std::string_view below) const { return folder + "/" + std::string(below); }

  std::string folder;
  Access access;
  Disk& disk;
  const base::Clock& clock;
  std::string key_folder;
  Lock lock;
  std::vector<std::unique_ptr<Log>> logs;
  Log* own = nullptr;
  std::optional<base::SigningKey> key;
  std::unique_ptr<Index> index;
  FactsReader reader;
  std::unique_ptr<FactsWriter> facts;
  Store store;
  model::Address actor;
  std::string first_member;  ///< name, should our log have to begin
  std::vector<std::string> notes;
  std::map<EntryId, EntryView> views;
  /// Lines are mostly read one after another, so the last chunk is held; shared, because a visitor
  /// of lines may itself ask for others.
  std::shared_ptr<const Chunk> held_chunk;
  EntryId chunk_entry = kNoEntry;              ///< whose it is
  std::map<EntryId, proof::TileTree> batches;  ///< of the entry last proved from
  std::map<std::string, ProofEnd> proof_ends;
  bool acting = false;  ///< an act is being written
};

constexpr std::string_view kFormatText = "attest case 1\n";
constexpr std::string_view kTool = "attest 0.1.0";

}  // namespace attest::vault
