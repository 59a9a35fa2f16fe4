// The child gets its input as an unnamed file in memory, not a pipe: nobody can wait for somebody
// who waits for him, and a child that ignores its input is no broken pipe. Its two outputs are
// pipes that are read while it lives. Between fork and exec only calls are made that are safe in a
// copy of a threaded process.
#include "base/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.hpp"

namespace attest::base {
namespace {

constexpr std::size_t kErrorOutputBytes = 64 * 1024;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

[[noreturn]] void fail(const char* doing, const std::string& program) {
  throw Error(Code::kUnreadable, fmt::format("{}: {}", doing, std::strerror(errno)), program,
              "Free memory or close other programs, then try again");
}

bool is_program(const std::string& path) {
  struct stat about{};
  return ::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode) &&
         ::access(path.c_str(), X_OK) == 0;
}

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos && is_program(name)) return name;
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!name.empty() && name.find('/') == std::string::npos && !rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    const auto candidate = fmt::format("{}/{}", rest.substr(0, end), name);
    if (end > 0 && is_program(candidate)) return candidate;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  throw Error(Code::kNotFound, "there is no such program", name,
              "Install it, or add its folder to PATH");
}

Descriptor file_in_memory(std::string_view bytes, const std::string& program) {
  Descriptor file(::memfd_create("input", MFD_CLOEXEC));
  if (!file.is_open()) fail("its input cannot be made", program);
  while (!bytes.empty()) {
    const auto put = ::write(file.number(), bytes.data(), bytes.size());
    if (put < 0 && errno != EINTR) fail("its input cannot be made", program);
    if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  ::lseek(file.number(), 0, SEEK_SET);
  return file;
}

std::pair<Descriptor, Descriptor> make_pipe(const std::string& program) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("no pipe can be made", program);
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

void limit(int resource, std::uint64_t soft, std::uint64_t hard) {
  const rlimit bounds{soft, hard};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &bounds);
}

void leave_network() {
  if (::unshare(CLONE_NEWNET) != 0) (void)::unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

[[noreturn]] void become(const char* path, char* const* arguments, const std::array<int, 3>& ends,
                         const ProcessLimits& limits) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int i = 0; i < 3; ++i) ::dup2(ends[static_cast<std::size_t>(i)], i);
  (void)::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  leave_network();
  const auto cpu = static_cast<std::uint64_t>(limits.cpu_seconds);
  limit(RLIMIT_CPU, cpu, cpu + 1);
  limit(RLIMIT_FSIZE, limits.output_bytes, limits.output_bytes);
  limit(RLIMIT_NOFILE, 64, 64);
  limit(RLIMIT_CORE, 0, 0);
  limit(RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
  ::execv(path, arguments);
  ::_exit(127);
}

// Takes what is there; closes at the end. False once more than `most` bytes came.
bool drain(Descriptor& pipe, std::string& into, std::size_t most, bool drop_rest) {
  std::array<char, 65536> piece;
  while (pipe.is_open()) {
    const auto got = ::read(pipe.number(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return true;
    if (got <= 0) {
      pipe.close();
      return true;
    }
    const auto room = most - into.size();
    into.append(piece.data(), std::min(room, static_cast<std::size_t>(got)));
    if (static_cast<std::size_t>(got) > room && !drop_rest) return false;
  }
  return true;
}

/// A started child: killed with all its own children and waited for, however this ends.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  ~Child() {
    kill();
    if (!ended_) (void)::waitpid(id_, &status_, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void kill() const {
    // Before it is waited for, its number cannot belong to anybody else.
    if (ended_) return;
    ::kill(-id_, SIGKILL);
    ::kill(id_, SIGKILL);
  }
  bool has_ended() {
    siginfo_t about{};
    return ::waitid(P_PID, static_cast<id_t>(id_), &about, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           about.si_pid == id_;
  }
  int wait() {
    kill();  // what it started and left behind, if it has ended itself
    while (::waitpid(id_, &status_, 0) < 0 && errno == EINTR) continue;
    ended_ = true;
    return status_;
  }

 private:
  pid_t id_;
  int status_ = 0;
  bool ended_ = false;
};

void watch(Child& child, Descriptor& out, Descriptor& err, const ProcessLimits& limits,
           ProcessResult& result) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::seconds(limits.wall_seconds);
  for (bool ended = false; !ended;) {
    std::array<pollfd, 2> ears{{{out.number(), POLLIN, 0}, {err.number(), POLLIN, 0}}};
    const bool listening = out.is_open() || err.is_open();
    (void)::poll(ears.data(), ears.size(), listening ? 20 : 1);
    ended = child.has_ended();
    if (!drain(out, result.output, limits.output_bytes, false)) {
      result.limit = "output_bytes";
      return;
    }
    drain(err, result.error_output, kErrorOutputBytes, true);
    if (!ended && Clock::now() >= deadline) {
      result.limit = "wall_seconds";
      return;
    }
  }
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& arguments, std::string_view input,
                          const ProcessLimits& limits) {
  ensure(!arguments.empty(), "a program to run has a name");
  const auto& name = arguments.front();
  const auto path = find_program(name);
  std::vector<char*> words;
  for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const auto in = file_in_memory(input, name);
  auto [out, child_out] = make_pipe(name);
  auto [err, child_err] = make_pipe(name);
  const std::array<int, 3> ends{in.number(), child_out.number(), child_err.number()};

  const pid_t id = ::fork();
  if (id < 0) fail("it cannot be started", name);
  if (id == 0) become(path.c_str(), words.data(), ends, limits);
  Child child(id);
  ::setpgid(id, id);
  child_out.close();
  child_err.close();
  ProcessResult result;
  watch(child, out, err, limits, result);
  const int status = child.wait();
  result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  if (result.status == 128 + SIGXCPU) result.limit = "cpu_seconds";
  return result;
}

}  // namespace attest::base
