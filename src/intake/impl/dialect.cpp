#include "intake/impl/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "intake/impl/cell_shape.hpp"

namespace attest::intake {
namespace {

constexpr std::size_t kRowsLookedAt = 400;
constexpr std::array<std::string_view, 9> kDelimiters = {",", ";",    "\t",   "|", "^",
                                                         "~", "\x1F", "\x01", "¦"};

/// Half a point for text that other delimiters would cut.
double cleanness(std::string_view text, bool quoted) {
  if (quoted) return 1;
  switch (look(text)) {
    case Look::kText:
      break;
    default:
      return 1;
  }
  if (text.front() == '"' || text.find('\t') != text.npos || text.find(';') != text.npos ||
      text.find('|') != text.npos)
    return 0;
  if (text.find(',') != text.npos) return 0.4;
  return text.size() > 120 ? 0.6 : 1;
}

DialectGuess rate_dialect(std::string text, bool whole, const Dialect& dialect) {
  RowScanner scanner(dialect);
  std::map<std::size_t, std::size_t> lengths;
  double clean = 0;
  std::size_t cells = 0, rows = 0;
  char* p = text.data();
  char* const end = p + text.size();
  while (p != end && rows < kRowsLookedAt) {
    const RowScanner::State state = scanner.scan(p, end, whole);
    if (state == RowScanner::State::kMore) break;
    if (state == RowScanner::State::kUnclosed) {
      p = std::find(p, end, '\n');
      if (p != end) ++p;
      ++rows, ++cells, ++lengths[0];
      continue;
    }
    p = scanner.next();
    if (scanner.blank()) continue;
    ++rows;
    ++lengths[scanner.cells().size()];
    cells += scanner.cells().size();
    double row_clean = 0;
    for (const RawCell& cell : scanner.cells())
      row_clean += cleanness(scanner.text(cell), cell.close != nullptr);
    clean += scanner.odd_quotes() ? row_clean / 2 : row_clean;
  }
  DialectGuess guess{
      dialect, 0, 0, 0, rows, 1, cells == 0 ? 0 : clean / static_cast<double>(cells)};
  if (rows == 0) return guess;
  double pattern = 0;
  for (const auto& [length, times] : lengths)
    if (length > 0)
      pattern += static_cast<double>(times) * (static_cast<double>(length) - 1) /
                 static_cast<double>(length);
  const auto usual = std::ranges::max_element(lengths, {}, [](const auto& e) { return e.second; });
  guess.width = std::max<std::size_t>(1, usual->first);
  guess.share = static_cast<double>(usual->second) / static_cast<double>(rows);
  guess.score =
      pattern / static_cast<double>(lengths.size()) / static_cast<double>(rows) * guess.clean;
  return guess;
}

std::vector<Dialect> variants(std::string_view text, std::string_view delimiter) {
  std::vector<Dialect> out = {{std::string(delimiter), true, false, false}};
  if (text.find("\\\"") != text.npos) out.push_back({std::string(delimiter), true, true, false});
  if (text.find(std::string(delimiter) + " \"") != text.npos)
    out.push_back({std::string(delimiter), true, false, true});
  if (text.find('"') != text.npos) out.push_back({std::string(delimiter), false, false, false});
  return out;
}

}  // namespace

DialectGuess guess_dialect(std::string_view text, bool whole, std::string_view delimiter) {
  constexpr double kPlainer = 1.05;  // a less usual dialect has to be better by so much
  std::vector<std::string_view> delimiters(kDelimiters.begin(), kDelimiters.end());
  if (!delimiter.empty()) delimiters = {delimiter};
  DialectGuess best;
  bool first = true;
  for (const std::string_view d : delimiters) {
    if (delimiter.empty() && text.find(d) == text.npos) continue;
    DialectGuess mine;
    for (const Dialect& dialect : variants(text, d)) {
      const DialectGuess guess = rate_dialect(std::string(text), whole, dialect);
      const double needed = mine.rows == 0 ? -1 : mine.score * (dialect.quotes ? kPlainer : 1.15);
      if (guess.score > needed) mine = guess;
    }
    if (first || mine.score > best.score) {
      mine.second = first ? 0 : best.score;
      best = mine;
    } else {
      best.second = std::max(best.second, mine.score);
    }
    first = false;
  }
  if (first)
    best =
        rate_dialect(std::string(text), whole, {delimiter.empty() ? "," : std::string(delimiter)});
  return best;
}

std::string separator_line(std::string_view text, std::size_t& after) {
  after = 0;
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  std::string_view line = text.substr(0, end);
  if (line.size() > 2 && line.front() == '"' && line.back() == '"')
    line = line.substr(1, line.size() - 2);
  if (line.size() < 5 || line.size() > 8) return {};
  std::string word(line.substr(0, 4));
  std::ranges::transform(word, word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  if (word != "sep=") return {};
  after = end;
  if (after < text.size() && text[after] == '\r') ++after;
  if (after < text.size() && text[after] == '\n') ++after;
  return line.substr(4) == "\\t" ? std::string("\t") : std::string(line.substr(4));
}

std::string delimiter_name(std::string_view delimiter) {
  if (delimiter == ",") return "comma";
  if (delimiter == "\t") return "tab";
  if (delimiter == ";") return "semicolon";
  return fmt::format("'{}'", delimiter);
}

}  // namespace attest::intake
