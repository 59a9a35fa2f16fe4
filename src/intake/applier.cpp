#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "intake/mapping.hpp"
#include "model/read.hpp"

namespace attest::intake {
namespace {
constexpr char kBetweenKeys = '\x1f';

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::size_t find_column(const std::vector<std::string>& names, const std::string& column,
                        std::string_view where) {
  const auto found = std::find(names.begin(), names.end(), column);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  throw base::Error(base::Code::kNotFound,
                    fmt::format("the file has no column '{}', which the mapping names", column),
                    std::string(where), fmt::format("Columns are: {}.", listed(names)));
}

/// The text that is read in place of the cell's, where the mapping says so.
std::string_view translated(const std::vector<std::pair<std::string, std::string>>& values,
                            std::string_view text) {
  for (const auto& [from, to] : values)
    if (from == text) return to;
  return text;
}

/// The part-th piece of a split text; the last takes what is left over. Nothing if there are fewer.
std::optional<std::string_view> piece(std::string_view text, std::string_view at, std::size_t part,
                                      std::size_t parts) {
  for (std::size_t i = 0; i < part; ++i) {
    const std::size_t found = text.find(at);
    if (found == std::string_view::npos) return std::nullopt;
    text.remove_prefix(found + at.size());
  }
  return part + 1 == parts ? text : text.substr(0, text.find(at));
}
}  // namespace

Applier::Applier(const Mapping& mapping, const Head& head, std::string_view where)
    : day_order_(mapping.day_order) {
  const std::vector<std::string> names = unique_names(head);
  for (const ColumnRule& rule : mapping.columns) {
    Step step{find_column(names, rule.column, where),
              rule.column,
              {},
              properties_.size(),
              rule.split_at,
              rule.values};
    for (const std::string& property : rule.properties) {
      step.properties.push_back(model::find_property(mapping.noun, property));
      properties_.push_back(property);
    }
    steps_.push_back(std::move(step));
  }
  for (const std::string& column : mapping.key) key_.push_back(find_column(names, column, where));
  for (const auto& [property, text] : mapping.constants) {
    const auto reading =
        model::read_cell(*model::find_property(mapping.noun, property), text, day_order_);
    if (!reading.reason.empty())
      throw base::Error(base::Code::kMalformed,
                        fmt::format("the constant {} cannot be read: {}", property, reading.reason),
                        std::string(where), reading.remedy);
    properties_.push_back(property);
    constants_.push_back({text, reading.parsed});
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::none_of(steps_.begin(), steps_.end(), [&](const Step& s) { return s.column == i; }))
      unused_.push_back(names[i]);
}

void Applier::apply(const Row& row, Applied& into) const {
  into.refusals.clear();
  into.key.clear();
  into.cells.resize(properties_.size());
  for (const Step& step : steps_) {
    const Cell cell = step.column < row.cells.size() ? row.cells[step.column] : Cell();
    for (std::size_t i = 0; i < step.properties.size(); ++i) {
      model::Cell& out = into.cells[step.first_cell + i];
      out.parsed.clear();
      const auto text = cell && !step.split_at.empty()
                            ? piece(*cell, step.split_at, i, step.properties.size())
                            : cell;
      if (!text) {
        out.text.reset();
        continue;
      }
      if (out.text)
        out.text->assign(*text);
      else
        out.text.emplace(*text);
      auto reading =
          model::read_cell(*step.properties[i], translated(step.values, *text), day_order_);
      if (reading.reason.empty())
        out.parsed = std::move(reading.parsed);
      else
        into.refusals.push_back(
            {row.number, step.name, std::string(*text), reading.reason, reading.remedy});
    }
  }
  std::copy(constants_.begin(), constants_.end(),
            into.cells.end() - static_cast<std::ptrdiff_t>(constants_.size()));
  for (const std::size_t column : key_) {
    if (!into.key.empty()) into.key += kBetweenKeys;
    if (column < row.cells.size() && row.cells[column]) into.key += *row.cells[column];
  }
}

}  // namespace attest::intake
