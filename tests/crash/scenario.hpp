#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "vault/vault.hpp"

namespace attest::crash {

/// A folder of its own, gone at the end.
class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  std::string folder() const { return (root_ / "case").string(); }
  std::filesystem::path root() const { return root_; }
  vault::Options options(vault::Disk* disk = nullptr) const;

 private:
  std::filesystem::path root_;
};

/// One of every kind of act, in a fixed order: make a case, keep files, import, decide, import a
/// newer version, publish, take back, change settings… `acknowledge` is called after each with the
/// number of acts done.
void run_scenario(const Workplace& place, vault::Disk* disk,
                  const std::function<void(std::size_t)>& acknowledge);
std::size_t scenario_acts();

/// Everything a user can see, without what differs from run to run (origin, salts, times): equal
/// summaries, equal cases.
std::string summary(const vault::Vault& vault);
/// After each number of acts, from a run without faults; [0] is empty: no case.
std::vector<std::string> expected_summaries();

/// Faults that a verification finds, as text; empty: good.
std::string faults_of(const std::string& folder);

}  // namespace attest::crash
