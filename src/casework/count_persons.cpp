#include "casework/count_persons.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "casework/case.hpp"
#include "casework/roll.hpp"

namespace attest::casework {
namespace {
using base::Json;

Json count_json(const findings::Count& count) {
  Json out = Json::object({{"low", Json::number(count.low)}, {"high", Json::number(count.high)}});
  if (!count.sampled) return out.set("sampled", Json());
  return out.set("sampled", Json::object({{"median", Json::number(count.sampled->median)},
                                          {"low", Json::number(count.sampled->low)},
                                          {"high", Json::number(count.sampled->high)}}));
}
}  // namespace

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

CountPersonsAnswer count_persons(const CountPersonsRequest& request) {
  const Case kase = open_case(request.folder, vault::Access::kRead);
  const Roll roll = read_roll(kase.vault);
  if (roll.persons.empty())
    throw base::Error(base::Code::kRefused, "the case has no records of persons", request.folder,
                      "Import a list with a mapping whose noun is \"person\".");
  const findings::Resolved resolved = as_indices(roll);
  CountPersonsAnswer answer;
  answer.records = roll.persons.size();
  answer.open_pairs = roll.resolved.unsure.size();
  answer.notes = roll.resolved.stale;
  if (roll.resolved.run.empty())
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
