#include "model/record.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace attest::model {
namespace {

constexpr std::array<std::pair<RecordKind, std::string_view>, 8> kKinds = {{
    {RecordKind::kPerson, "person"},
    {RecordKind::kFigure, "figure"},
    {RecordKind::kPosition, "position"},
    {RecordKind::kAct, "act"},
    {RecordKind::kArticle, "article"},
    {RecordKind::kSource, "source"},
    {RecordKind::kIncident, "incident"},
    {RecordKind::kStatement, "statement"},
}};

constexpr std::array<std::pair<Operation, std::string_view>, 5> kOperations = {{
    {Operation::kAdd, "add"},
    {Operation::kChange, "change"},
    {Operation::kSame, "same"},
    {Operation::kGone, "gone"},
    {Operation::kRefuse, "refuse"},
}};

}  // namespace

std::string_view word(RecordKind kind) {
  return std::ranges::find(kKinds, kind, [](const auto& e) { return e.first; })->second;
}

std::optional<RecordKind> parse_record_kind(std::string_view text) {
  for (const auto& [kind, name] : kKinds)
    if (name == text) return kind;
  return std::nullopt;
}

std::string_view word(Operation operation) {
  return std::ranges::find(kOperations, operation, [](const auto& e) { return e.first; })->second;
}

const Cell* Record::cell(std::string_view property) const {
  const auto found = std::ranges::find(columns, property);
  if (found == columns.end()) return nullptr;
  const auto index = static_cast<std::size_t>(found - columns.begin());
  return index < cells.size() ? &cells[index] : nullptr;
}

std::string_view Record::text(std::string_view property) const {
  const Cell* found = cell(property);
  return found && found->text ? std::string_view(*found->text) : std::string_view();
}

std::string_view Record::value(std::string_view property) const {
  const Cell* found = cell(property);
  if (found && !found->parsed.empty()) return found->parsed;
  return text(property);
}

Address Record::statement(std::string_view property) const {
  Address at = version.empty() ? address : version;
  const auto found = std::ranges::find(columns, property);
  if (found != columns.end()) at.column = found - columns.begin();
  return at;
}

}  // namespace attest::model
