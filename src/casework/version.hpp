#pragma once

#include <string>

namespace attest::casework {

/// "attest 0.1.0", as pages and answers name the program that made them.
std::string program_name();

}  // namespace attest::casework
