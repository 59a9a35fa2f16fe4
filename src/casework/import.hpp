#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "intake/mapping.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// `attest import CASE FILE --map MAP --source S`
struct ImportRequest {
  std::string folder;
  std::string file;
  std::string map;     ///< a mapping file (docs/formats/mapping.md)
  std::string source;  ///< who asserts the rows that name nobody; empty: the mapping's
  std::string list;    ///< empty: the mapping's, else the file's name without its ending
  std::string note;    ///< how the file was obtained
  std::string member;
  vault::Extent extent = vault::Extent::kWhole;
  vault::Effect effect = vault::Effect::kWrite;
};

struct ImportAnswer {
  vault::ImportResult result;  ///< its ledger adds up: rows = added + changed + unchanged + refused
  std::string list;
  std::string exhibit;
  std::vector<intake::Refusal> refusals;  ///< the first kMostTold; the case keeps all
  std::vector<std::string> notes;         ///< what the reader assumed; columns that were not used
};
inline constexpr std::size_t kMostTold = 1000;

/// Reads a file by a mapping and keeps the file, the mapping, and every row: as a record, or as a
/// refusal with its raw cells. A newer file of the same list updates it. With kDryRun nothing is
/// kept and the answer tells what would be.
ImportAnswer import(const ImportRequest& request, base::Reporter& reporter);
base::Json to_json(const ImportAnswer& answer);
std::string to_text(const ImportAnswer& answer, vault::Effect effect);

/// `attest import CASE FILE --suggest`: a first mapping, as commented TOML.
std::string suggest_mapping(const std::string& file, base::Reporter& reporter);

}  // namespace attest::casework
