#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/mapping.hpp"
#include "model/read.hpp"

namespace attest::intake {
namespace {

constexpr char kKeySeparator = '\x1F';
constexpr std::size_t kNamesTold = 60;

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kNamesTold); ++i)
    list += fmt::format("{}{}", i == 0 ? "" : ", ", base::replace_invalid_utf8(names[i]));
  return names.size() > kNamesTold ? list + "…" : list;
}

std::size_t find_column(const std::vector<std::string>& names, const std::string& column,
                        const Mapping& mapping, std::string_view where) {
  const auto at = std::ranges::find(names, column);
  if (at == names.end())
    throw base::Error(
        base::Code::kNotFound,
        fmt::format("the mapping names a column “{}”, which the table does not have", column),
        std::string(where),
        fmt::format("It has: {}{}", list_of(names),
                    mapping.file.header.choice == Header::Choice::kDetect
                        ? ". If these are no names, set header in [file]"
                        : ""));
  return static_cast<std::size_t>(at - names.begin());
}

}  // namespace

Applier::Applier(const Mapping& mapping, const Head& head, std::string_view where)
    : noun_(mapping.noun), day_order_(mapping.day_order) {
  const std::vector<std::string> names = unique_names(head);
  std::vector<bool> used(names.size());
  for (const ColumnRule& rule : mapping.columns) {
    Step step{find_column(names, rule.column, mapping, where),
              rule.column,
              {},
              properties_.size(),
              rule.split_at,
              rule.values};
    used[step.column] = true;
    for (const std::string& property : rule.properties) {
      step.properties.push_back(model::find_property(mapping.noun, property));
      properties_.push_back(property);
    }
    steps_.push_back(std::move(step));
  }
  for (const std::string& column : mapping.key)
    key_.push_back(find_column(names, column, mapping, where));
  for (const auto& [property, text] : mapping.constants) {
    const model::CellReading reading =
        model::read_cell(*model::find_property(mapping.noun, property), text, day_order_);
    if (!reading.reason.empty())
      throw base::Error(base::Code::kMalformed,
                        fmt::format("the constant {} cannot be read: {}", property, reading.reason),
                        std::string(where), reading.remedy);
    properties_.push_back(property);
    constants_.push_back({text, reading.parsed});
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!used[i]) unused_.push_back(names[i]);
}

void Applier::apply(const Row& row, Applied& into) const {
  into.cells.resize(properties_.size());
  into.known.resize(properties_.size());
  into.refusals.clear();
  into.key.clear();
  if (!row.refused.empty()) {
    into.refusals.push_back(
        {row.number, {}, {}, std::string(row.refused), std::string(row.remedy)});
    return;
  }
  for (const Step& step : steps_) apply_step(step, row, into);
  std::ranges::copy(constants_, into.cells.end() - static_cast<std::ptrdiff_t>(constants_.size()));
  for (std::size_t i = 0; i < key_.size(); ++i) {
    if (i > 0) into.key += kKeySeparator;
    into.key += row.cells[key_[i]].value_or(std::string_view());
  }
  if (noun_ == model::RecordKind::kFigure && into.refusals.empty()) check_whole(row, into);
}

void Applier::apply_step(const Step& step, const Row& row, Applied& into) const {
  const Cell cell = step.column < row.cells.size() ? row.cells[step.column] : Cell();
  if (!cell) {
    for (std::size_t i = 0; i < step.properties.size(); ++i) {
      into.cells[step.first_cell + i].text.reset();
      into.cells[step.first_cell + i].parsed.clear();
    }
    return;
  }
  if (step.split_at.empty()) {
    for (std::size_t i = 0; i < step.properties.size(); ++i) take_text(step, i, *cell, row, into);
    return;
  }
  std::string_view rest = *cell;
  for (std::size_t i = 0; i < step.properties.size(); ++i) {
    const bool last = i + 1 == step.properties.size();
    const std::size_t at = last ? rest.npos : rest.find(step.split_at);
    take_text(step, i, rest.substr(0, at), row, into);
    if (last) break;
    if (at == rest.npos) {
      for (std::size_t k = i + 1; k < step.properties.size(); ++k)
        into.cells[step.first_cell + k] = {};
      break;
    }
    rest.remove_prefix(at + step.split_at.size());
  }
}

void Applier::take_text(const Step& step, std::size_t part, std::string_view text, const Row& row,
                        Applied& into) const {
  model::Cell& cell = into.cells[step.first_cell + part];
  if (cell.text)
    cell.text->assign(text);
  else
    cell.text.emplace(text);
  cell.parsed.clear();
  const auto translation =
      std::ranges::find(step.values, text, [](const auto& v) { return std::string_view(v.first); });
  const bool translated = translation != step.values.end();
  const model::Property& property = *step.properties[part];
  if (!translated && property.type == model::PropertyType::kText) return;
  const model::CellReading& reading =
      reading_of(property, step.first_cell + part,
                 translated ? std::string_view(translation->second) : text, into);
  cell.parsed = reading.parsed;
  if (translated && cell.parsed.empty()) cell.parsed = translation->second;
  if (!reading.reason.empty())
    into.refusals.push_back(
        {row.number, step.name, std::string(text), reading.reason, reading.remedy});
}

const model::CellReading& Applier::reading_of(const model::Property& property, std::size_t cell,
                                              std::string_view text, Applied& into) const {
  constexpr std::size_t kRemembered = 4096;
  auto& known = into.known[cell];
  std::string key(text);
  if (const auto at = known.find(key); at != known.end()) return at->second;
  if (known.size() >= kRemembered) known.clear();
  return known.emplace(std::move(key), model::read_cell(property, text, day_order_)).first->second;
}

/// Cells that are fine one by one may contradict each other.
void Applier::check_whole(const Row& row, Applied& into) const {
  model::Record record;
  record.kind = noun_;
  record.row = row.number;
  record.columns = properties_;
  record.cells = into.cells;
  model::CellReading reading = model::check_record(record);
  if (!reading.reason.empty())
    into.refusals.push_back(
        {row.number, {}, {}, std::move(reading.reason), std::move(reading.remedy)});
}

}  // namespace attest::intake
