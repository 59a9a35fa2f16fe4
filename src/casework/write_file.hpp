#pragma once

#include <string>
#include <string_view>

namespace attest::casework {

/// A whole file of an answer, in place of one that is there. Throws base::Error{kUnwritable} where
/// the disk does not take it to its end.
void write_file(const std::string& path, std::string_view bytes);

}  // namespace attest::casework
