#pragma once

#include <memory>
#include <string>
#include <vector>

#include "intake/impl/text_stream.hpp"
#include "intake/reader.hpp"

namespace attest::intake {

/// What open() knows when it hands a file to one of its readers.
struct Input {
  const base::ByteSource& source;
  const Options& options;  ///< lives as long as the call only
  base::Reporter& reporter;
  std::vector<std::string> notes;
  Encoding encoding = {};     ///< of text formats
  bool suspect_utf8 = false;  ///< an 8-bit file in which some bytes would be UTF-8
};

std::unique_ptr<Reader> open_csv(Input input);
std::unique_ptr<Reader> open_plain(Input input);
std::unique_ptr<Reader> open_json(Input input);
std::unique_ptr<Reader> open_json_lines(Input input);
std::unique_ptr<Reader> open_html(Input input);
std::unique_ptr<Reader> open_xlsx(Input input);
std::unique_ptr<Reader> open_ods(Input input);
std::unique_ptr<Reader> open_pdf(Input input);

/// The whole text of a document that must be held. Throws base::Error{kLimit} above limits.memory.
std::string held_text(const Input& input);

}  // namespace attest::intake
