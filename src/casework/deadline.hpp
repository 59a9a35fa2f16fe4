#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/error.hpp"
#include "base/report.hpp"
#include "intake/reader.hpp"

namespace attest::casework {

/// Passes everything on to another Reporter, and stops the work with Error{kLimit} once its time is
/// over.
class Deadline final : public base::Reporter {
 public:
  Deadline(base::Reporter& reporter, std::uint64_t seconds, std::string what)
      : reporter_(reporter),
        seconds_(seconds),
        what_(std::move(what)),
        end_(std::chrono::steady_clock::now() + std::chrono::seconds(seconds)) {}

  void progress(std::string_view stage, std::uint64_t done, std::uint64_t total) override {
    reporter_.progress(stage, done, total);
  }
  void note(std::string_view text) override { reporter_.note(text); }
  bool stop_requested() const override {
    if (std::chrono::steady_clock::now() > end_)
      throw base::Error(
          base::Code::kLimit,
          "took longer than " + std::to_string(seconds_) + " seconds (limit 'seconds')", what_,
          intake::raise_limit("seconds", "Give it more"));
    return reporter_.stop_requested();
  }

 private:
  base::Reporter& reporter_;
  std::uint64_t seconds_;
  std::string what_;
  std::chrono::steady_clock::time_point end_;
};

}  // namespace attest::casework
