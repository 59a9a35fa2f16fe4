// Exhibits and objects by their hashes, case.toml, and files that nobody names.

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "proof/impl/case_check.hpp"

namespace attest::proof {
namespace {

namespace fs = std::filesystem;

/// What may stand in a case's folder beside the truth.
constexpr std::array<std::string_view, 19> kKnownNames = {
    "FORMAT",    "case.toml",     "log",           "facts",        "sealed",    "exhibits",
    "objects",   "index.db",      "index.db-wal",  "index.db-shm", "index.sum", "index.db-journal",
    "search.db", "search.db-wal", "search.db-shm", "desk.db",      "lost",      "incoming",
    "lock"};

}  // namespace

void CaseCheck::check_kept(const std::string& kind, const std::set<std::string>& named,
                           std::uint64_t& count) {
  std::set<std::string> seen;
  for (const auto& file : files_below(path(kind))) {
    base::check_stop(reporter_);
    guarded(kind + "/" + file, [&] { check_kept_file(kind, file, named, seen); });
  }
  count = seen.size();
  for (const auto& hash : named)
    if (!seen.contains(hash)) fault(kind + "/" + hash.substr(0, 2) + "/" + hash, "is missing");
}

void CaseCheck::check_kept_file(const std::string& kind, const std::string& file,
                                const std::set<std::string>& named, std::set<std::string>& seen) {
  const auto hash = fs::path(file).filename().string();
  const auto where = kind + "/" + file;
  if (!is_hash(hash) || file != hash.substr(0, 2) + "/" + hash)
    return note(where, "is not named by a hash");
  seen.insert(hash);
  const auto source = base::open_file(path(where));
  result_.bytes += source->size();
  if (base::to_hex(base::sha256(*source)) != hash)
    fault(where, "its bytes are not those it is named after");
  else if (!named.contains(hash))
    note(where, "no entry names it");
}

void CaseCheck::check_settings() {
  std::string logged;
  for (const auto& log : logs_)
    for (const auto& entry : log.entries)
      if (entry.act == "case") logged = entry.body["settings"].text();
  const auto text = read_file("case.toml");
  if (!text) return note("case.toml", "is missing");
  if (is_hash(logged) && base::to_hex(base::sha256(*text)) != logged)
    note("case.toml", "was edited after it was last logged, or its last change was taken back");
}

void CaseCheck::check_unknown_files() {
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const auto name = entry.path().filename().string();
    if (std::ranges::find(kKnownNames, name) == kKnownNames.end())
      note(name, "belongs to no part of a case");
  }
}

}  // namespace attest::proof
