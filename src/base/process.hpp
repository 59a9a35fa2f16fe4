#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attest::base {

/// What a child process may use. Enforced by the kernel (setrlimit) and a wall-clock watch.
struct ProcessLimits {
  std::uint64_t memory_bytes = 400'000'000;  ///< address space
  int cpu_seconds = 20;
  int wall_seconds = 30;
  std::uint64_t output_bytes = 256'000'000;  ///< of standard output; the child is stopped above
};

/// How it ended. `status` is the exit status, or 128 + signal. `limit` names the limit that was
/// met: "cpu_seconds", "wall_seconds", "output_bytes", else it is empty. A child that meets its
/// limit of memory is told so by the kernel and ends as it likes: only its status shows it. Of the
/// error output the first 64 kB are kept.
struct ProcessResult {
  int status = 0;
  std::string output;
  std::string error_output;
  std::string limit;
};

/// Runs `arguments[0]` (found through PATH) with no shell, `input` on its standard input (a file in
/// memory), without network where the kernel allows a new network namespace. What the child started
/// and left behind is stopped too. Throws Error{kNotFound} if there is no such program.
/// Thread-safe.
ProcessResult run_process(const std::vector<std::string>& arguments, std::string_view input,
                          const ProcessLimits& limits = {});

}  // namespace attest::base
