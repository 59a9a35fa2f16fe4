#include "casework/count_persons.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "casework/case.hpp"
#include "casework/nouns.hpp"
#include "casework/persons.hpp"
#include "model/read.hpp"

namespace attest::casework {
namespace {
using base::Json;
using model::Address;

/// Person records as nouns, with their place among the resolved ones.
struct Roll {
  std::vector<model::Person> persons;
  std::map<Address, std::size_t> place;
};

Roll read_roll(const vault::Vault& vault) {
  const Provenance provenance(vault);
  Roll roll;
  vault.visit_records({.kind = model::RecordKind::kPerson}, [&](const model::Record& record) {
    roll.place.emplace(record.address, roll.persons.size());
    roll.persons.push_back(model::read_person(record, provenance.fallback(record.version)));
    return true;
  });
  return roll;
}

findings::Resolved resolve(const Persons& persons, const Roll& roll) {
  findings::Resolved resolved;
  for (const auto& [first, records] : groups(persons)) {
    std::vector<std::size_t> group;
    for (const Address& record : records) group.push_back(roll.place.at(record));
    if (group.size() > 1) resolved.people.push_back(std::move(group));
  }
  for (const UnsurePair& pair : persons.unsure)
    resolved.unsure.emplace_back(roll.place.at(pair.a), roll.place.at(pair.b));
  for (const auto& draw : persons.draws) {
    std::vector<std::size_t> labels(roll.persons.size());
    for (const auto& [record, person] : persons.of)
      labels[roll.place.at(record)] = roll.place.at(person);
    for (const auto& [record, person] : draw)
      if (roll.place.contains(record) && roll.place.contains(person))
        labels[roll.place.at(record)] = roll.place.at(person);
    resolved.samples.push_back(std::move(labels));
  }
  return resolved;
}

std::vector<findings::Field> read_fields(const std::vector<std::string>& words) {
  std::vector<findings::Field> fields;
  for (const std::string& word : words) {
    const auto field = findings::parse_field(word);
    if (!field)
      throw base::Error(
          base::Code::kUsage, fmt::format("people are not counted by '{}'", word), {},
          "Fields are: sex, age_group, year, place, incident, status, cause; or sdg.");
    fields.push_back(*field);
  }
  return fields;
}

Json count_json(const findings::Count& count) {
  Json out = Json::object({{"low", Json::number(count.low)}, {"high", Json::number(count.high)}});
  if (!count.sampled) return out.set("sampled", Json());
  return out.set("sampled", Json::object({{"median", Json::number(count.sampled->median)},
                                          {"low", Json::number(count.sampled->low)},
                                          {"high", Json::number(count.sampled->high)}}));
}
}  // namespace

CountPersonsAnswer count_persons(const CountPersonsRequest& request) {
  const Case kase = open_case(request.folder, vault::Access::kRead);
  const Roll roll = read_roll(kase.vault);
  if (roll.persons.empty())
    throw base::Error(base::Code::kRefused, "the case has no records of persons", request.folder,
                      "Import a list with a mapping whose noun is \"person\".");
  const Persons persons = read_persons(kase.vault);
  const findings::Resolved resolved = resolve(persons, roll);
  CountPersonsAnswer answer;
  answer.records = roll.persons.size();
  answer.open_pairs = persons.unsure.size();
  answer.notes = persons.stale;
  if (persons.run.empty())
    answer.notes.emplace_back(
        "No linkage yet: each record counts as a person. Run `attest link CASE`.");
  if (request.by == std::vector<std::string>{"sdg"})
    answer.tally = findings::sdg_16_1_2(roll.persons, resolved);
  else
    answer.tally = findings::tally(roll.persons, resolved, read_fields(request.by));
  return answer;
}

Json to_json(const CountPersonsAnswer& answer) {
  Json by = Json::array();
  for (const findings::Field field : answer.tally.by)
    by.push(Json::string(std::string(findings::word(field))));
  Json rows = Json::array();
  for (const findings::Tally::Row& row : answer.tally.rows)
    rows.push(Json::object({{"values", strings(row.values)}, {"persons", count_json(row.count)}}));
  return Json::object({{"by", by},
                       {"records", number(answer.records)},
                       {"open_pairs", number(answer.open_pairs)},
                       {"total", count_json(answer.tally.total)},
                       {"rows", rows},
                       {"notes", strings(answer.notes)}});
}

std::string to_text(const CountPersonsAnswer& answer) {
  std::string text =
      fmt::format("Documented persons: {} (from {} records; {} pairs are undecided)\n",
                  findings::display(answer.tally.total), answer.records, answer.open_pairs);
  for (const std::string& note : answer.notes) text += fmt::format("note: {}\n", note);
  for (const findings::Tally::Row& row : answer.tally.rows) {
    std::string values;
    for (const std::string& value : row.values) values += (values.empty() ? "" : ", ") + value;
    text += fmt::format("  {:<40} {}\n", values, findings::display(row.count));
  }
  return text;
}

}  // namespace attest::casework
