#include "intake/mapping.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>

#include "base/error.hpp"
#include "base/toml.hpp"
#include "model/quantity.hpp"

namespace attest::intake {
namespace {
using base::Json;

/// Carries where the mapping stands, so that each complaint names file and key.
class MappingReader {
 public:
  explicit MappingReader(std::string_view where) : where_(where) {}

  Mapping read(const Json& table) {
    for (const auto& [key, value] : table.members()) read_member(key, value);
    if (!noun_given_)
      refuse("noun", "a mapping must say what a row is",
             "Write noun = \"person\", \"figure\", \"statement\", \"position\", \"article\", "
             "\"incident\", "
             "\"act\" or \"source\".");
    // Properties are those of the noun, which may stand below the columns.
    for (const auto& [column, value] : columns_.members()) read_column(column, value);
    for (const auto& [property, value] : constants_.members()) {
      check_property(property, "constants");
      mapping_.constants.emplace_back(property, text(value, "constants." + property));
    }
    check_keys();
    return std::move(mapping_);
  }

 private:
  [[noreturn]] void refuse(const std::string& key, const std::string& what,
                           const std::string& remedy) const {
    throw base::Error(base::Code::kMalformed, what, fmt::format("{}, {}", where_, key), remedy);
  }

  std::string text(const Json& value, const std::string& key) const {
    if (!value.is_string() && !value.is_number())
      refuse(key, fmt::format("'{}' must be a text", key), "Write it in quotes.");
    return value.text();
  }

  void read_member(const std::string& key, const Json& value) {
    if (key == "noun")
      read_noun(text(value, key));
    else if (key == "list")
      mapping_.list = text(value, key);
    else if (key == "source")
      mapping_.source = text(value, key);
    else if (key == "key")
      read_keys(value);
    else if (key == "day_order")
      read_day_order(text(value, key));
    else if (key == "columns")
      columns_ = value;
    else if (key == "constants")
      constants_ = value;
    else if (key == "file")
      read_file(value);
    else
      refuse(key, fmt::format("there is no setting '{}'", key),
             "Settings are: noun, list, source, key, day_order, [columns], [constants], [file].");
  }

  void read_noun(const std::string& word) {
    const auto kind = model::parse_record_kind(word);
    if (!kind)
      refuse("noun", fmt::format("'{}' is no noun", word),
             "Nouns are: person, figure, position, act, article, source, incident, statement.");
    mapping_.noun = *kind;
    noun_given_ = true;
  }

  void read_keys(const Json& value) {
    if (value.is_string()) mapping_.key.push_back(value.text());
    for (const Json& item : value.items()) mapping_.key.push_back(text(item, "key"));
  }

  void read_day_order(const std::string& word) {
    static const std::map<std::string, model::DayOrder> orders{
        {"day first", model::DayOrder::kDayFirst},
        {"month first", model::DayOrder::kMonthFirst},
        {"year first", model::DayOrder::kYearFirst}};
    const auto found = orders.find(word);
    if (found == orders.end())
      refuse("day_order", fmt::format("'{}' is no order of day and month", word),
             "Write \"day first\", \"month first\" or \"year first\".");
    mapping_.day_order = found->second;
  }

  void read_file(const Json& table) {
    for (const auto& [key, value] : table.members()) {
      const std::string word = text(value, "file." + key);
      if (key == "encoding")
        mapping_.file.encoding = word;
      else if (key == "delimiter")
        mapping_.file.delimiter = word;
      else if (key == "sheet")
        mapping_.file.sheet = word;
      else if (key == "header")
        read_header(word);
      else if (key == "kind")
        read_kind(word);
      else
        refuse("file." + key, fmt::format("there is no setting '{}'", key),
               "Settings are: encoding, delimiter, header, sheet, kind.");
    }
  }

  void read_header(const std::string& word) {
    if (word == "none") {
      mapping_.file.header.choice = Header::Choice::kNone;
      return;
    }
    const auto row = model::read_integer(word);
    if (!row || *row < 1)
      refuse("file.header", fmt::format("'{}' is no row", word),
             "Write a row's number or \"none\".");
    mapping_.file.header.choice = Header::Choice::kRow;
    mapping_.file.header.row = *row;
  }

  void read_kind(const std::string& word) {
    mapping_.file.kind = parse_kind(word);
    if (!mapping_.file.kind)
      refuse("file.kind", fmt::format("'{}' is no kind of file", word),
             "Kinds are: csv, xlsx, ods, json, json lines, html, text, pdf.");
  }

  void read_column(const std::string& column, const Json& value) {
    ColumnRule rule;
    rule.column = column;
    const std::string key = "columns." + column;
    if (value.is_object())
      read_rule(value, key, rule);
    else
      read_properties(value, key, rule);
    if (rule.properties.empty())
      refuse(key, "the column becomes no property", "Write column = \"property\".");
    for (const std::string& property : rule.properties) check_property(property, key);
    mapping_.columns.push_back(std::move(rule));
  }

  void read_rule(const Json& table, const std::string& key, ColumnRule& rule) {
    for (const auto& [name, value] : table.members()) {
      if (name == "property" || name == "properties")
        read_properties(value, key, rule);
      else if (name == "split")
        rule.split_at = text(value, key + ".split");
      else if (name == "values")
        for (const auto& [from, to] : value.members())
          rule.values.emplace_back(from, text(to, key + ".values"));
      else
        refuse(key, fmt::format("there is no setting '{}'", name),
               "Settings are: property, properties, split, values.");
    }
  }

  void read_properties(const Json& value, const std::string& key, ColumnRule& rule) {
    if (!value.is_array()) return rule.properties.push_back(text(value, key));
    for (const Json& item : value.items()) rule.properties.push_back(text(item, key));
  }

  void check_property(const std::string& property, const std::string& key) const {
    if (model::find_property(mapping_.noun, property)) return;
    std::string known;
    for (const auto& list : {model::properties(mapping_.noun), model::common_properties()})
      for (const model::Property& one : list)
        known += (known.empty() ? "" : ", ") + std::string(one.name);
    refuse(key, fmt::format("a {} has no property '{}'", model::word(mapping_.noun), property),
           fmt::format("Properties are: {}.", known));
  }

  void check_keys() const {
    for (const std::string& column : mapping_.key) {
      bool mapped = false;
      for (const ColumnRule& rule : mapping_.columns) mapped |= rule.column == column;
      if (!mapped)
        refuse("key", fmt::format("the key column '{}' is not among [columns]", column),
               "Name it there, for example as \"key\".");
    }
  }

  std::string_view where_;
  Mapping mapping_;
  bool noun_given_ = false;
  Json columns_;
  Json constants_;
};
}  // namespace

Mapping parse_mapping(std::string_view toml, std::string_view where) {
  return MappingReader(where).read(base::parse_toml(toml, where));
}

}  // namespace attest::intake
