#include "reference.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

namespace studies {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  }
  return out;
}

std::map<std::string, std::string> conditions(const std::string& filter) {
  std::map<std::string, std::string> out;
  std::istringstream words(filter);
  for (std::string word; words >> word;)
    out[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
  return out;
}

}  // namespace

std::vector<Row> read_csv(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  const auto header = cells_of(line);
  std::vector<Row> out;
  while (std::getline(in, line)) {
    const auto cells = cells_of(line);
    Row row;
    for (std::size_t i = 0; i < header.size() && i < cells.size(); ++i) row[header[i]] = cells[i];
    out.push_back(std::move(row));
  }
  return out;
}

std::optional<std::string> estimation_data() {
  const char* shared = std::getenv("ATTEST_SHARED");
  const char* source = std::getenv("ATTEST_SOURCE");
  std::string folder = shared != nullptr && *shared != '\0'
                           ? shared
                           : std::string(source != nullptr ? source : ".") + "/../shared";
  folder += "/data/estimation/";
  return std::filesystem::exists(folder + "reference_results.csv") ? std::optional(folder)
                                                                   : std::nullopt;
}

attest::estimate::Table overlap_table(const std::string& path, const std::string& filter) {
  const auto wanted = conditions(filter);
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  std::vector<std::string> lists;
  for (const std::string& column : cells_of(line))
    if (column != "count" && !wanted.contains(column)) lists.push_back(column);
  std::vector<attest::estimate::Cell> cells;
  for (const Row& row : read_csv(path)) {
    bool kept = true;
    for (const auto& [column, value] : wanted) kept = kept && row.at(column) == value;
    if (!kept) continue;
    attest::estimate::Pattern pattern = 0;
    for (std::size_t j = 0; j < lists.size(); ++j)
      pattern |= static_cast<attest::estimate::Pattern>(row.at(lists[j]) == "1") << j;
    cells.push_back({pattern, std::stoll(row.at("count"))});
  }
  return drop_empty_lists(attest::estimate::Table(lists, std::move(cells)));
}

double number(const Row& row, const std::string& column) {
  const auto at = row.find(column);
  if (at == row.end() || at->second.empty()) return std::numeric_limits<double>::quiet_NaN();
  return std::strtod(at->second.c_str(), nullptr);
}

}  // namespace studies
