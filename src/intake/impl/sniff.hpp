#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "intake/reader.hpp"

namespace attest::intake {

/// What a file that is not text is, from its first bytes.
struct Binary {
  std::optional<Kind> kind;  ///< nothing: no reader for it
  std::string what;          ///< "a PNG picture"
  std::string remedy;
};
/// Nothing: it may be text.
std::optional<Binary> sniff_binary(const base::ByteSource& source, std::string_view head);

/// The kind a text is, from its beginning and, where that leaves a choice, from its name. `whole`:
/// `text` is all.
Kind sniff_text(std::string_view text, bool whole, std::string_view extension,
                const Options& options);

/// The kind a name promises: "csv", "tsv", "txt"…; nothing where it promises none we know.
std::optional<Kind> promised_kind(std::string_view extension);

/// "csv" for "list.CSV" and "list.csv.gz".
std::string extension_of(std::string_view name);

}  // namespace attest::intake
