#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// The media type of a file by its name; "application/octet-stream" if its ending says nothing.
std::string media_type(std::string_view name);

/// Extracts the text of an exhibit that is prose (plain text, HTML, PDF) and keeps it as an object,
/// so that offsets in it stay true. What could not be read is told in `notes`; the exhibit stays
/// kept all the same.
void keep_text(vault::Vault& vault, const model::Exhibit& exhibit, std::vector<std::string>& notes,
               base::Reporter& reporter);

}  // namespace attest::casework
