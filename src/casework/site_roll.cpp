#include "casework/site_roll.hpp"

#include <fmt/format.h>

#include "casework/nouns.hpp"
#include "casework/roll.hpp"
#include "findings/tally.hpp"

namespace attest::casework {
namespace {
using model::Address;

std::string how(const Roll& roll, bool too_many) {
  std::string text =
      roll.resolved.run.empty()
          ? std::string("No linkage yet: each record stands as a person.")
          : fmt::format(
                "Records were linked by run {}, by the same threshold for every list. Pairs "
                "between {:.0f} and "
                "{:.0f} % are left open until a person decides.",
                model::to_string(roll.resolved.run), kUnsureFrom * 100, kUnsureTo * 100);
  if (too_many)
    text +=
        fmt::format(" The roll holds more than {} people, so they are counted here and not listed.",
                    kMostOnRoll);
  return text;
}

std::map<Address, std::size_t> open_pairs(const Persons& persons) {
  std::map<Address, std::size_t> open;
  for (const UnsurePair& pair : persons.unsure) {
    ++open[persons.of.at(pair.a)];
    ++open[persons.of.at(pair.b)];
  }
  return open;
}

publish::RollRecord roll_record(const vault::Vault& vault, const Provenance& provenance,
                                const Address& address) {
  const auto record = vault.record(address);
  publish::RollRecord out;
  if (!record) return out;
  out.list = record->list;
  out.said_by = record->text("asserter");
  if (out.said_by.empty()) out.said_by = provenance.fallback(record->version);
  out.address = record->address;
  out.locator = {record->exhibit, model::CellLocator{record->table, record->row, {}}};
  for (std::size_t i = 0; i < record->cells.size(); ++i)
    if (record->cells[i].text && !record->cells[i].text->empty())
      out.cells.emplace_back(record->columns[i], *record->cells[i].text);
  return out;
}
}  // namespace

std::optional<publish::Roll> make_roll(const Case& kase) {
  const Roll roll = read_roll(kase.vault);
  if (roll.persons.empty()) return std::nullopt;
  const auto people = groups(roll.resolved);
  const findings::Count count = findings::tally(roll.persons, as_indices(roll), {}).total;
  publish::Roll out;
  out.names = kase.settings.names == Names::kShown ? publish::NamesOnPages::kShown
                                                   : publish::NamesOnPages::kWithheld;
  out.how = how(roll, people.size() > kMostOnRoll);
  out.records = static_cast<std::int64_t>(roll.persons.size());
  out.low = count.low;
  out.high = count.high;
  out.open_pairs = static_cast<std::int64_t>(roll.resolved.unsure.size());
  if (people.size() > kMostOnRoll) return out;
  const Provenance provenance(kase.vault);
  const auto open = open_pairs(roll.resolved);
  for (const auto& [first, records] : people) {
    publish::RollPerson person;
    for (const Address& record : records)
      person.records.push_back(roll_record(kase.vault, provenance, record));
    if (const auto found = open.find(first); found != open.end()) person.open_pairs = found->second;
    out.people.push_back(std::move(person));
  }
  return out;
}

}  // namespace attest::casework
