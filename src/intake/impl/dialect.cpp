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
constexpr std::array<std::string_view, 8> kDelimiters = {";", "\t",   "|",    "^",
                                                         "~", "\x1F", "\x01", "¦"};

/// How much a cell looks like one value, 0 to 1: a cell that other delimiters would cut does less.
double cleanness(std::string_view text, bool quoted) {
  if (quoted || look(text) != Look::kText) return 1;
  if (text.substr(text.find_first_not_of(' ')).front() == '"') return 0;
  if (text.find_first_of("\t;|") != text.npos) return 0.3;
  if (text.find(',') != text.npos) return 0.4;
  return text.size() > 120 ? 0.6 : 1;
}

/// Adds up what the rows of a text look like under one dialect.
class Rating {
 public:
  explicit Rating(const Dialect& dialect) : scanner_(dialect) { guess_.dialect = dialect; }

  DialectGuess rate(std::string text, bool whole) {
    char* p = text.data();
    char* const end = p + text.size();
    while (p != end && guess_.rows < kRowsLookedAt) {
      const RowScanner::State state = scanner_.scan(p, end, whole);
      if (state == RowScanner::State::kMore) break;
      if (state == RowScanner::State::kRow) {
        p = scanner_.next();
        if (!scanner_.blank()) include_row();
        continue;
      }
      p = std::find(p, end, '\n');
      if (p != end) ++p;
      ++guess_.rows, ++guess_.broken, ++cells_;
    }
    finish();
    return guess_;
  }

 private:
  void include_row() {
    ++guess_.rows;
    guess_.broken += scanner_.odd_quotes();
    ++lengths_[scanner_.cells().size()];
    cells_ += scanner_.cells().size();
    double clean = 0;
    for (const RawCell& cell : scanner_.cells())
      clean += cleanness(scanner_.text(cell), cell.close != nullptr);
    clean_ += scanner_.odd_quotes() ? clean / 2 : clean;
  }

  void finish() {
    if (lengths_.empty()) return;
    const auto rows = static_cast<double>(guess_.rows);
    double pattern = 0;
    for (const auto& [length, times] : lengths_)
      pattern += static_cast<double>(times) * (1 - 1 / static_cast<double>(length));
    const auto usual =
        std::ranges::max_element(lengths_, {}, [](const auto& e) { return e.second; });
    guess_.width = usual->first;
    guess_.share = static_cast<double>(usual->second) / rows;
    guess_.clean = clean_ / static_cast<double>(cells_);
    guess_.score = pattern / static_cast<double>(lengths_.size()) / rows * guess_.clean;
  }

  RowScanner scanner_;
  DialectGuess guess_;
  std::map<std::size_t, std::size_t> lengths_;
  double clean_ = 0;
  std::size_t cells_ = 0;
};

DialectGuess rate_dialect(std::string_view text, bool whole, const Dialect& dialect) {
  return Rating(dialect).rate(std::string(text), whole);
}

/// Less usual dialects that the text gives cause to try; `usual` is how it reads under RFC 4180.
std::vector<Dialect> variants(std::string_view text, const std::string& delimiter,
                              const DialectGuess& usual) {
  std::vector<Dialect> out;
  if (text.find(delimiter + " \"") != text.npos) out.push_back({delimiter, true, false, true});
  if (usual.broken == 0) return out;
  if (text.find("\\\"") != text.npos) out.push_back({delimiter, true, true, false});
  if (usual.broken > 2 && usual.broken * 10 > usual.rows)
    out.push_back({delimiter, false, false, false});
  return out;
}

DialectGuess best_under(std::string_view text, bool whole, const std::string& delimiter) {
  constexpr double kPlainer = 1.05;  // a less usual dialect has to be better by so much
  DialectGuess best = rate_dialect(text, whole, {delimiter, true, false, false});
  for (const Dialect& dialect : variants(text, delimiter, best))
    if (DialectGuess guess = rate_dialect(text, whole, dialect);
        guess.score > best.score * kPlainer)
      best = std::move(guess);
  return best;
}

}  // namespace

DialectGuess guess_dialect(std::string_view text, bool whole, std::string_view delimiter) {
  if (!delimiter.empty()) return best_under(text, whole, std::string(delimiter));
  DialectGuess best = best_under(text, whole, ",");
  for (const std::string_view other : kDelimiters) {
    if (text.find(other) == text.npos) continue;
    DialectGuess guess = best_under(text, whole, std::string(other));
    if (guess.score > best.score) std::swap(guess, best);
    best.second = std::max(best.second, guess.score);
  }
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
