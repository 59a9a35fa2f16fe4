#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/nouns.hpp"
#include "model/record.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// Everything a case says under the entries in force, as nouns. Persons are not among them: lists
/// of millions are visited, not held.
struct Nouns {
  std::vector<model::Source> sources;  ///< recorded ones, then those that only rows name
  std::vector<model::Incident> incidents;
  std::vector<model::Figure> figures;
  std::vector<model::Statement> statements;
  std::vector<model::Position> positions;
  std::vector<model::Article> articles;
};
Nouns read_nouns(const vault::Vault& vault);

/// Which column of its file each property came from, and which source an import has: what a record
/// does not repeat. Built once, then asked; not thread-safe.
class Provenance {
 public:
  explicit Provenance(const vault::Vault& vault);
  /// Who asserts rows of that act that name nobody; empty: nobody was named.
  const std::string& fallback(const model::Address& record) const;
  /// The file's own heading of a property; the property's name where no mapping tells.
  std::string column(const model::Address& record, const std::string& property) const;

 private:
  struct ImportFacts {
    std::string source;
    std::map<std::string, std::string> columns;  ///< property → heading
  };
  const ImportFacts* facts(const model::Address& record) const;
  std::map<model::Address, ImportFacts> imports_;
};

/// What a figure or statement is about, resolved: incidents by key, name and other spellings.
class IncidentIndex {
 public:
  explicit IncidentIndex(const std::vector<model::Incident>& incidents);
  /// The incident's place in the list given, or npos.
  std::size_t find(const std::string& about) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::map<std::string, std::size_t> by_name_;
};

}  // namespace attest::casework
