#include "intake/mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/toml.hpp"

namespace attest::intake {
namespace {
using base::Json;

constexpr std::array kNouns = {model::RecordKind::kPerson,   model::RecordKind::kFigure,
                               model::RecordKind::kPosition, model::RecordKind::kAct,
                               model::RecordKind::kArticle,  model::RecordKind::kSource,
                               model::RecordKind::kIncident, model::RecordKind::kStatement};

/// The line that sets a key, for messages: the reader of TOML keeps no places.
std::string place_of(std::string_view toml, std::string_view where, std::string_view key) {
  std::size_t line = 1;
  for (std::size_t at = 0; at < toml.size(); ++line) {
    const std::size_t end = std::min(toml.find('\n', at), toml.size());
    const std::string_view text = toml.substr(at, end - at);
    const std::size_t found = text.find(key);
    if (found != text.npos && text.find('#') > found &&
        text.find_first_of("=]", found + key.size()) != text.npos)
      return fmt::format("{}, line {}", where, line);
    at = end + 1;
  }
  return std::string(where);
}

/// Reads one mapping; remembers the text for the places in messages.
class MappingParser {
 public:
  MappingParser(std::string_view toml, std::string_view where)
      : toml_(toml), where_(where), root_(base::parse_toml(toml, where)) {}

  Mapping parse() {
    check_keys(root_,
               {"noun", "list", "source", "key", "day_order", "file", "columns", "constants"}, "");
    read_noun();
    mapping_.list = text_of(root_, "list");
    mapping_.source = text_of(root_, "source");
    read_day_order();
    read_file();
    for (const auto& [column, value] : root_["columns"].members()) read_column(column, value);
    for (const auto& [property, value] : root_["constants"].members()) {
      check_property(property, property);
      if (!value.is_string())
        fail(property, fmt::format("the constant {} is not a text", property),
             "Write it in quotes");
      mapping_.constants.emplace_back(property, value.text());
    }
    if (mapping_.columns.empty())
      fail("columns", "the mapping has no columns",
           "Add a table [columns] with lines like \"Date\" = \"date\"");
    read_key();
    check_twice();
    return std::move(mapping_);
  }

 private:
  [[noreturn]] void fail(std::string_view key, const std::string& what,
                         const std::string& remedy) const {
    throw base::Error(base::Code::kMalformed, what, place_of(toml_, where_, key), remedy);
  }

  void check_keys(const Json& table, std::initializer_list<std::string_view> known,
                  std::string_view inside) const {
    for (const auto& [key, value] : table.members()) {
      if (std::ranges::find(known, key) != known.end()) continue;
      std::string list;
      for (const std::string_view name : known)
        list += fmt::format("{}{}", list.empty() ? "" : ", ", name);
      fail(key, fmt::format("a mapping has no '{}'{}", key, inside), "It may have: " + list);
    }
  }

  std::string text_of(const Json& table, std::string_view key) const {
    const Json& value = table[key];
    if (value.is_null() || value.is_string()) return value.is_null() ? std::string() : value.text();
    fail(key, fmt::format("{} is not a text", key), "Write it in quotes");
  }

  void read_noun() {
    const std::string said = text_of(root_, "noun");
    const auto noun = model::parse_record_kind(said);
    if (!noun) {
      std::string list;
      for (const model::RecordKind kind : kNouns)
        list += fmt::format("{}{}", list.empty() ? "" : ", ", model::word(kind));
      fail("noun",
           said.empty() ? "the mapping does not say what a row is"
                        : fmt::format("there is no noun '{}'", said),
           "Write noun = \"…\" with one of: " + list);
    }
    mapping_.noun = *noun;
  }

  void read_day_order() {
    const std::string said = text_of(root_, "day_order");
    if (said.empty() || said == "day first") return;
    if (said == "month first")
      mapping_.day_order = model::DayOrder::kMonthFirst;
    else if (said == "year first")
      mapping_.day_order = model::DayOrder::kYearFirst;
    else
      fail("day_order", fmt::format("there is no day order '{}'", said),
           "Write \"day first\", \"month first\" or \"year first\"");
  }

  void read_limits(const Json& limits) {
    for (const auto& [name, value] : limits.members()) {
      const auto number = value.as_integer();
      if (!number || *number < 1 ||
          !set_limit(mapping_.file.limits, name, static_cast<std::uint64_t>(*number)))
        fail(name, fmt::format("'{}' sets no limit", name),
             "Write one of memory, inflated, row, columns, nesting, seconds, and a number");
    }
  }

  void read_file() {
    const Json& file = root_["file"];
    check_keys(file, {"encoding", "delimiter", "header", "sheet", "kind", "limits"}, " in [file]");
    mapping_.file.encoding = text_of(file, "encoding");
    mapping_.file.delimiter = text_of(file, "delimiter");
    mapping_.file.sheet = text_of(file, "sheet");
    if (const std::string kind = text_of(file, "kind"); !kind.empty()) {
      mapping_.file.kind = parse_kind(kind);
      if (!mapping_.file.kind)
        fail("kind", fmt::format("there is no kind '{}'", kind),
             "Write csv, json, jsonl, followthemoney, html or text");
    }
    read_limits(file["limits"]);
    const Json& header = file["header"];
    if (const auto row = header.as_integer(); row && *row > 0)
      mapping_.file.header = {Header::Choice::kRow, *row};
    else if (header.text() == "none")
      mapping_.file.header = {Header::Choice::kNone, 0};
    else if (!header.is_null())
      fail("header", "header is neither \"none\" nor a row number",
           "Write header = 3 (counted from 1) or header = \"none\"");
  }

  void check_property(const std::string& property, std::string_view key) const {
    if (model::find_property(mapping_.noun, property) != nullptr) return;
    std::string list;
    for (const auto& all : {model::properties(mapping_.noun), model::common_properties()})
      for (const model::Property& one : all)
        list += fmt::format("{}{}", list.empty() ? "" : ", ", one.name);
    fail(key, fmt::format("{} has no property '{}'", model::word(mapping_.noun), property),
         "It has: " + list);
  }

  void read_column(const std::string& column, const Json& value) {
    ColumnRule rule;
    rule.column = column;
    if (value.is_string()) {
      rule.properties = {value.text()};
    } else if (value.is_array()) {
      for (const Json& property : value.items()) rule.properties.push_back(property.text());
    } else if (value.is_object()) {
      check_keys(value, {"property", "split", "into", "values"},
                 fmt::format(" for the column {}", column));
      read_rule(column, value, rule);
    } else {
      fail(column, fmt::format("the column {} is given no property", column),
           "Write \"COLUMN\" = \"PROPERTY\"");
    }
    for (const std::string& property : rule.properties) check_property(property, column);
    mapping_.columns.push_back(std::move(rule));
  }

  void read_rule(const std::string& column, const Json& value, ColumnRule& rule) const {
    if (value.has("property")) rule.properties = {text_of(value, "property")};
    rule.split_at = text_of(value, "split");
    for (const Json& property : value["into"].items()) rule.properties.push_back(property.text());
    if (rule.properties.empty() || (rule.split_at.empty() && rule.properties.size() > 1) ||
        value.has("split") != value.has("into"))
      fail(column, fmt::format("the column {} is not told what to become", column),
           "Write { property = \"…\" }, or { split = \"/\", into = [\"…\", \"…\"] }");
    for (const auto& [from, to] : value["values"].members()) {
      if (!to.is_string())
        fail(from, fmt::format("the value {} of column {} is not a text", from, column),
             "Write it in quotes");
      rule.values.emplace_back(from, to.text());
    }
  }

  void read_key() {
    const Json& key = root_["key"];
    if (key.is_string()) mapping_.key = {key.text()};
    for (const Json& column : key.items()) mapping_.key.push_back(column.text());
    for (const std::string& column : mapping_.key)
      if (std::ranges::find(mapping_.columns, column, &ColumnRule::column) ==
          mapping_.columns.end())
        fail("key", fmt::format("the key column {} becomes no property", column),
             "Name it under [columns] too");
  }

  void check_twice() const {
    std::vector<std::string> seen;
    for (const ColumnRule& rule : mapping_.columns)
      seen.insert(seen.end(), rule.properties.begin(), rule.properties.end());
    for (const auto& [property, text] : mapping_.constants) seen.push_back(property);
    std::ranges::sort(seen);
    const auto twice = std::ranges::adjacent_find(seen);
    if (twice != seen.end())
      fail(*twice, fmt::format("two columns become {}", *twice), "Keep one of them");
  }

  std::string_view toml_;
  std::string where_;
  Json root_;
  Mapping mapping_;
};

}  // namespace

Mapping parse_mapping(std::string_view toml, std::string_view where) {
  return MappingParser(toml, where).parse();
}

}  // namespace attest::intake
