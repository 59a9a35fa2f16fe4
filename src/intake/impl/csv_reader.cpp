#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/impl/csv_scan.hpp"
#include "intake/impl/dialect.hpp"
#include "intake/impl/layout.hpp"
#include "intake/impl/mixed_bytes.hpp"
#include "intake/impl/readers.hpp"

// A file of separated values is read block by block. A block ends in the middle of a row; that
// piece is carried to the next block, which grows if one row is larger. Each batch takes over its
// block, and cells point into it, so that nothing is copied and quotes are undone in place.
//
// A quote that is never closed would swallow the rest of the file. So when a row does not end
// within the row limit (or the file), its first line alone is refused and reading goes on after it.

namespace attest::intake {
namespace {

constexpr std::size_t kBlock = 512 * 1024;
constexpr std::size_t kSampleText = 256 * 1024;
constexpr int kMostRunaways =
    64;  ///< then a quoted cell may no longer hold line breaks: bounds the work

bool has_high_bytes(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) return true;
  }
  for (; i < text.size(); ++i)
    if ((text[i] & 0x80) != 0) return true;
  return false;
}

class CsvReader final : public Reader {
 public:
  CsvReader(const Input& input, const Dialect& dialect, std::size_t skip_lines,
            std::size_t skip_rows, Head head)
      : limits_(input.options.limits),
        reporter_(input.reporter),
        stream_(input.source, input.encoding),
        scanner_(dialect),
        position_(input.encoding.bom) {
    head_ = std::move(head);
    if (input.suspect_utf8) mixed_.emplace(input.encoding.name);
    refill();
    for (std::size_t i = 0; i < skip_lines; ++i) skip_line();
    for (std::size_t i = 0; i < skip_rows && advance() != Step::kEnd; ++i) pass_row();
  }

  bool next(Batch& batch) override {
    batch.clear();
    while (batch.empty()) {
      base::check_stop(reporter_);
      if (begin_ == end_ && ended_) return false;
      read_block(batch);
    }
    return true;
  }

 private:
  enum class Step { kRow, kUnclosed, kTooLong, kEnd };

  /// All rows that end in the block at hand.
  void read_block(Batch& batch) {
    for (;;) {
      const RowScanner::State state = scan();
      if (state == RowScanner::State::kMore) break;
      if (state == RowScanner::State::kRow)
        take_row(batch);
      else
        take_broken_line(batch);
      if (begin_ == end_) break;
    }
    renew_block(batch);
  }

  RowScanner::State scan() {
    if (begin_ == end_) return RowScanner::State::kMore;
    return scanner_.scan(begin_, end_, ended_, runaways_ >= kMostRunaways);
  }

  /// Hands the block to the batch and goes on in a new one with what was left over.
  void renew_block(Batch& batch) {
    const auto left = static_cast<std::size_t>(end_ - begin_);
    if (left >= limits_.row && !ended_) {
      if (scan() == RowScanner::State::kMore) take_too_long(batch);
      return;
    }
    const bool nothing_used = batch.empty() && begin_ == block_.get();
    const std::size_t size =
        nothing_used ? std::max(size_ * 2, kBlock) : std::max(kBlock, left * 2);
    std::unique_ptr<char[]> fresh(new char[size]);
    if (left > 0) std::memcpy(fresh.get(), begin_, left);
    if (block_) batch.keep_block(std::move(block_), size_);
    block_ = std::move(fresh);
    size_ = size;
    begin_ = block_.get();
    end_ = begin_ + left;
    fill_block();
  }

  void refill() {
    Batch none;
    renew_block(none);
  }

  void fill_block() {
    while (!ended_ && end_ != block_.get() + size_) {
      const std::size_t got =
          stream_.fill(end_, static_cast<std::size_t>(block_.get() + size_ - end_));
      ended_ = got == 0;
      end_ += got;
    }
    reporter_.progress("reading rows", stream_.position(), stream_.source().size());
  }

  /// For skipping: the next row, whatever it takes.
  Step advance() {
    for (;;) {
      if (begin_ == end_ && ended_) return Step::kEnd;
      const RowScanner::State state = scan();
      if (state == RowScanner::State::kRow) return Step::kRow;
      if (state == RowScanner::State::kUnclosed) return Step::kUnclosed;
      if (static_cast<std::size_t>(end_ - begin_) >= limits_.row) return Step::kTooLong;
      refill();
    }
  }

  void pass_row() {
    char* const next = scan() == RowScanner::State::kRow ? scanner_.next() : line_end();
    line_ += std::max<std::int64_t>(scanner_.lines(), 1);
    move_to(next);
  }

  void skip_line() {
    line_ += 1;
    move_to(line_end());
  }

  /// After the first line break.
  char* line_end() const {
    char* p = std::find_if(begin_, end_, [](char c) { return c == '\n' || c == '\r'; });
    if (p != end_ && *p == '\r' && p + 1 != end_ && p[1] == '\n') ++p;
    return p == end_ ? p : p + 1;
  }

  void move_to(char* next) {
    if (position_) {
      const auto bytes = stream_.measure({begin_, static_cast<std::size_t>(next - begin_)});
      position_ = bytes ? std::optional(*position_ + *bytes) : std::nullopt;
    }
    begin_ = next;
  }

  void start_row(Batch& batch) {
    Batch::Line& line = batch.add_row(number_++);
    line.at.line = line_;
    line.at.byte = position_;
  }

  void take_row(Batch& batch) {
    const std::string_view raw(begin_, static_cast<std::size_t>(scanner_.next() - begin_));
    if (!is_blank()) {
      start_row(batch);
      const bool high = has_high_bytes(raw);
      const bool decoded = stream_.encoding().unit != Encoding::Unit::kUtf8;
      if (raw.size() > limits_.row)
        refuse_length(batch);
      else if (high && (decoded ? !reads_in_encoding(raw) : !base::is_utf8(raw)))
        refuse_bytes(batch, raw);
      else
        take_cells(batch);
    }
    line_ += scanner_.lines();
    move_to(scanner_.next());
  }

  void refuse_length(Batch& batch) const {
    batch.refuse(fmt::format("longer than {} bytes (limit 'row')", limits_.row),
                 raise_limit("row", "If this is really one row, raise it"));
  }

  bool is_blank() const {
    if (scanner_.cells().size() != 1 || scanner_.cells()[0].close != nullptr) return false;
    const RawCell& cell = scanner_.cells()[0];
    const std::string_view text(cell.begin, static_cast<std::size_t>(cell.end - cell.begin));
    if (text == "\x1A" && scanner_.next() == end_ && ended_) return true;
    return text.empty() || (head_.columns.size() > 1 && text.find_first_not_of(" \t") == text.npos);
  }

  void take_cells(Batch& batch) {
    const std::size_t width = head_.columns.size();
    const std::vector<RawCell>& cells = scanner_.cells();
    if (cells.size() > limits_.columns) {
      batch.refuse(
          fmt::format("{} cells, more than {} (limit 'columns')", cells.size(), limits_.columns),
          raise_limit("columns", "If this is really one row, raise it"));
      return;
    }
    const std::span<Cell> row = batch.add_cells(std::max(cells.size(), width));
    bool more = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      row[i] = scanner_.text(cells[i]);
      more = more || (i >= width && !row[i]->empty());
    }
    if (more)
      batch.refuse(fmt::format("{} cells where the header has {}", cells.size(), width),
                   "Quote the cell that holds a delimiter, or give every column a name");
    if (scanner_.odd_quotes())
      batch.note("a quote inside a quoted cell is not doubled");
    else if (cells.size() < width)
      batch.note(fmt::format("{} of {} cells", cells.size(), width));
  }

  bool reads_in_encoding(std::string_view raw) const {
    if (stream_.faults() > 0 && raw.find("\xEF\xBF\xBD") != raw.npos) return false;
    return !(mixed_ && mixed_->was_utf8(raw));
  }

  void refuse_bytes(Batch& batch, std::string_view raw) {
    const std::string& name = stream_.encoding().name;
    std::string what = fmt::format("some bytes have no meaning in {}", name);
    if (mixed_ && mixed_->was_utf8(raw))
      what = fmt::format("its bytes are UTF-8, though the file is {}", name);
    else if (const auto at = base::first_invalid_utf8(raw))
      what = fmt::format("byte {:02X} at offset {} of the row is not UTF-8",
                         static_cast<unsigned char>(raw[*at]), *at);
    batch.refuse(what,
                 "Mend the row in an editor that shows encodings, or say --encoding if the whole "
                 "file is in another");
  }

  void take_broken_line(Batch& batch) {
    ++runaways_;
    char* const next = line_end();
    char* text_end = next;
    while (text_end != begin_ && (text_end[-1] == '\n' || text_end[-1] == '\r')) --text_end;
    start_row(batch);
    scanner_.split_plain(begin_, text_end);
    if (base::is_utf8({begin_, static_cast<std::size_t>(text_end - begin_)}))
      for (const RawCell& cell : scanner_.cells()) batch.add_cell(scanner_.text(cell));
    batch.refuse("a quote opens in this line and is never closed",
                 "Close it, or double it if it belongs to the text; cells are shown as the "
                 "delimiters cut them");
    line_ += 1;
    move_to(next);
  }

  /// The row does not end within the limit. If its first line does, a quote is to blame; else the
  /// line is passed over piece by piece.
  void take_too_long(Batch& batch) {
    if (std::find_if(begin_, end_, [](char c) { return c == '\n' || c == '\r'; }) != end_ &&
        line_end() != end_)
      return take_broken_line(batch);
    start_row(batch);
    refuse_length(batch);
    for (;;) {
      char* const next = line_end();
      const bool found = next != begin_ && (next[-1] == '\n' || next[-1] == '\r');
      move_to(next);
      if (found || ended_) break;
      end_ = begin_ = block_.get();
      base::check_stop(reporter_);
      fill_block();
    }
    line_ += 1;
  }

  Limits limits_;
  base::Reporter& reporter_;
  TextStream stream_;
  RowScanner scanner_;
  std::optional<MixedBytes> mixed_;
  std::unique_ptr<char[]> block_;
  std::size_t size_ = 0;
  char* begin_ = nullptr;
  char* end_ = nullptr;
  bool ended_ = false;
  std::optional<std::uint64_t> position_;
  std::int64_t line_ = 1;
  std::int64_t number_ = 0;
  int runaways_ = 0;
};

/// The first rows of a file, as a grid.
struct Sample {
  std::string text;
  bool whole = false;
  std::vector<GridRow> rows;
};

Sample take_sample(const Input& input) {
  Sample sample;
  TextStream stream(input.source, input.encoding);
  std::size_t size = kSampleText;
  for (;;) {
    sample.text += read_text(stream, size - sample.text.size());
    sample.whole = sample.text.size() < size;
    if (sample.whole ||
        std::ranges::count(sample.text, '\n') + std::ranges::count(sample.text, '\r') > 2)
      break;
    if (size >= input.options.limits.row) break;
    size *= 4;
  }
  return sample;
}

void scan_sample(Sample& sample, const Dialect& dialect, std::size_t from) {
  RowScanner scanner(dialect);
  char* p = sample.text.data() + from;
  char* const end = sample.text.data() + sample.text.size();
  while (p != end && sample.rows.size() < kRowsForLayout) {
    GridRow row{static_cast<std::int64_t>(sample.rows.size()) + 1, {}};
    const RowScanner::State state = scanner.scan(p, end, sample.whole);
    if (state == RowScanner::State::kMore && !sample.rows.empty()) break;
    if (state == RowScanner::State::kRow) {
      for (const RawCell& cell : scanner.cells()) row.cells.emplace_back(scanner.text(cell));
      p = scanner.next();
    } else {
      p = std::find(p, end, '\n');
      if (p != end) ++p;
    }
    sample.rows.push_back(std::move(row));
  }
}

/// Columns the header does not name, where nearly all rows have them.
std::size_t usual_width(std::span<const GridRow> rows) {
  std::map<std::size_t, std::size_t> times;
  std::size_t counted = 0;
  for (const GridRow& row : rows) {
    if (row.cells.size() < 2) continue;
    ++times[row.cells.size()];
    ++counted;
  }
  if (counted < 5) return 0;
  const auto usual = std::ranges::max_element(times, {}, [](const auto& e) { return e.second; });
  return usual->second * 5 >= counted * 4 ? usual->first : 0;
}

void name_columns(Head& head, const Layout& layout, std::span<const GridRow> rows) {
  head.columns = layout.names;
  head.named = layout.named;
  for (const std::string& note : layout.notes) head.notes.push_back(note);
  const std::span<const GridRow> data = rows.subspan(layout.first_data);
  std::size_t width = usual_width(data);
  if (!layout.named)
    for (const GridRow& row : data) width = std::max(width, row.cells.size());
  if (layout.named && width > head.columns.size())
    head.notes.push_back(
        fmt::format("rows have {} cells, the header names {}: the last columns have no name", width,
                    head.columns.size()));
  for (std::size_t i = head.columns.size(); i < width; ++i)
    head.columns.push_back(layout.named ? std::string() : fmt::format("column {}", i + 1));
}

void note_dialect(const DialectGuess& guess, bool said, Head& head) {
  if (!said && guess.score > 0 && guess.second * 1.5 > guess.score)
    head.notes.push_back(fmt::format(
        "delimiter guessed: {}; another would fit nearly as well (say --delimiter to choose)",
        delimiter_name(guess.dialect.delimiter)));
  if (guess.dialect.backslash)
    head.notes.emplace_back("quotes inside quoted cells are escaped with a backslash");
  if (guess.dialect.space_before_quote)
    head.notes.emplace_back("blanks before an opening quote are not kept");
  if (!guess.dialect.quotes)
    head.notes.emplace_back("quotes are taken as text: they do not enclose cells here");
}

}  // namespace

std::unique_ptr<Reader> open_csv(Input input) {
  Sample sample = take_sample(input);
  Head head;
  head.kind = Kind::kCsv;
  head.encoding = input.encoding.name;
  head.notes = std::move(input.notes);
  std::size_t from = 0;
  const std::string separator = separator_line(sample.text, from);
  std::string said = input.options.delimiter == "tab" || input.options.delimiter == "\\t"
                         ? "\t"
                         : input.options.delimiter;
  if (!separator.empty())
    head.notes.push_back(fmt::format("the line 'sep={}' names the delimiter", separator));
  if (said.empty()) said = separator;
  const std::string_view body = std::string_view(sample.text).substr(from);
  DialectGuess guess =
      guess_dialect(body.substr(0, kSampleText), sample.whole && body.size() <= kSampleText, said);
  note_dialect(guess, !said.empty(), head);
  head.delimiter = guess.dialect.delimiter;
  scan_sample(sample, guess.dialect, from);
  const Layout layout = find_layout(sample.rows, {}, input.options.header, input.source.name());
  name_columns(head, layout, sample.rows);
  if (head.columns.size() > input.options.limits.columns)
    throw base::Error(base::Code::kLimit,
                      fmt::format("{} columns, more than {} (limit 'columns')", head.columns.size(),
                                  input.options.limits.columns),
                      input.source.name(), raise_limit("columns"));
  return std::make_unique<CsvReader>(input, guess.dialect, from > 0 ? 1 : 0, layout.first_data,
                                     std::move(head));
}

}  // namespace attest::intake
