#include "intake/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace attest::intake {
namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 9> kKinds = {{
    {Kind::kCsv, "csv"},
    {Kind::kXlsx, "xlsx"},
    {Kind::kOds, "ods"},
    {Kind::kJson, "json"},
    {Kind::kJsonLines, "jsonl"},
    {Kind::kFollowTheMoney, "followthemoney"},
    {Kind::kHtml, "html"},
    {Kind::kText, "text"},
    {Kind::kPdf, "pdf"},
}};

struct NamedLimit {
  std::string_view name;
  std::uint64_t Limits::* value;
};
constexpr std::array<NamedLimit, 6> kLimits = {{
    {"memory", &Limits::memory},
    {"inflated", &Limits::inflated},
    {"row", &Limits::row},
    {"columns", &Limits::columns},
    {"nesting", &Limits::nesting},
    {"seconds", &Limits::seconds},
}};

}  // namespace

std::string_view word(Kind kind) {
  for (const auto& [known, name] : kKinds)
    if (known == kind) return name;
  return "text";
}

std::optional<Kind> parse_kind(std::string_view text) {
  for (const auto& [kind, name] : kKinds)
    if (name == text) return kind;
  if (text == "tsv") return Kind::kCsv;
  return std::nullopt;
}

std::uint64_t inflation_limit(const Limits& limits, std::uint64_t packed) {
  constexpr std::uint64_t kAlways = 256'000'000, kTimes = 200;
  return limits.inflated > 0 ? limits.inflated : std::max(kAlways, kTimes * packed);
}

bool set_limit(Limits& limits, std::string_view name, std::uint64_t value) {
  for (const auto& limit : kLimits) {
    if (limit.name != name) continue;
    limits.*limit.value = value;
    return true;
  }
  return false;
}

std::string raise_limit(std::string_view name, std::string_view lead) {
  return fmt::format("{}: --limit {}=NUMBER, or [file.limits] in a mapping", lead, name);
}

std::vector<std::string> unique_names(const Head& head) {
  std::vector<std::string> names;
  std::unordered_map<std::string, int> seen;
  for (std::size_t i = 0; i < head.columns.size(); ++i) {
    std::string name = head.columns[i].empty() ? fmt::format("column {}", i + 1) : head.columns[i];
    if (const int times = ++seen[name]; times > 1) {
      name = fmt::format("{} ({})", name, times);
      ++seen[name];
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::string describe(const Head& head, const Row& row) {
  if (row.at.page > 0) return fmt::format("page {}", row.at.page);
  if (!row.at.pointer.empty()) return std::string(row.at.pointer);
  if (row.at.sheet_row > 0 && !head.table.empty())
    return fmt::format("{} {}, row {}", head.kind == Kind::kHtml ? "table" : "sheet", head.table,
                       row.at.sheet_row);
  if (row.at.line > 0) return fmt::format("line {}", row.at.line);
  return fmt::format("row {}", row.number);
}

}  // namespace attest::intake
