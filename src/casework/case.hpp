#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "casework/settings.hpp"
#include "model/address.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// An open case: its vault and its settings, read. What every verb on a case begins with.
struct Case {
  vault::Vault vault;
  Settings settings;
};

/// Opens a case. `member`: who acts, by name; empty: the log's first member. A name that no member
/// has is Error{kNotFound} with the members there are.
Case open_case(const std::string& folder, vault::Access access, std::string_view member = {});

/// Whether a path is the folder of a case.
bool is_case(const std::string& path);

/// What the user typed as an entry: "12", or "ORIGIN/12". Throws Error{kNotFound} with a remedy.
model::Address entry_address(const vault::Vault& vault, std::string_view typed);

/// The path without folders, for showing and for keeping.
std::string file_name(std::string_view path);

/// JSON in the shapes that several answers share.
base::Json to_json(const model::Address& address);  ///< a string
base::Json number(std::uint64_t value);
base::Json optional_number(std::optional<std::int64_t> value);
base::Json strings(const std::vector<std::string>& texts);

}  // namespace attest::casework
