#pragma once

#include <string>
#include <vector>

#include "intake/impl/survey.hpp"
#include "intake/impl/text_stream.hpp"

namespace attest::intake {

/// The encoding of a text file, from its bytes: byte order marks, NULs, well-formed UTF-8, and then
/// the reading that looks like a language. What was assumed is added to `notes`. Throws
/// base::Error{kMalformed} with the candidates where the bytes do not tell, naming --encoding.
Encoding detect_encoding(const Survey& survey, const std::string& file,
                         std::vector<std::string>& notes);

/// The encoding the user named, with the byte order mark that belongs to it skipped.
Encoding said_encoding(const std::string& name, const Survey& survey);

}  // namespace attest::intake
