#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/address.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// Two records of which the newest linkage cannot say whether they speak of one person.
struct UnsurePair {
  model::Address a, b;
  double chance = 0.5;
};

/// Who the records of persons speak of, under the newest linkage and the decisions in force. A
/// person is named by its first record by address.
struct Persons {
  model::Address run;  ///< the linkage; empty: none yet, and each record is a person
  std::map<model::Address, model::Address> of;  ///< record → the person's first record
  /// By draw, the records in doubt and who their person is in it; the others are as in `of`.
  std::vector<std::map<model::Address, model::Address>> draws;
  std::vector<UnsurePair> unsure;  ///< nobody has decided them; most doubtful first
  /// Decisions the partition does not follow ("different", yet linked; or made after it):
  /// sentences.
  std::vector<std::string> stale;
};
Persons read_persons(const vault::Vault& vault);

/// Each person's records, ascending.
std::map<model::Address, std::vector<model::Address>> groups(const Persons& persons);

/// Pairs whose chance lies between these are unsure: a person decides.
inline constexpr double kUnsureFrom = 0.1;
inline constexpr double kUnsureTo = 0.9;

/// The objects of a linkage (docs/formats/case.md): what read_persons reads and `attest link CASE`
/// writes. Addresses only, never a word about a person.
std::string partition_text(const std::map<model::Address, model::Address>& of);
std::string pairs_text(const std::vector<UnsurePair>& pairs);

}  // namespace attest::casework
