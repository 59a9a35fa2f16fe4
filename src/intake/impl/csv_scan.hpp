#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attest::intake {

/// How a file of separated values separates and quotes.
struct Dialect {
  std::string delimiter = ",";
  bool quotes = true;               ///< a cell may stand in "…"
  bool backslash = false;           ///< \" inside quotes is a quote
  bool space_before_quote = false;  ///< blanks before an opening quote are no part of the cell
};

/// A cell before its quotes are undone.
struct RawCell {
  char* begin = nullptr;
  char* end = nullptr;
  char* close = nullptr;  ///< the closing quote; nullptr: not quoted
  bool doubled = false;   ///< holds doubled or escaped quotes
};

/// Finds the cells of one row in a buffer. RFC 4180, and what files do instead: a quote inside a
/// quoted cell that is neither doubled nor followed by a delimiter is text; rows end at LF, CRLF or
/// CR.
class RowScanner {
 public:
  explicit RowScanner(const Dialect& dialect);

  enum class State {
    kRow,
    kMore,     ///< the row does not end in these bytes
    kUnclosed  ///< a quote opens that is never closed
  };
  /// Scans from `begin`; `last` says that nothing follows `end`. With `quotes_end_at_line` a quoted
  /// cell may not hold a line break.
  State scan(char* begin, char* end, bool last, bool quotes_end_at_line = false);

  const std::vector<RawCell>& cells() const { return cells_; }
  char* next() const { return next_; }           ///< where the next row begins
  std::int64_t lines() const { return lines_; }  ///< line breaks passed, the row's own too
  bool odd_quotes() const { return odd_; }       ///< a quote stood where none may
  /// The row is an empty line.
  bool blank() const {
    return cells_.size() == 1 && cells_[0].close == nullptr && cells_[0].begin == cells_[0].end;
  }
  /// The cell's text; undoes quotes in place.
  std::string_view text(const RawCell& cell) const;
  /// Splits [begin, end) at delimiters with quotes taken as text.
  void split_plain(char* begin, char* end);

 private:
  bool at_delimiter(const char* p, const char* end) const;
  bool plain_cell(char*& p, char* end, bool last);
  State quoted_cell(char*& p, char* open, char* end, bool last, bool one_line);
  bool closes(char* quote, char* end, bool last, char*& after) const;
  void pass_line_end(char*& p, char* end);

  Dialect dialect_;
  std::array<bool, 256> special_{};  ///< ends a plain cell, perhaps
  std::array<bool, 256> inner_{};    ///< matters inside quotes
  std::vector<RawCell> cells_;
  char* next_ = nullptr;
  std::int64_t lines_ = 0;
  bool odd_ = false;
};

}  // namespace attest::intake
