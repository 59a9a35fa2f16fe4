#include "names/impl/table.hpp"

namespace attest::names {
namespace {

std::string_view take(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  const std::string_view head = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return head;
}

}  // namespace

std::vector<std::vector<std::string_view>> table_rows(std::string_view table) {
  std::vector<std::vector<std::string_view>> rows;
  while (!table.empty()) {
    std::string_view line = take(table, '\n');
    if (line.empty() || line.front() == '#') continue;
    auto& row = rows.emplace_back();
    while (!line.empty()) row.push_back(take(line, '\t'));
  }
  return rows;
}

}  // namespace attest::names
