#include "intake/impl/json_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/unicode.hpp"

namespace attest::intake {
namespace {
using base::Json;

/// A member name as a piece of a JSON pointer (RFC 6901).
std::string pointer_piece(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

/// FollowTheMoney properties have several values, each a text.
Json joined_values(const Json& values) {
  if (!values.is_array() || values.items().empty()) return values.is_array() ? Json() : values;
  std::string text;
  for (const Json& value : values.items()) {
    if (!value.is_string()) return values;
    if (&value != &values.items().front()) text += "; ";
    text += value.text();
  }
  return Json::string(text);
}

/// Calls visit(path, name, value) for each leaf. `path` tells columns apart, `name` is what people
/// see.
template <class Visit>
void walk_object(const Json& object, const std::string& path, const std::string& name,
                 Visit&& visit) {
  std::unordered_map<std::string_view, int> times;
  for (const auto& [key, value] : object.members()) {
    std::string here = path + "/" + pointer_piece(key);
    if (const int again = times[key]++; again > 0) here += fmt::format("~{}", again + 1);
    const std::string shown = name.empty() ? key : name + "/" + pointer_piece(key);
    if (value.is_object() && !value.members().empty())
      walk_object(value, here, shown, visit);
    else
      visit(here, shown, value);
  }
}

template <class Visit>
void walk_entity(const Json& entity, Visit&& visit) {
  for (const auto& [key, value] : entity.members()) {
    if (key != "properties" || !value.is_object()) {
      visit("/" + key, key, value.is_array() ? joined_values(value) : value);
      continue;
    }
    for (const auto& [property, values] : value.members())
      visit("/properties/" + property, property, joined_values(values));
  }
}

}  // namespace

std::optional<std::string> json_cell(const Json& value) {
  switch (value.kind()) {
    case Json::Kind::kNull:
      return std::nullopt;
    case Json::Kind::kBoolean:
      return value.as_boolean() ? "true" : "false";
    case Json::Kind::kNumber:
    case Json::Kind::kString:
      return value.text();
    case Json::Kind::kArray:
    case Json::Kind::kObject:
      break;
  }
  return base::to_json(value);
}

template <class Visit>
void JsonColumns::walk(const Json& row, Visit&& visit) const {
  if (row.is_object() && shape_ == Shape::kFollowTheMoney) return walk_entity(row, visit);
  if (row.is_object()) return walk_object(row, "", "", visit);
  if (!row.is_array()) return visit("", "value", row);
  for (std::size_t i = 0; i < row.items().size(); ++i)
    visit(fmt::format("[{}", i), fmt::format("column {}", i + 1), row.items()[i]);
}

void JsonColumns::learn(const Json& row) {
  ++rows_;
  arrays_ += row.is_array();
  walk(row, [this](const std::string& path, const std::string& name, const Json&) {
    if (index_.emplace(path, names_.size()).second) names_.push_back(name);
  });
}

void JsonColumns::fill(const Json& row, std::vector<std::optional<std::string>>& cells) const {
  cells.assign(names_.size(), std::nullopt);
  walk(row, [&](const std::string& path, const std::string&, const Json& value) {
    if (const auto at = index_.find(path); at != index_.end()) cells[at->second] = json_cell(value);
  });
}

Layout array_layout(const std::vector<Json>& first, const Header& asked, const std::string& file) {
  // Names are strings, and stand over something.
  const bool may_be_names =
      first.size() > 1 && std::ranges::all_of(first[0].items(), &Json::is_string);
  if (asked.choice == Header::Choice::kDetect && !may_be_names) return {};
  std::vector<std::vector<std::optional<std::string>>> texts;
  std::vector<GridRow> grid;
  for (const Json& row : first) {
    texts.emplace_back();
    for (const Json& value : row.items()) texts.back().push_back(json_cell(value));
  }
  for (const auto& row : texts) {
    grid.push_back({static_cast<std::int64_t>(grid.size()) + 1, {}});
    for (const auto& cell : row) grid.back().cells.push_back(cell ? Cell(*cell) : Cell());
  }
  return find_layout(grid, {}, asked, file);
}

std::string line_and_column(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t start = before.rfind('\n');
  const std::string_view row = start == before.npos ? before : before.substr(start + 1);
  return fmt::format("line {}, column {}", line, base::count_points(row) + 1);
}

}  // namespace attest::intake
