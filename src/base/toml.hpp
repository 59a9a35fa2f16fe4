#pragma once

#include <string_view>

#include "base/json.hpp"

namespace attest::base {

/// Reads TOML 1.0 into the same tree as JSON: tables become objects (in the order of the file),
/// dates become strings, integers and floats become numbers. Throws Error{kMalformed} with file and
/// line. There is no writer: case.toml is written by its owner as text (a library rewrite sorts
/// keys and drops comments).
Json parse_toml(std::string_view text, std::string_view where);

/// A TOML basic string with quotes and escapes, for writers of TOML text.
std::string to_toml_string(std::string_view text);

}  // namespace attest::base
