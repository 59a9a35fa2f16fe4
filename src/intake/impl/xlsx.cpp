#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "intake/impl/readers.hpp"
#include "intake/impl/workbook.hpp"
#include "intake/impl/xml.hpp"

namespace attest::intake {
namespace {

/// "BC23": column 54, row 23; either part may be missing.
struct CellReference {
  std::int64_t column = -1;  ///< 0-based
  std::int64_t row = 0;      ///< 1-based
};

CellReference parse_reference(std::string_view text) {
  CellReference at;
  std::int64_t column = 0;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '$') continue;
    const int letter = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' : -1;
    if (letter < 0) break;
    column = column * 26 + letter + 1;
    if (column > 100'000'000) return {};
  }
  at.column = column - 1;
  std::from_chars(text.data() + i, text.data() + text.size(), at.row);
  return at;
}

/// Turns a sheet's tags into rows.
class SheetTags final : public XmlHandler {
 public:
  SheetTags(const Workbook& workbook, const Limits& limits, const base::ByteSource& file)
      : place_(file.name()),
        workbook_(workbook),
        limits_(limits),
        text_limit_(inflation_limit(limits, file.size())) {}

  std::deque<SheetRow>& rows() { return rows_; }
  const SheetFacts& facts() const { return facts_; }

  void start(std::string_view name, const XmlAttributes& attributes) override {
    taking_ = false;
    if (name == "c") return start_cell(attributes);
    if (name == "v" || (name == "t" && phonetic_ == 0)) {
      taking_ = in_cell_;
    } else if (name == "row") {
      start_row(attributes);
    } else if (name == "f") {
      formula_ = true;
    } else if (name == "rPh") {
      ++phonetic_;
    } else if (name == "mergeCell") {
      add_merge(attributes["ref"]);
    } else if (name == "col" && attributes["hidden"] == "1") {
      ++facts_.hidden_columns;
    }
  }

  void end(std::string_view name) override {
    taking_ = false;
    if (name == "rPh") --phonetic_;
    if (name == "c") end_cell();
    if (name == "row" && (!row_.cells.empty() || !row_.refused.empty()))
      rows_.push_back(std::move(row_));
  }

  void text(std::string_view characters) override {
    if (taking_) value_ += characters;
  }

 private:
  void start_row(const XmlAttributes& attributes) {
    std::int64_t number = 0;
    const std::string_view given = attributes["r"];
    std::from_chars(given.data(), given.data() + given.size(), number);
    number_ = number > 0 ? number : number_ + 1;
    column_ = -1;
    row_ = {number_, 1, {}, {}};
    const std::string_view hidden = attributes["hidden"];
    facts_.hidden_rows += hidden == "1" || hidden == "true";
  }

  void start_cell(const XmlAttributes& attributes) {
    const CellReference at = parse_reference(attributes["r"]);
    column_ = at.column >= 0 ? at.column : column_ + 1;
    type_ = std::string(attributes["t"]);
    style_ = 0;
    const std::string_view style = attributes["s"];
    std::from_chars(style.data(), style.data() + style.size(), style_);
    value_.clear();
    formula_ = false;
    in_cell_ = true;
  }

  void end_cell() {
    in_cell_ = false;
    if (column_ >= static_cast<std::int64_t>(limits_.columns)) {
      row_.refused = fmt::format("a cell in column {}, more than {} (limit 'columns')", column_ + 1,
                                 limits_.columns);
      return;
    }
    const bool text = type_ == "inlineStr" || type_ == "str";
    if (value_.empty() && !text) {
      facts_.empty_formulas += formula_;
      return;
    }
    if (value_.empty() && type_ == "inlineStr") return;
    SheetCell cell;
    cell.column = column_;
    if (type_ == "s")
      shared_text(cell);
    else if (text)
      cell.own = undo_escapes(value_);
    else if (type_ == "b")
      cell.own = value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
    else if (type_ == "e" || type_ == "d")
      cell.own = value_;
    else
      number(cell);
    count_text(cell.text().size());
    row_.cells.push_back(std::move(cell));
  }

  /// One text that a million cells point to is a bomb too.
  void count_text(std::size_t bytes) {
    text_bytes_ += bytes;
    if (text_bytes_ > text_limit_)
      throw base::Error(
          base::Code::kLimit,
          fmt::format("its cells hold more than {} bytes of text (limit 'inflated')", text_limit_),
          place_, raise_limit("inflated", "If the file is to be trusted, raise it"));
  }

  void shared_text(SheetCell& cell) {
    std::size_t index = workbook_.strings.size();
    std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (index < workbook_.strings.size())
      cell.shared = workbook_.strings[index];
    else
      row_.refused = fmt::format("column {} points to text {}, and there are {} texts", column_ + 1,
                                 value_, workbook_.strings.size());
  }

  void number(SheetCell& cell) const {
    const std::optional<std::string> plain = shortest(std::string_view(value_));
    cell.own = plain.value_or(value_);
    double value = 0;
    std::from_chars(value_.data(), value_.data() + value_.size(), value);
    if (!plain || style_ >= workbook_.formats.size()) return;
    const NumberFormat& format = workbook_.formats[style_];
    if (format.meaning() == NumberFormat::Meaning::kElapsed) cell.own = iso_duration(value);
    if (format.meaning() == NumberFormat::Meaning::kDate)
      if (const auto moment = moment_of_serial(value, workbook_.epoch))
        cell.own = iso_text(*moment, value, format.has_time());
    cell.shown = format.display(value, workbook_.epoch);
    if (cell.shown == cell.own) cell.shown.reset();
  }

  void add_merge(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == range.npos) return;
    const CellReference a = parse_reference(range.substr(0, colon)),
                        b = parse_reference(range.substr(colon + 1));
    if (a.column < 0 || b.column < a.column || b.row < a.row) return;
    facts_.merges.push_back({a.row, a.column, b.row - a.row + 1, b.column - a.column + 1});
  }

  std::string place_;
  const Workbook& workbook_;
  const Limits& limits_;
  std::deque<SheetRow> rows_;
  SheetFacts facts_;
  SheetRow row_;
  std::int64_t number_ = 0, column_ = -1;
  std::string type_, value_;
  std::size_t style_ = 0;
  std::uint64_t text_bytes_ = 0;
  std::uint64_t text_limit_;
  int phonetic_ = 0;
  bool in_cell_ = false, taking_ = false, formula_ = false;
};

class XlsxFeed final : public SheetFeed {
 public:
  XlsxFeed(Archive& archive, const Workbook& workbook, const std::string& part,
           const Limits& limits)
      : tags_(workbook, limits, archive.source()), xml_(archive, part, limits, tags_) {}

  bool feed(std::deque<SheetRow>& into) override {
    const bool more = xml_.feed();
    for (SheetRow& row : tags_.rows()) into.push_back(std::move(row));
    tags_.rows().clear();
    return more;
  }
  const SheetFacts& facts() const override { return tags_.facts(); }

 private:
  SheetTags tags_;
  XmlPart xml_;
};

/// Keeps the archive and the workbook alive for the reader of one of its sheets.
struct OpenWorkbook {
  std::unique_ptr<Archive> archive;
  Workbook workbook;
  Limits limits;
};

}  // namespace

std::unique_ptr<SheetFeed> feed_sheet(Archive& archive, const Workbook& workbook,
                                      const std::string& part, const Limits& limits) {
  return std::make_unique<XlsxFeed>(archive, workbook, part, limits);
}

std::unique_ptr<Reader> open_xlsx(Input input) {
  // Shared: the sheets are opened again after this returns, and each holds on to the workbook.
  const auto book = std::make_shared<OpenWorkbook>();
  book->limits = input.options.limits;
  book->archive = open_archive(input.source, book->limits);
  book->workbook = read_workbook(*book->archive, book->limits);
  std::vector<SheetSource> sheets;
  for (const Workbook::Sheet& sheet : book->workbook.sheets)
    sheets.push_back({sheet.name, sheet.hidden, [book, part = sheet.part] {
                        return feed_sheet(*book->archive, book->workbook, part, book->limits);
                      }});
  return open_workbook(std::move(input), Kind::kXlsx, std::move(sheets));
}

}  // namespace attest::intake
