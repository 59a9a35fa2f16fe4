#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "reading/read.hpp"

namespace attest::casework {

/// `attest read FILE|-`
struct ReadRequest {
  std::string file;      ///< "-": standard input, as UTF-8 text
  std::string language;  ///< ISO 639-1; empty: told from the text
  std::string date;      ///< the article's, YYYY-MM-DD; empty: unknown
  std::string pack;      ///< a rule pack of the user's own; empty: the shipped one of the language
};

struct ReadAnswer {
  std::string language;
  std::vector<reading::Suggestion> suggestions;
};

/// The checkable claims of a text (plain text, HTML, PDF), each with its characters. Offsets count
/// code points of the extracted text. Throws Error{kUsage} for an unknown language or date, and
/// Error{kMalformed} for a file that is no prose or a pack that is none.
ReadAnswer read_text(const ReadRequest& request, base::Reporter& reporter);

/// The same for a text at hand; `request.file` is not looked at.
ReadAnswer read_string(const std::string& text, const ReadRequest& request,
                       base::Reporter& reporter);

/// One suggestion as its documented line (docs/manual/read.md).
base::Json to_json(const reading::Suggestion& suggestion);
std::string in_words(const reading::Suggestion& suggestion);
/// For people: place, quote, and what it was read as.
std::string to_text(const ReadAnswer& answer);

}  // namespace attest::casework
