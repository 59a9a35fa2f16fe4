// attest-verify PATH: checks a case folder, or a proof that a published page offers. 0 good, 1
// cannot be read, 2 usage, 3 faults.

#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "proof/evidence.hpp"
#include "proof/verify.hpp"

namespace attest {
namespace {

constexpr int kGood = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kFaulty = 3;

constexpr std::string_view kHelp =
    "attest-verify PATH\n"
    "\n"
    "Checks what Attest wrote, from its plain files alone:\n"
    "  a case folder            every entry, line, exhibit and signature\n"
    "  a file *.tlog-proof      that a statement stands in a signed log\n"
    "\n"
    "Exit code: 0 good, 1 cannot be read, 2 usage, 3 faults were found.\n";

void print(const char* kind, const std::vector<proof::Fault>& faults) {
  for (const auto& fault : faults)
    fmt::print("{}: {}{}{}\n", kind, fault.where, fault.where.empty() ? "" : ": ", fault.what);
}

int verify_folder(const std::string& folder) {
  const auto result = proof::verify_case(folder);
  print("note", result.notes);
  print("FAULT", result.faults);
  for (const auto& checkpoint : result.checkpoints)
    fmt::print("log {}: {} entries, root {}\n", checkpoint.origin, checkpoint.head.size,
               base::to_hex(checkpoint.head.root));
  fmt::print("{} entries, {} lines, {} exhibits, {} objects, {} bytes read\n", result.entries,
             result.lines, result.exhibits, result.objects, result.bytes);
  fmt::print("{}\n", result.good() ? "good" : "FAULTY");
  return result.good() ? kGood : kFaulty;
}

int verify_proof(const std::string& path) {
  constexpr std::uint64_t kLargestProof = 64'000'000;
  const auto file = base::open_file(path);
  const auto check = proof::check_evidence(base::read_all(*file, kLargestProof, "largest proof"));
  for (const auto& fault : check.faults) fmt::print("FAULT: {}\n", fault);
  if (!check.faults.empty()) return kFaulty;
  fmt::print("log {}: {} entries, root {}\n", check.checkpoint.origin, check.checkpoint.head.size,
             base::to_hex(check.checkpoint.head.root));
  for (const auto& shown : check.shown)
    fmt::print("{}.{}: {}\n", check.address, shown.column, shown.cell);
  fmt::print("good\n");
  return kGood;
}

int run(std::string_view argument) {
  const std::string path(argument);
  if (argument == "--help" || argument == "-h") {
    fmt::print("{}", kHelp);
    return kGood;
  }
  if (!std::filesystem::exists(path)) {
    fmt::print(stderr, "attest-verify: {}: no such file or folder\n", path);
    return kFailed;
  }
  return std::filesystem::is_directory(path) ? verify_folder(path) : verify_proof(path);
}

}  // namespace
}  // namespace attest

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "{}", attest::kHelp);
    return attest::kUsage;
  }
  try {
    return attest::run(argv[1]);
  } catch (const attest::base::Error& error) {
    fmt::print(stderr, "attest-verify: {}\n", error.message());
  } catch (const std::exception& error) {
    fmt::print(stderr, "attest-verify: {}\n", error.what());
  }
  return attest::kFailed;
}
