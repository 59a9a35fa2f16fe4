#include "cli/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <mutex>
#include <string>

namespace attest::cli {
namespace {
using Clock = std::chrono::steady_clock;
constexpr auto kRedraw = std::chrono::milliseconds(120);
constexpr int kBarWidth = 28;

volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int) {
  if (interrupted) std::signal(SIGINT, SIG_DFL);
  interrupted = 1;
}

std::string time_left(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s left", seconds);
  return fmt::format("{:.0f} min left", seconds / 60);
}

class Console final : public base::Reporter {
 public:
  Console() : terminal_(isatty(STDERR_FILENO) == 1) { std::signal(SIGINT, on_interrupt); }
  ~Console() override { clear(); }

  void progress(std::string_view stage, std::uint64_t done, std::uint64_t total) override {
    if (!terminal_) return;
    const std::lock_guard lock(mutex_);
    const auto now = Clock::now();
    if (stage != stage_) {
      stage_ = stage;
      began_ = now;
    } else if (now - drawn_ < kRedraw && done != total) {
      return;
    }
    drawn_ = now;
    draw(done, total, std::chrono::duration<double>(now - began_).count());
  }

  void note(std::string_view text) override {
    const std::lock_guard lock(mutex_);
    clear();
    fmt::print(stderr, "{}\n", text);
  }

  bool stop_requested() const override { return interrupted != 0; }

 private:
  void draw(std::uint64_t done, std::uint64_t total, double seconds) {
    std::string line = fmt::format("\r\033[K{} ", stage_);
    if (total > 0) {
      const double share = static_cast<double>(done) / static_cast<double>(total);
      const int full = static_cast<int>(share * kBarWidth);
      line += fmt::format("[{:#<{}}{:<{}}] {:.0f} %", "", full, "", kBarWidth - full, share * 100);
      if (seconds > 2 && share > 0.02 && share < 1)
        line += "  " + time_left(seconds / share * (1 - share));
    } else {
      line += fmt::format("{}", done);
    }
    fmt::print(stderr, "{}", line);
    std::fflush(stderr);
    shown_ = true;
  }

  void clear() {
    if (shown_) fmt::print(stderr, "\r\033[K");
    shown_ = false;
  }

  const bool terminal_;
  bool shown_ = false;
  std::mutex mutex_;
  std::string stage_;
  Clock::time_point began_;
  Clock::time_point drawn_;
};
}  // namespace

std::unique_ptr<base::Reporter> make_console_reporter() {
  return std::make_unique<Console>();
}

}  // namespace attest::cli
