#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "proof/entries.hpp"
#include "proof/verify.hpp"

namespace attest::proof {

/// A log while it is checked: its entries in order; unreadable ones have no act.
struct CheckedLog {
  std::string origin;
  std::vector<Entry> entries;
};

/// What the parts of a verification share.
class CaseCheck {
 public:
  CaseCheck(std::string folder, Verification& result, base::Reporter& reporter)
      : folder_(std::move(folder)), result_(result), reporter_(reporter) {}

  void run();

 private:
  void check_format();
  void check_logs();
  CheckedLog check_log(const std::string& origin);
  void check_entry(std::string_view text, std::size_t index, CheckedLog& log);
  void check_head(const CheckedLog& log, const std::vector<Digest>& leaves, std::uint64_t torn);
  void check_note_of(const CheckedLog& log, const std::string& note, const std::string& where);
  void check_tiles(const CheckedLog& log, const std::vector<Digest>& leaves, std::uint64_t size);
  void check_tile_files(const CheckedLog& log, const std::vector<Digest>& leaves);
  void check_references();
  void check_facts(const CheckedLog& log);
  void check_kept(const std::string& kind, const std::set<std::string>& named,
                  std::uint64_t& count);
  void check_kept_file(const std::string& kind, const std::string& path,
                       const std::set<std::string>& named, std::set<std::string>& seen);
  void check_settings();
  void check_unknown_files();

  /// Exhibits and objects that a body or head names.
  void collect_names(const base::Json& json);
  void fault(std::string where, std::string what);
  void note(std::string where, std::string what);
  std::string path(std::string_view below) const { return folder_ + "/" + std::string(below); }
  std::optional<std::string> read_file(const std::string& below);
  /// Runs one part; what it throws becomes a fault at `where`.
  template <class F>
  void guarded(const std::string& where, F&& part);

  friend class FactsCheck;

  std::string folder_;
  Verification& result_;
  base::Reporter& reporter_;
  std::vector<CheckedLog> logs_;
  std::set<std::string> exhibits_;
  std::set<std::string> objects_;
};

template <class F>
void CaseCheck::guarded(const std::string& where, F&& part) {
  try {
    part();
  } catch (const base::Error& error) {
    if (error.code() == base::Code::kStopped) throw;
    fault(where, error.message());
  } catch (const std::exception& error) {
    fault(where, error.what());
  }
}

/// 64 lower-case hexadecimal digits.
bool is_hash(std::string_view text);
/// Files below a folder, sorted; paths relative to it. Nothing where there is no such folder.
std::vector<std::string> files_below(const std::string& folder);

}  // namespace attest::proof
