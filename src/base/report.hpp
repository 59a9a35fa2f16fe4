#pragma once

#include <cstdint>
#include <string_view>

namespace attest::base {

/// What an engine or verb tells while it works, and how it learns that it should stop. Engines
/// never print; they are given one of these. Implementations must be thread-safe.
class Reporter {
 public:
  virtual ~Reporter() = default;
  /// `done` of `total` units of `stage` ("reading rows", "chains"); total 0: not known.
  virtual void progress(std::string_view stage, std::uint64_t done, std::uint64_t total) = 0;
  /// A sentence for the person who waits (not a result).
  virtual void note(std::string_view text) = 0;
  /// True once the user asked to stop. Engines ask often and then throw Error{kStopped}.
  virtual bool stop_requested() const = 0;
};

/// Says nothing, never stops.
Reporter& silent_reporter();

/// Throws Error{kStopped} if a stop was requested.
void check_stop(const Reporter& reporter);

}  // namespace attest::base
