#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/report.hpp"
#include "base/time.hpp"
#include "model/address.hpp"
#include "model/nouns.hpp"
#include "model/record.hpp"
#include "vault/disk.hpp"
#include "vault/import.hpp"
#include "vault/rows.hpp"

namespace attest::vault {

// A case on disk (docs/formats/case.md). Truth is plain files – log, facts, exhibits, objects;
// index.db is made from them and may be deleted at any time. One act is one entry of the log, in
// force until an undo names it. What is told here is told under the entries in force, unless it
// says otherwise.
//
// One process writes, any number read. A Vault is used by one thread at a time. Every call that
// appends returns after the entry is on the device. Errors: kNotFound (no such case, entry,
// exhibit…), kUnwritable (disk full, folder read-only), kLocked (another process writes),
// kNewerVersion (made by a newer Attest: may still be verified), kDamaged (the truth contradicts
// itself: run verify), kUsage (append to a case opened for reading).

enum class Access { kRead, kWrite };

struct Options {
  /// Folder of the private keys; empty: $ATTEST_HOME, else $XDG_CONFIG_HOME/attest, else
  /// ~/.config/attest. A case whose key is not there gets a log of its own beside the ones it has.
  std::string key_store;
  const base::Clock* clock = nullptr;  ///< nullptr: the system's
  Disk* disk = nullptr;                ///< nullptr: the real one
};

/// What a case begins with.
struct NewCase {
  std::string settings;  ///< the text of case.toml
  std::string member;    ///< name of the first member: who acts
};

struct Member {
  model::Address address;  ///< of its entry; entries name it in `by`
  std::string name;
};

/// One act as the log has it.
struct Entry {
  model::Address address;
  std::string act;  ///< "import", "decide", "undo"… also ones this version does not know
  std::string at;   ///< UTC, "2026-02-25T18:03:07.250Z"
  model::Address by;
  std::string member;  ///< the name that `by` stands for
  base::Json body;
  bool in_force = true;
  model::Address undone_by;  ///< the undo in force that names it, if one does
};

/// The log's state, signed: what a page prints, and what a stranger compares.
struct Checkpoint {
  std::string origin;  ///< 16 hexadecimal digits
  std::uint64_t size = 0;
  std::string root;  ///< hexadecimal
  std::string date;  ///< of the newest entry, as in Entry::at
  std::string
      note;  ///< the signed note (C2SP checkpoint); unsigned text if nobody here holds the key
};

/// A file to be kept. `open` is called once, when its turn comes, so that a thousand files need one
/// handle.
struct NewExhibit {
  std::function<std::unique_ptr<base::ByteSource>()> open;
  std::string name;
  std::string media;
  std::string obtained;  ///< how, when, by whom
};
struct KeptExhibit {
  model::Exhibit exhibit;
  bool was_there = false;  ///< the same bytes were kept before; nothing was logged for it
};

/// Text that was extracted from an exhibit, kept as an object because tomorrow's extractor may
/// differ.
struct Text {
  model::Address address;
  std::string exhibit;  ///< hexadecimal SHA-256
  std::string object;   ///< hexadecimal SHA-256 of the text
  std::string tool;     ///< what extracted it
};

struct NewDecision {
  model::Verdict verdict = model::Verdict::kUnsure;
  std::vector<model::Address> records;   ///< records, or statements (adopt)
  std::vector<model::Address> replaces;  ///< earlier decisions that no longer stand
  std::string reason;
};
/// A decision in force. Two in force on one question are a conflict: count as unsure.
struct StandingDecision {
  model::Decision decision;
  bool conflict = false;
};

/// Any act: for kinds that have no call of their own (publish, run, check…). `body` may hold ids,
/// hashes, counts and times, never a word about a person: words go into cells. Objects it needs are
/// named in body.objects, exhibits in body.exhibit, so that verify finds them.
struct Act {
  std::string act;
  base::Json body = base::Json::object();
  std::vector<std::string> columns;
  struct Line {
    base::Json head;  ///< at least {"op":…}
    std::vector<model::Cell> cells;
  };
  std::vector<Line> lines;
};

/// A line of the facts as it stands, in force or not.
struct Line {
  model::Address address;
  base::Json head;
  std::vector<std::string> columns;  ///< of its act; a refused row has others (RowBatch)
  std::vector<model::Cell> cells;
};

/// Which records are visited. Empty members do not restrict.
struct RecordFilter {
  std::optional<model::RecordKind> kind;
  std::string list;
  std::string exhibit;
  model::Address entry;  ///< those whose present version stands in this entry
};
/// Called for each record, which is reused: copy what is kept. Return false to stop.
using RecordVisitor = std::function<bool(const model::Record&)>;
using LineVisitor = std::function<bool(const Line&)>;

class Vault {
 public:
  /// Makes a new case in a folder that does not exist or is empty: complete, or not there at all.
  static Vault create(const std::string& folder, const NewCase& what, const Options& options = {});
  /// Opens a case. For writing: takes the lock, repairs what a crash left (an unfinished act moves
  /// to CASE/lost), logs case.toml if it was edited. For reading: changes nothing on the disk.
  static Vault open(const std::string& folder, Access access, const Options& options = {});
  ~Vault();
  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;

  // ---- the case and its log
  const std::string& folder() const;
  std::string settings() const;  ///< case.toml as last logged
  model::Address change_settings(std::string_view toml);
  Checkpoint checkpoint() const;       ///< of our own log, or of the only one there is
  std::vector<Entry> entries() const;  ///< oldest first; by origin, then number
  Entry entry(const model::Address& address) const;
  /// What opening found and did, for people: "an unfinished act of 2 lines moved to lost/". Mostly
  /// empty.
  const std::vector<std::string>& notes() const;

  // ---- who acts
  model::Address add_member(std::string_view name);
  std::vector<Member> members() const;
  /// Acts that follow are this member's; at first those of the log's first member.
  void act_as(const model::Address& member);

  // ---- bytes
  /// Keeps files under their SHA-256, streamed, one act for all of them.
  std::vector<KeptExhibit> add_exhibits(std::span<const NewExhibit> files,
                                        base::Reporter& reporter = base::silent_reporter());
  std::vector<model::Exhibit> exhibits() const;
  /// By whole hash, or by its first digits if they are unambiguous (at least 4).
  std::optional<model::Exhibit> find_exhibit(std::string_view sha256) const;
  std::unique_ptr<base::ByteSource> open_exhibit(std::string_view sha256) const;
  /// Keeps bytes of our making (mapping, text, page list); on the device before the next entry that
  /// names it. Returns the hexadecimal SHA-256.
  std::string put_object(std::string_view bytes);
  std::unique_ptr<base::ByteSource> open_object(std::string_view sha256) const;
  std::string object(std::string_view sha256) const;  ///< whole, at most 256 MB
  model::Address add_text(std::string_view exhibit, std::string_view text, std::string_view tool);
  std::vector<Text> texts(std::string_view exhibit = {}) const;

  // ---- records
  /// A snapshot of a list (vault/import.hpp). One at a time; nothing else may be appended
  /// meanwhile.
  ImportWriter begin_import(const ImportSpec& spec,
                            base::Reporter& reporter = base::silent_reporter());
  /// Records that belong to no list: accepted claims (act "records"), sources (act "source").
  ImportWriter begin_records(const RecordsSpec& spec);
  void visit_records(const RecordFilter& filter, const RecordVisitor& visitor) const;
  /// As it stands now: by the address of the record, of any of its versions, or of one of its
  /// statements. Nothing if it is not in force.
  std::optional<model::Record> record(const model::Address& address) const;
  /// record() for many addresses, in one look at the index: `visit` is called with the place in
  /// `addresses` and the record, in their order, for those that are in force. It may ask for
  /// anything, and append nothing.
  void visit_records_at(std::span<const model::Address> addresses,
                        const std::function<void(std::size_t, const model::Record&)>& visit) const;
  std::uint64_t count_records(const RecordFilter& filter) const;
  std::vector<ListState> lists() const;
  /// Every import, in force or not, oldest first.
  std::vector<Import> imports() const;

  // ---- lines, in force or not
  Line line(const model::Address& record) const;
  void visit_lines(const model::Address& entry, const LineVisitor& visitor) const;
  /// The bytes of the line, as jq reads them.
  std::string line_text(const model::Address& record) const;
  /// A C2SP tlog-proof that these statements of one record (or all of its cells, if given the
  /// record) stand in the log of the checkpoint; other cells of the record stay unseen.
  std::string proof(std::span<const model::Address> statements) const;

  // ---- decisions and acts
  std::vector<model::Address> decide(std::span<const NewDecision> decisions);
  std::vector<StandingDecision> decisions() const;
  /// Takes an entry back, whatever it is; an undo too. Returns the undo's address. Undoing what is
  /// already undone, or the entry that made the log, is Error{kUsage}.
  model::Address undo(const model::Address& entry, std::string_view reason = {});
  model::Address append(const Act& act);

  /// Makes the index anew from the truth.
  void rebuild();

  struct State;

 private:
  explicit Vault(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What lies in index.db against index.sum, which a clean closing writes (SHA-256 of the other). An
/// index that is not as it was closed may answer falsely until rebuild() makes it anew.
enum class IndexState {
  kAbsent,     ///< none: opening makes it
  kAsClosed,   ///< the bytes that were written last
  kNotClosed,  ///< somebody is writing, or died while writing
  kChanged     ///< other bytes than were written
};
IndexState check_index(const std::string& folder);

/// True if the folder looks like a case (has FORMAT).
bool is_case(const std::string& folder);

}  // namespace attest::vault
