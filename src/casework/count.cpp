#include "casework/count.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "casework/case.hpp"
#include "casework/nouns.hpp"

namespace attest::casework {
namespace {
using base::Json;

findings::Policy chosen_policy(const Settings& settings, const std::string& name) {
  if (name.empty()) return settings.policies.front();
  if (const auto* policy = findings::find_policy(settings.policies, name)) return *policy;
  std::string known;
  for (const auto& policy : settings.policies)
    known += (known.empty() ? "" : ", ") + ("'" + policy.name + "'");
  throw base::Error(base::Code::kNotFound, fmt::format("there is no policy '{}'", name), {},
                    fmt::format("The case has: {}.", known));
}

/// Figures by the incident they are about; the last group holds those about none of them.
std::vector<std::vector<model::Figure>> by_incident(const Nouns& nouns) {
  const IncidentIndex index(nouns.incidents);
  std::vector<std::vector<model::Figure>> groups(nouns.incidents.size() + 1);
  for (const model::Figure& figure : nouns.figures) {
    const std::size_t found = index.find(figure.about);
    groups[found == IncidentIndex::npos ? nouns.incidents.size() : found].push_back(figure);
  }
  return groups;
}

std::vector<std::string> addresses(const std::vector<model::Figure>& figures,
                                   const std::vector<std::size_t>& which) {
  std::vector<std::string> list;
  for (const std::size_t index : which)
    list.push_back(model::to_string(figures.at(index).by.statement));
  return list;
}

std::vector<CountAnswer::Row> rows(const std::vector<model::Figure>& figures,
                                   const findings::Voices& voices, const findings::Policy& policy) {
  std::vector<CountAnswer::Row> list;
  for (const findings::Panel& panel : findings::panels(figures, voices, {&policy, 1})) {
    const findings::Answer& answer = panel.answers.front();
    list.push_back({model::word(panel.measure), panel.category.words, answer,
                    addresses(figures, answer.low_by), addresses(figures, answer.high_by)});
  }
  return list;
}

/// Figures about something no incident list names, grouped by what they say they are about.
void add_unlisted(const std::vector<model::Figure>& figures, const findings::Voices& voices,
                  const findings::Policy& policy, CountAnswer& answer) {
  std::map<std::string, std::vector<model::Figure>> groups;
  for (const model::Figure& figure : figures) groups[figure.about].push_back(figure);
  for (const auto& [about, group] : groups)
    answer.incidents.push_back({"", about, rows(group, voices, policy)});
}
}  // namespace

CountAnswer count(const CountRequest& request) {
  const Case kase = open_case(request.folder, vault::Access::kRead);
  const findings::Policy policy = chosen_policy(kase.settings, request.policy);
  const Nouns nouns = read_nouns(kase.vault);
  const findings::Voices voices(nouns.sources);
  const auto groups = by_incident(nouns);
  const IncidentIndex index(nouns.incidents);
  CountAnswer answer{policy.name, findings::describe(policy), {}};
  const std::size_t wanted = index.find(request.incident);
  if (!request.incident.empty() && wanted == IncidentIndex::npos)
    throw base::Error(base::Code::kNotFound,
                      fmt::format("no incident is called '{}'", request.incident), request.folder,
                      "Without --incident all are counted.");
  for (std::size_t i = 0; i < nouns.incidents.size(); ++i)
    if (request.incident.empty() || i == wanted)
      answer.incidents.push_back(
          {nouns.incidents[i].key, nouns.incidents[i].name, rows(groups[i], voices, policy)});
  if (request.incident.empty()) add_unlisted(groups.back(), voices, policy, answer);
  return answer;
}

Json to_json(const CountAnswer& answer) {
  Json incidents = Json::array();
  for (const CountAnswer::Incident& incident : answer.incidents) {
    Json figures = Json::array();
    for (const CountAnswer::Row& row : incident.rows)
      figures.push(Json::object({{"measure", Json::string(row.measure)},
                                 {"category", Json::string(row.category)},
                                 {"low", optional_number(row.answer.low)},
                                 {"high", optional_number(row.answer.high)},
                                 {"open_high", Json::boolean(row.answer.open_high)},
                                 {"display", Json::string(findings::display(row.answer))},
                                 {"statements", number(row.answer.counted.size())},
                                 {"left_out", number(row.answer.left_out.size())},
                                 {"voices", number(row.answer.voices)},
                                 {"low_by", strings(row.low_by)},
                                 {"high_by", strings(row.high_by)}}));
    incidents.push(Json::object({{"key", Json::string(incident.key)},
                                 {"name", Json::string(incident.name)},
                                 {"figures", figures}}));
  }
  return Json::object({{"policy", Json::string(answer.policy)},
                       {"rule", Json::string(answer.rule)},
                       {"incidents", incidents}});
}

std::string to_text(const CountAnswer& answer) {
  std::string text = fmt::format("Documented, under “{}”: {}\n", answer.policy, answer.rule);
  for (const CountAnswer::Incident& incident : answer.incidents) {
    text += fmt::format("\n{}\n", incident.name);
    for (const CountAnswer::Row& row : incident.rows)
      text += fmt::format("  {:<44} {:<24} {} statements, {} left out, {} voices\n",
                          row.measure + ", " + row.category, findings::display(row.answer),
                          row.answer.counted.size(), row.answer.left_out.size(), row.answer.voices);
  }
  return text;
}

}  // namespace attest::casework
