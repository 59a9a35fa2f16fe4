#include "base/process.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>

#include "base/error.hpp"

namespace attest::base {
namespace {

ProcessResult shell(const char* script, const ProcessLimits& limits = {},
                    std::string_view input = {}) {
  return run_process({"/bin/sh", "-c", script}, input, limits);
}

TEST_CASE("a child's two outputs and its status come back") {
  const auto result = shell("cat; echo bad >&2; exit 3", {}, "some input");
  CHECK(result.status == 3);
  CHECK(result.output == "some input");
  CHECK(result.error_output == "bad\n");
  CHECK(result.limit.empty());
}

TEST_CASE("arguments reach the program without a shell") {
  CHECK(run_process({"printf", "%s", "$HOME; `ls` 'a'"}, "").output == "$HOME; `ls` 'a'");
}

TEST_CASE("input and output larger than a pipe do not wait for each other") {
  const std::string large(8'000'000, 'x');
  CHECK(run_process({"cat"}, large).output == large);
  CHECK(run_process({"true"}, large).status == 0);
  CHECK(shell("head -c 3000000 /dev/zero >&2; echo done").output == "done\n");
}

TEST_CASE("a program that is not there is an error that names it") {
  for (const char* name : {"no-such-program", "/no/such/program", "/tmp", ""}) {
    try {
      run_process({name}, "");
      FAIL("it ran");
    } catch (const Error& error) {
      CHECK(error.code() == Code::kNotFound);
      CHECK(error.where() == name);
    }
  }
}

TEST_CASE("each limit that is met is named and the child is gone") {
  const auto slow = shell("sleep 60", {.wall_seconds = 1});
  CHECK(slow.limit == "wall_seconds");
  CHECK(slow.status == 128 + 9);
  const auto busy = shell("while :; do :; done", {.cpu_seconds = 1});
  CHECK(busy.limit == "cpu_seconds");
  const auto loud = shell("yes", {.output_bytes = 1000});
  CHECK(loud.limit == "output_bytes");
  CHECK(loud.output.size() == 1000);
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("memory has a limit") {
  const auto greedy = [](std::uint64_t bytes) {
    return shell("head -c 30000000 /dev/zero | tail -c 30000000 >/dev/null && echo enough",
                 {.memory_bytes = bytes})
        .output;
  };
  CHECK(greedy(400'000'000) == "enough\n");
  CHECK(greedy(20'000'000).empty());
}

TEST_CASE("what a child leaves running is stopped with it") {
  const auto start = std::chrono::steady_clock::now();
  const auto result = shell("sleep 60 & echo started");
  CHECK(result.output == "started\n");
  CHECK(result.status == 0);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("a child that closes its outputs is still waited for") {
  CHECK(shell("exec >&- 2>&-; sleep 0.2; exit 5").status == 5);
}

TEST_CASE("a child has no network where the kernel allows to take it away") {
  // A new network namespace has one interface, and it is down.
  const auto result = shell("unshare -rn true && grep -c : /proc/net/dev");
  if (result.status != 0) {
    MESSAGE("no network namespaces here");
    return;
  }
  CHECK(result.output == "1\n");
}

}  // namespace
}  // namespace attest::base
