// The process is killed at every call to the disk; the power fails at every call; the disk is full
// at every call. Each time the case is opened again: nothing acknowledged is lost, verification
// finds no fault, and the case is what a run without faults was after as many acts, or one more.

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "base/error.hpp"
#include "faulty_disk.hpp"
#include "scenario.hpp"

namespace attest::crash {
namespace {

namespace fs = std::filesystem;
using vault::Access;
using vault::Vault;

const std::vector<std::string>& summaries() {
  static const auto all = expected_summaries();
  return all;
}

std::uint64_t calls_of_scenario() {
  static const auto calls = [] {
    const Workplace place;
    HarmlessDisk disk;
    run_scenario(place, &disk, [](std::size_t) {});
    return disk.calls();
  }();
  return calls;
}

/// Runs the scenario in a child, which dies as it likes or is killed after `patience`; returns the
/// number of acknowledged acts.
std::size_t run_in_child(const Workplace& place, vault::Disk* disk,
                         std::chrono::microseconds patience = {}) {
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  const auto child = ::fork();
  if (child == 0) {
    run_scenario(place, disk, [&](std::size_t done) {
      const auto byte = static_cast<char>(done);
      if (::write(pipe_ends[1], &byte, 1) != 1) ::_exit(9);
    });
    ::_exit(0);
  }
  ::close(pipe_ends[1]);
  if (patience.count() > 0) {
    std::this_thread::sleep_for(patience);
    ::kill(child, SIGKILL);
  }
  std::size_t acknowledged = 0;
  for (char byte; ::read(pipe_ends[0], &byte, 1) == 1;)
    acknowledged = static_cast<std::size_t>(byte);
  ::close(pipe_ends[0]);
  ::waitpid(child, nullptr, 0);
  return acknowledged;
}

/// Opens what is left, and looks.
void check_recovery(const Workplace& place, std::size_t acknowledged, std::uint64_t at) {
  CAPTURE(at);
  CAPTURE(acknowledged);
  if (!fs::exists(place.folder())) {
    CHECK(acknowledged == 0);
    return;
  }
  const auto seen = summary(Vault::open(place.folder(), Access::kRead, place.options()));
  const bool as_before = seen == summaries()[acknowledged];
  const bool one_more = acknowledged < scenario_acts() && seen == summaries()[acknowledged + 1];
  CHECK((as_before || one_more));
  {
    auto vault = Vault::open(place.folder(), Access::kWrite, place.options());
    CHECK(summary(vault) == seen);
    vault.rebuild();
    CHECK(summary(vault) == seen);
    vault.add_member("a later member");
  }
  CHECK(faults_of(place.folder()) == "");
}

}  // namespace

TEST_CASE("killed at every call a case loses nothing that was acknowledged") {
  const auto calls = calls_of_scenario();
  REQUIRE(calls > 100);
  for (std::uint64_t at = 1; at <= calls; ++at) {
    const Workplace place;
    KillingDisk disk(at);
    const auto acknowledged = run_in_child(place, &disk);
    if (fs::exists(place.folder())) CHECK(faults_of(place.folder()) == "");
    check_recovery(place, acknowledged, at);
  }
  MESSAGE(calls << " kills");
}

TEST_CASE("killed at any moment also inside the index a case loses nothing") {
  for (int i = 0; i < 60; ++i) {
    const Workplace place;
    const auto acknowledged =
        run_in_child(place, nullptr, std::chrono::microseconds(500 + 1'117 * i));
    check_recovery(place, acknowledged, static_cast<std::uint64_t>(i));
  }
}

TEST_CASE(
    "when the power fails at any call, a case is what was synced, and that is all that was "
    "acknowledged") {
  for (const auto tail : {PowerlessDisk::Tail::kGone, PowerlessDisk::Tail::kZeros}) {
    for (std::uint64_t at = 1; at <= calls_of_scenario(); ++at) {
      const Workplace place;
      PowerlessDisk disk(at, tail);
      std::size_t acknowledged = 0;
      try {
        run_scenario(place, &disk, [&](std::size_t done) { acknowledged = done; });
      } catch (const PowerCut&) {
      }
      disk.cut();
      check_recovery(place, acknowledged, at);
    }
  }
}

TEST_CASE("a disk that is full at any call gives a clear error and a whole case") {
  for (std::uint64_t at = 1; at <= calls_of_scenario(); ++at) {
    const Workplace place;
    FullDisk disk(at, 3);
    std::size_t acknowledged = 0;
    try {
      run_scenario(place, &disk, [&](std::size_t done) { acknowledged = done; });
    } catch (const base::Error& error) {
      CHECK(error.code() == base::Code::kUnwritable);
    }
    check_recovery(place, acknowledged, at);
  }
}

}  // namespace attest::crash
