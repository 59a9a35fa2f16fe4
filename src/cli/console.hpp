#pragma once

#include <memory>

#include "base/report.hpp"

namespace attest::cli {

/// Draws a progress bar with the time left on standard error where that is a terminal; elsewhere
/// only notes are written. The first SIGINT asks the verb to stop, the second ends the process.
std::unique_ptr<base::Reporter> make_console_reporter();

}  // namespace attest::cli
