#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

// Verbs that begin a case, keep files, take acts back and tell the log.

/// `attest init CASE`
struct InitRequest {
  std::string folder;
  std::string title;     ///< empty: the folder's name
  std::string member;    ///< who acts; empty: the account's name
  std::string settings;  ///< a case.toml to begin with; empty: a commented template
};
struct InitAnswer {
  std::string folder;
  std::string origin;
  std::string member;
};
InitAnswer init(const InitRequest& request);
base::Json to_json(const InitAnswer& answer);

/// `attest add CASE FILE…`
struct AddRequest {
  std::string folder;
  std::vector<std::string> files;
  std::string note;  ///< how, when, from whom they were obtained
  std::string member;
};
struct AddAnswer {
  std::vector<vault::KeptExhibit> kept;
  std::vector<std::string> notes;  ///< files without readable text, and why
};
/// Keeps files as exhibits, and the text of those that are prose as an object with offsets.
AddAnswer add(const AddRequest& request, base::Reporter& reporter);
base::Json to_json(const AddAnswer& answer);

/// `attest undo CASE ENTRY`
struct UndoRequest {
  std::string folder;
  std::string entry;
  std::string reason;
  std::string member;
};
struct UndoAnswer {
  model::Address undone;
  model::Address undo;
  std::string act;  ///< of what was taken back
};
UndoAnswer undo(const UndoRequest& request);
base::Json to_json(const UndoAnswer& answer);

/// `attest log CASE`
std::vector<vault::Entry> log(const std::string& folder);
/// What an act did, in a few words: "import of claims: 110 rows, 110 added".
std::string summary(const vault::Entry& entry);
base::Json to_json(const std::vector<vault::Entry>& entries);

/// `attest member CASE [NAME]`: the members, after adding one if a name is given.
std::vector<vault::Member> member(const std::string& folder, const std::string& name);
base::Json to_json(const std::vector<vault::Member>& members);

/// `attest rebuild CASE`: makes the indexes anew. Returns the number of entries.
std::uint64_t rebuild(const std::string& folder);

}  // namespace attest::casework
