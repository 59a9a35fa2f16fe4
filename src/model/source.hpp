#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/address.hpp"

namespace attest::model {

enum class SourceKind {
  kStateParty,
  kNgo,
  kCourt,
  kPress,
  kInternationalOrganisation,
  kSurvivor,
  kAcademic,
  kOther
};
std::string_view word(SourceKind kind);  ///< "state party", "NGO", "international organisation", …
std::optional<SourceKind> parse_source_kind(std::string_view word);

/// A person, body or publication that asserts something. Each of its values is itself a statement
/// of the import or act at `address`; "derives from" too: somebody says so.
struct Source {
  Address address;
  std::string name;
  SourceKind kind = SourceKind::kOther;
  std::string affiliation;                ///< party it belongs to or speaks for; empty: none stated
  std::vector<std::string> derives_from;  ///< names of sources it copies or repeats
  std::vector<std::string> also_named;    ///< other spellings that tables use
};

/// Whether we saw the text that says so, or know of it only at second hand or from memory.
enum class Seen { kSeen, kListed, kRecalled };
std::string_view word(Seen seen);  ///< "seen", "listed", "recalled"
/// "yes"/"seen" → kSeen, "listed" → kListed, "no"/"recalled" → kRecalled.
std::optional<Seen> parse_seen(std::string_view word);

}  // namespace attest::model
