#include "intake/impl/csv_scan.hpp"

#include <algorithm>
#include <cstring>

namespace attest::intake {
namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

RowScanner::RowScanner(const Dialect& dialect) : dialect_(dialect) {
  special_[static_cast<unsigned char>('\n')] = special_[static_cast<unsigned char>('\r')] = true;
  inner_ = special_;
  if (!dialect_.delimiter.empty())
    special_[static_cast<unsigned char>(dialect_.delimiter[0])] = true;
  inner_[static_cast<unsigned char>('"')] = true;
  if (dialect_.backslash) inner_[static_cast<unsigned char>('\\')] = true;
}

bool RowScanner::at_delimiter(const char* p, const char* end) const {
  const std::string& d = dialect_.delimiter;
  if (d.size() == 1) return p != end && *p == d[0];
  return !d.empty() && static_cast<std::size_t>(end - p) >= d.size() &&
         std::memcmp(p, d.data(), d.size()) == 0;
}

void RowScanner::pass_line_end(char*& p, char* end) {
  const bool pair = *p == '\r' && p + 1 != end && p[1] == '\n';
  p += pair ? 2 : 1;
  ++lines_;
}

bool RowScanner::plain_cell(char*& p, char* end, bool last) {
  char* const begin = p;
  for (;;) {
    while (p != end && !special_[static_cast<unsigned char>(*p)]) ++p;
    if (p == end || is_line_end(*p) || at_delimiter(p, end)) break;
    ++p;
  }
  if (p == end && !last) return false;
  cells_.push_back({begin, p, nullptr, false});
  return true;
}

/// True if a quote ends its cell; `after` is then the delimiter or line end (blanks may stand
/// before it).
bool RowScanner::closes(char* quote, char* end, bool last, char*& after) const {
  after = quote + 1;
  while (after != end && *after == ' ' && !at_delimiter(after, end)) ++after;
  if (after == end) return last;
  return is_line_end(*after) || at_delimiter(after, end);
}

RowScanner::State RowScanner::quoted_cell(char*& p, char* open, char* end, bool last,
                                          bool one_line) {
  RawCell cell{open + 1, nullptr, nullptr, false};
  std::int64_t lines = 0;
  bool odd = false;
  for (char* q = open + 1;;) {
    while (q != end && !inner_[static_cast<unsigned char>(*q)]) ++q;
    if (q == end) return last ? State::kUnclosed : State::kMore;
    if (is_line_end(*q)) {
      if (one_line) return State::kUnclosed;
      lines += !(*q == '\r' && q + 1 != end && q[1] == '\n');
      ++q;
      continue;
    }
    if (q + 1 == end && !last) return State::kMore;
    if (*q == '\\') {
      cell.doubled = true;
      q += q + 1 == end ? 1 : 2;
      continue;
    }
    const bool pair = q + 1 != end && q[1] == '"';
    char* after = nullptr;
    if (pair && !(odd && closes(q + 1, end, last, after))) {
      cell.doubled = true;
      q += 2;
      continue;
    }
    if (closes(pair ? q + 1 : q, end, last, after)) {
      cell.close = pair ? q + 1 : q;
      cell.end = p = after;
      cells_.push_back(cell);
      lines_ += lines;
      odd_ = odd_ || odd;
      return State::kRow;
    }
    if (after == end && !last) return State::kMore;
    // A quote that opens a cell on a later line: the one we are in was never closed.
    const bool opens =
        is_line_end(q[-1]) ||
        at_delimiter(q - std::min<std::ptrdiff_t>(
                             q - open, static_cast<std::ptrdiff_t>(dialect_.delimiter.size())),
                     end);
    if (lines > 0 && opens) return State::kUnclosed;
    odd = true;
    ++q;
  }
}

RowScanner::State RowScanner::scan(char* begin, char* end, bool last, bool quotes_end_at_line) {
  cells_.clear();
  lines_ = 0;
  odd_ = false;
  for (char* p = begin;;) {
    char* open = p;
    if (dialect_.space_before_quote)
      while (open != end && *open == ' ' && !at_delimiter(open, end)) ++open;
    if (dialect_.quotes && open != end && *open == '"') {
      const State state = quoted_cell(p, open, end, last, quotes_end_at_line);
      if (state != State::kRow) return state;
    } else if (!plain_cell(p, end, last)) {
      return State::kMore;
    }
    if (p != end && !is_line_end(*p)) {
      p += dialect_.delimiter.size();
      continue;
    }
    if (p != end) {
      if (*p == '\r' && p + 1 == end && !last) return State::kMore;
      pass_line_end(p, end);
    }
    next_ = p;
    return State::kRow;
  }
}

std::string_view RowScanner::text(const RawCell& cell) const {
  if (cell.close == nullptr) return {cell.begin, static_cast<std::size_t>(cell.end - cell.begin)};
  char* out = cell.begin;
  if (!cell.doubled) {
    out = cell.close;
  } else {
    for (const char* p = cell.begin; p != cell.close; ++p) {
      const bool escaped =
          dialect_.backslash && *p == '\\' && p + 1 != cell.close && (p[1] == '"' || p[1] == '\\');
      const bool doubled = *p == '"' && p + 1 != cell.close && p[1] == '"';
      if (escaped || doubled) ++p;
      *out++ = *p;
    }
  }
  for (const char* p = cell.close + 1; p < cell.end; ++p) *out++ = *p;
  return {cell.begin, static_cast<std::size_t>(out - cell.begin)};
}

void RowScanner::split_plain(char* begin, char* end) {
  cells_.clear();
  for (char* p = begin;;) {
    char* const start = p;
    while (p != end && !at_delimiter(p, end)) ++p;
    cells_.push_back({start, p, nullptr, false});
    if (p == end) return;
    p += dialect_.delimiter.size();
  }
}

}  // namespace attest::intake
