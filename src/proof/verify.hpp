#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "proof/note.hpp"

namespace attest::proof {

/// What is wrong, and where: a file of the case and the place in it.
struct Fault {
  std::string where;
  std::string what;
  friend bool operator==(const Fault&, const Fault&) = default;
};

/// What a verification found. Faults mean that the truth on disk is not what the log says. Notes
/// are things a reader should know that are no fault: acts of a newer version, what was erased,
/// files that nobody names, an unfinished act.
struct Verification {
  std::vector<Fault> faults;
  std::vector<Fault> notes;
  std::vector<Checkpoint> checkpoints;  ///< one a log, as computed from its entries
  std::uint64_t entries = 0;
  std::uint64_t lines = 0;
  std::uint64_t exhibits = 0;
  std::uint64_t objects = 0;
  std::uint64_t bytes = 0;  ///< read and hashed

  bool good() const { return faults.empty(); }
};

/// Checks a whole case from its plain files (docs/formats/case.md): FORMAT; entries against tiles,
/// checkpoint and signature; every line against its batch; ledger sums; exhibits and objects by
/// hash; case.toml. Needs no index. Whatever the folder holds, the answer is a list, not an
/// exception. At most 1,000 faults and notes are listed of each kind of place.
Verification verify_case(const std::string& folder,
                         base::Reporter& reporter = base::silent_reporter());

}  // namespace attest::proof
