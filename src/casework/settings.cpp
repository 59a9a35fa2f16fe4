#include "casework/settings.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>

#include "base/error.hpp"
#include "base/toml.hpp"

namespace attest::casework {
namespace {
using base::Json;

[[noreturn]] void refuse(std::string_view where, const std::string& what,
                         const std::string& remedy) {
  throw base::Error(base::Code::kMalformed, what, std::string(where), remedy);
}

const std::string& text_of(const Json& value, std::string_view key, std::string_view where) {
  if (!value.is_string())
    refuse(where, fmt::format("'{}' must be a text in quotes", key), "Write it as \"…\".");
  return value.text();
}

std::string member(const Json& table, std::string_view key, std::string_view where) {
  return table.has(key) ? text_of(table[key], key, where) : std::string();
}

/// One [[table]] after another of an array of tables.
void each_table(const Json& value, std::string_view key, std::string_view where,
                const std::function<void(const Json&)>& take) {
  for (const Json& table : value.items()) {
    if (!table.is_object())
      refuse(where, fmt::format("'{}' must be a list of tables", key),
             fmt::format("Write [[{}]] above each.", key));
    take(table);
  }
}

findings::Policy read_policy(const Json& table, std::string_view where) {
  findings::Policy policy;
  policy.name = member(table, "name", where);
  const auto rule = findings::parse_rule(member(table, "rule", where));
  if (policy.name.empty() || !rule)
    refuse(where, fmt::format("policy '{}' has no name or no known rule", policy.name),
           "A policy needs name = \"…\" and rule = \"all\", \"seen\", \"priority\" or "
           "\"independent\".");
  policy.rule = *rule;
  for (const Json& kind : table["priority"].items()) {
    const auto parsed = model::parse_source_kind(text_of(kind, "priority", where));
    if (!parsed) refuse(where, fmt::format("'{}' is no kind of source", kind.text()), {});
    policy.priority.push_back(*parsed);
  }
  if (table.has("vague_rule")) policy.vague_rule = member(table, "vague_rule", where);
  if (!model::find_vague_rule(policy.vague_rule))
    refuse(where, fmt::format("there is no vague-word rule '{}'", policy.vague_rule),
           "Use \"none\", \"floor\" or \"acled\".");
  return policy;
}

publish::Shape read_shape(const std::string& word, std::string_view where) {
  using publish::Shape;
  static const std::map<std::string, Shape> shapes{{"", Shape::kSquare},
                                                   {"square", Shape::kSquare},
                                                   {"triangle", Shape::kTriangle},
                                                   {"diamond", Shape::kDiamond},
                                                   {"pentagon", Shape::kPentagon}};
  const auto found = shapes.find(word);
  if (found == shapes.end())
    refuse(where, fmt::format("'{}' is no shape", word),
           "Use square, triangle, diamond or pentagon.");
  return found->second;
}

publish::Party read_party(const Json& table, std::string_view where) {
  publish::Party party;
  party.affiliation = member(table, "affiliation", where);
  party.label = member(table, "label", where);
  party.shape = read_shape(member(table, "shape", where), where);
  party.colour = member(table, "colour", where);
  if (party.affiliation.empty()) refuse(where, "a party has no affiliation", {});
  return party;
}

Names read_names(const std::string& word, std::string_view where) {
  if (word == "withheld") return Names::kWithheld;
  if (word == "shown") return Names::kShown;
  refuse(where, fmt::format("names = '{}' is unknown", word), "Use \"withheld\" or \"shown\".");
}

using Take = std::function<void(Settings&, const Json&, std::string_view where)>;

Take text(std::string Settings::* field, const char* key) {
  return [field, key](Settings& settings, const Json& value, std::string_view where) {
    settings.*field = text_of(value, key, where);
  };
}

const std::map<std::string, Take>& keys() {
  static const std::map<std::string, Take> all{
      {"title", text(&Settings::title, "title")},
      {"language", text(&Settings::language, "language")},
      {"summary", text(&Settings::summary, "summary")},
      {"scope", text(&Settings::scope, "scope")},
      {"inclusion_rule", text(&Settings::inclusion_rule, "inclusion_rule")},
      {"standard_of_proof", text(&Settings::standard_of_proof, "standard_of_proof")},
      {"method", text(&Settings::method, "method")},
      {"licence", text(&Settings::licence, "licence")},
      {"citation", text(&Settings::citation, "citation")},
      {"address", text(&Settings::address, "address")},
      {"names",
       [](Settings& settings, const Json& value, std::string_view where) {
         settings.names = read_names(text_of(value, "names", where), where);
       }},
      {"main",
       [](Settings& settings, const Json& value, std::string_view where) {
         for (const Json& key : value.items())
           settings.main_incidents.push_back(text_of(key, "main", where));
       }},
      {"definition",
       [](Settings& settings, const Json& value, std::string_view where) {
         each_table(value, "definition", where, [&](const Json& table) {
           settings.definitions.push_back(
               {member(table, "term", where), member(table, "text", where)});
         });
       }},
      {"policy",
       [](Settings& settings, const Json& value, std::string_view where) {
         each_table(value, "policy", where, [&](const Json& table) {
           settings.policies.push_back(read_policy(table, where));
         });
       }},
      {"party",
       [](Settings& settings, const Json& value, std::string_view where) {
         each_table(value, "party", where, [&](const Json& table) {
           settings.parties.push_back(read_party(table, where));
         });
       }},
      {"withhold", [](Settings& settings, const Json& value, std::string_view where) {
         each_table(value, "withhold", where, [&](const Json& table) {
           settings.withheld.emplace_back(member(table, "file", where),
                                          member(table, "why", where));
         });
       }}};
  return all;
}

std::string known_keys() {
  std::string list;
  for (const auto& [key, take] : keys()) list += (list.empty() ? "" : ", ") + key;
  return list;
}
}  // namespace

Settings parse_settings(std::string_view toml, std::string_view where) {
  const Json table = base::parse_toml(toml, where);
  Settings settings;
  for (const auto& [key, value] : table.members()) {
    const auto take = keys().find(key);
    if (take == keys().end())
      refuse(where, fmt::format("there is no setting '{}'", key),
             fmt::format("Settings are: {}.", known_keys()));
    take->second(settings, value, where);
  }
  if (settings.policies.empty()) {
    const auto standard = findings::standard_policies();
    settings.policies.assign(standard.begin(), standard.end());
  }
  return settings;
}

std::string why_withheld(const Settings& settings, std::string_view name) {
  for (const auto& [file, why] : settings.withheld)
    if (file == name) return why;
  for (const auto& [file, why] : settings.withheld)
    if (file == "*") return why;
  return {};
}

std::string settings_template(std::string_view title) {
  return fmt::format(
      R"(# What this case is about and by which rules it counts. Edit it; the next verb that writes logs the new text.
title = {}
language = "en"                # of this file's own prose; "ar", "he", "fa" mirror the pages
summary = ""                   # one paragraph for the first page
scope = ""                     # which time, place and kind of harm
inclusion_rule = ""            # when a record belongs to the case
standard_of_proof = "reported" # what a statement here means
method = ""                    # how it was compiled, for the methods page
licence = ""                   # of the tables that are published
names = "withheld"             # names of persons on published pages: "withheld" or "shown"
main = []                      # keys of the incidents the case is about; all others are comparable ones

# A word and what the case means by it.
# [[definition]]
# term = "killed"
# text = "died of violence on the day or of wounds within a year"

# Rules that turn statements into a figure; the first is drawn. Without any, four standard ones hold.
# rule: all, seen, priority (with priority = ["court", …]) or independent; vague_rule: none, floor, acled
# [[policy]]
# name = "all claims"
# rule = "all"

# How a party is told apart in pictures: square, triangle, diamond, pentagon, and a colour.
# [[party]]
# affiliation = ""
# shape = "square"
# colour = "#336699"

# Files whose bytes are not given to readers, and why. file = "*" stands for all others.
# [[withhold]]
# file = ""
# why = ""
)",
      base::to_toml_string(title));
}

}  // namespace attest::casework
