#include "casework/roll.hpp"

#include "casework/nouns.hpp"
#include "model/read.hpp"

namespace attest::casework {
namespace {
using model::Address;

std::vector<std::size_t> labels(const Roll& roll, const std::map<Address, Address>& draw) {
  std::vector<std::size_t> labels(roll.persons.size());
  for (const auto& [record, person] : roll.resolved.of)
    labels[roll.place.at(record)] = roll.place.at(person);
  for (const auto& [record, person] : draw)
    if (roll.place.contains(record) && roll.place.contains(person))
      labels[roll.place.at(record)] = roll.place.at(person);
  return labels;
}
}  // namespace

Roll read_roll(const vault::Vault& vault) {
  const Provenance provenance(vault);
  Roll roll;
  vault.visit_records({.kind = model::RecordKind::kPerson}, [&](const model::Record& record) {
    roll.place.emplace(record.address, roll.persons.size());
    roll.persons.push_back(model::read_person(record, provenance.fallback(record.version)));
    roll.lists.push_back(record.list);
    return true;
  });
  roll.resolved = read_persons(vault);
  return roll;
}

findings::Resolved as_indices(const Roll& roll) {
  findings::Resolved resolved;
  for (const auto& [first, records] : groups(roll.resolved)) {
    std::vector<std::size_t> group;
    for (const Address& record : records) group.push_back(roll.place.at(record));
    if (group.size() > 1) resolved.people.push_back(std::move(group));
  }
  for (const UnsurePair& pair : roll.resolved.unsure)
    resolved.unsure.emplace_back(roll.place.at(pair.a), roll.place.at(pair.b));
  for (const auto& draw : roll.resolved.draws) resolved.samples.push_back(labels(roll, draw));
  return resolved;
}

}  // namespace attest::casework
