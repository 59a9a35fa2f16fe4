#pragma once

namespace attest::cli {

class Program;

// One function a verb, each in a file of its name, in the order of `attest --help`.

}  // namespace attest::cli
