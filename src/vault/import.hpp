#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "model/address.hpp"
#include "model/record.hpp"
#include "vault/rows.hpp"

namespace attest::vault {

/// A file is the whole list (what is missing is gone) or only a part of it (what is missing stays).
enum class Extent { kWhole, kPart };
enum class Effect { kWrite, kDryRun };

/// What an import is a snapshot of.
struct ImportSpec {
  std::string list;  ///< the list's name, stable over its versions
  model::RecordKind kind = model::RecordKind::kStatement;
  std::vector<std::string> columns;  ///< property names, in the order of the cells
  std::vector<std::string>
      keys;  ///< columns by which rows meet records; empty: all cells and the how-manieth
  std::string exhibit;  ///< hexadecimal SHA-256, kept before
  std::string table;
  std::string mapping;    ///< object: hexadecimal SHA-256, or empty
  model::Address source;  ///< the record of the source of the whole list, or empty
  Extent extent = Extent::kWhole;
  Effect effect = Effect::kWrite;
};

/// Records outside lists.
struct RecordsSpec {
  std::string act = "records";  ///< or "source"
  model::RecordKind kind = model::RecordKind::kStatement;
  std::vector<std::string> columns;
  std::string exhibit;  ///< may be empty
};

/// The row ledger: rows = added + changed + unchanged + refused.
struct Ledger {
  std::uint64_t rows = 0;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t refused = 0;
  std::uint64_t gone = 0;  ///< records of the former snapshot that this one no longer has
  friend bool operator==(const Ledger&, const Ledger&) = default;
};

struct Import {
  model::Address address;
  std::string at;
  std::string list;
  model::RecordKind kind = model::RecordKind::kStatement;
  std::vector<std::string> columns;
  std::vector<std::string> keys;
  std::string exhibit;
  std::string table;
  std::string mapping;
  model::Address source;
  Extent extent = Extent::kWhole;
  model::Address after;  ///< the import it was compared with; empty: the first
  Ledger ledger;
  bool in_force = true;
};

/// A list under the entries in force.
struct ListState {
  std::string name;
  model::RecordKind kind = model::RecordKind::kStatement;
  model::Address newest;  ///< the import that makes its state
  std::uint64_t records = 0;
  std::vector<model::Address>
      conflicts;  ///< imports that compete with one in force and wait for a decision
};

/// What a row turned out to be.
struct RowVerdict {
  std::int64_t row = 0;
  model::Operation operation = model::Operation::kAdd;
  model::Address of;  ///< kChange, kSame, kGone: the line that held it before
};

struct ImportResult {
  model::Address address;  ///< empty in a dry run
  Ledger ledger;
  /// The first 1,000 rows that were added to an existing list, changed or gone; the rest:
  /// Vault::visit_lines.
  std::vector<RowVerdict> verdicts;
  /// Rows whose key had been seen earlier in the same file; kept, and told (the first 1,000).
  std::vector<std::int64_t> repeated_keys;
};

/// Takes rows in the order of the file, compares them with the list's former snapshot, and writes
/// one act. Memory does not grow with the file. Rendering and hashing run on other threads.
/// Destroyed before commit: nothing happened.
class ImportWriter {
 public:
  struct State;
  explicit ImportWriter(std::unique_ptr<State> state);
  ~ImportWriter();
  ImportWriter(ImportWriter&&) noexcept;
  ImportWriter& operator=(ImportWriter&&) noexcept;

  /// Rows must come in ascending order. The batch is taken over and left empty, its memory reused.
  void write(RowBatch& batch);
  /// Further members of the entry's body, for example counts of a mapping's notes.
  void note(std::string key, base::Json value);
  /// On the device after this. In a dry run: what would have happened.
  ImportResult commit();

 private:
  std::unique_ptr<State> state_;
};

}  // namespace attest::vault
