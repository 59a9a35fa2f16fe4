#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/address.hpp"
#include "model/locator.hpp"

namespace attest::publish {

/// The roll: the persons that records resolve to under the decisions in force, and one page a
/// person with its records side by side. Casework fills it; what a case withholds it leaves out,
/// and publish leaves names out once more where `names` says so.
enum class NamesOnPages { kWithheld, kShown };

/// One record of a person, as its list has it.
struct RollRecord {
  std::string list;
  std::string said_by;
  model::Address address;
  model::Locator locator;
  std::vector<std::pair<std::string, std::string>> cells;  ///< property, exact text
};
struct RollPerson {
  std::vector<RollRecord> records;  ///< the first one's address is the person's name for ever
  std::size_t open_pairs = 0;       ///< pairs with records of other persons that nobody has decided
};
struct Roll {
  NamesOnPages names = NamesOnPages::kWithheld;
  std::string how;  ///< which linkage and threshold, in a sentence: the same for every list
  std::int64_t records = 0;
  std::int64_t low = 0;   ///< people if every open pair were one person
  std::int64_t high = 0;  ///< people if none were
  std::int64_t open_pairs = 0;
  std::vector<RollPerson> people;  ///< in the order of their addresses; never by party
};

/// "persons/0123456789abcdef-12-5.html"
std::string person_path(const RollPerson& person);

}  // namespace attest::publish
