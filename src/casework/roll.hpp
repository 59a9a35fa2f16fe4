#pragma once

#include <map>
#include <vector>

#include "casework/persons.hpp"
#include "findings/tally.hpp"
#include "model/nouns.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// The person records of a case as nouns, with who they speak of: what counting, estimating and the
/// published roll begin with.
struct Roll {
  std::vector<model::Person> persons;           ///< one a record, by address
  std::vector<std::string> lists;               ///< the list of each record
  std::map<model::Address, std::size_t> place;  ///< of each record in `persons`
  Persons resolved;
};
Roll read_roll(const vault::Vault& vault);

/// The same as indices, as findings take it.
findings::Resolved as_indices(const Roll& roll);

}  // namespace attest::casework
