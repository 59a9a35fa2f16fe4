#include "base/report.hpp"

#include "base/error.hpp"

namespace attest::base {
namespace {

class SilentReporter final : public Reporter {
 public:
  void progress(std::string_view, std::uint64_t, std::uint64_t) override {}
  void note(std::string_view) override {}
  bool stop_requested() const override { return false; }
};

}  // namespace

Reporter& silent_reporter() {
  static SilentReporter reporter;
  return reporter;
}

void check_stop(const Reporter& reporter) {
  if (reporter.stop_requested()) throw Error(Code::kStopped, "stopped on request");
}

}  // namespace attest::base
