#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "intake/impl/archive.hpp"
#include "intake/impl/number_format.hpp"
#include "intake/impl/readers.hpp"
#include "intake/impl/sheet.hpp"
#include "intake/impl/xml.hpp"

namespace attest::intake {
namespace {

constexpr std::string_view kContent = "content.xml";

std::int64_t repeats(std::string_view text) {
  std::int64_t value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max<std::int64_t>(value, 1);
}

/// Turns the tags of one table (or, with an index below 0, only the names of all) into rows.
class OdsTags final : public XmlHandler {
 public:
  OdsTags(int wanted, const Limits& limits) : wanted_(wanted), limits_(limits) {}

  struct Named {
    std::string name, style;
  };
  const std::vector<Named>& tables() const { return tables_; }
  const std::vector<std::string>& hidden_styles() const { return hidden_styles_; }
  std::deque<SheetRow>& rows() { return rows_; }
  const SheetFacts& facts() const { return facts_; }
  bool past() const { return static_cast<int>(tables_.size()) > wanted_ + 1 && wanted_ >= 0; }

  void start(std::string_view name, const XmlAttributes& a) override {
    if (name == "style") style_ = std::string(a["name"]);
    if (name == "table-properties" && a["display"] == "false") hidden_styles_.push_back(style_);
    if (name == "table" && !in_cell_) {
      tables_.push_back({std::string(a["name"]), std::string(a["style-name"])});
      number_ = 1;
    }
    if (static_cast<int>(tables_.size()) != wanted_ + 1) return;
    if (name == "table-row") return start_row(a);
    if (name == "table-cell" || name == "covered-table-cell")
      return start_cell(a, name.front() == 'c');
    if (in_cell_) start_text(name, a);
  }

  void end(std::string_view name) override {
    if (name == "annotation" && beside_ > 0) --beside_;
    if (static_cast<int>(tables_.size()) != wanted_ + 1) return;
    if (name == "p" || name == "h") taking_ = false;
    if (name == "table-cell" || name == "covered-table-cell") end_cell();
    if (name == "table-row") end_row();
  }

  void text(std::string_view characters) override {
    if (taking_ && beside_ == 0) text_ += characters;
  }

 private:
  void start_row(const XmlAttributes& a) {
    row_ = {number_, repeats(a["number-rows-repeated"]), {}, {}};
    facts_.hidden_rows += a["visibility"] == "collapse";
    column_ = 0;
  }

  void start_cell(const XmlAttributes& a, bool covered) {
    in_cell_ = true;
    covered_ = covered;
    type_ = std::string(a["value-type"]);
    repeat_ = repeats(a["number-columns-repeated"]);
    value_ = std::string(type_ == "date"      ? a["date-value"]
                         : type_ == "time"    ? a["time-value"]
                         : type_ == "boolean" ? a["boolean-value"]
                         : type_ == "string"  ? a["string-value"]
                                              : a["value"]);
    text_.clear();
    paragraphs_ = 0;
    const std::int64_t rows = repeats(a["number-rows-spanned"]),
                       columns = repeats(a["number-columns-spanned"]);
    if (rows > 1 || columns > 1) facts_.merges.push_back({number_, column_, rows, columns});
  }

  void start_text(std::string_view name, const XmlAttributes& a) {
    if (name == "annotation") ++beside_;
    if (beside_ > 0) return;
    if (name == "p" || name == "h") {
      if (paragraphs_++ > 0) text_ += '\n';
      taking_ = true;
    }
    if (name == "s")
      text_.append(static_cast<std::size_t>(std::min<std::int64_t>(repeats(a["c"]), 100'000)), ' ');
    if (name == "tab") text_ += '\t';
    if (name == "line-break") text_ += '\n';
  }

  void end_cell() {
    in_cell_ = false;
    const std::int64_t column = column_;
    column_ += repeat_;
    if (covered_ || (value_.empty() && text_.empty() && paragraphs_ == 0)) return;
    if (type_.empty() && text_.empty()) return;
    if (column_ > static_cast<std::int64_t>(limits_.columns)) {
      row_.refused = fmt::format("cells up to column {}, more than {} (limit 'columns')", column_,
                                 limits_.columns);
      return;
    }
    SheetCell cell;
    cell.column = column;
    cell.repeat = repeat_;
    cell.own = text_;
    if (type_ == "boolean")
      cell.own = value_ == "true" ? "TRUE" : "FALSE";
    else if (type_ != "string" && !type_.empty() && !value_.empty())
      cell.own = type_ == "date" || type_ == "time"
                     ? value_
                     : shortest(std::string_view(value_)).value_or(value_);
    else if (text_.empty())
      cell.own = value_;
    if (cell.own != text_ && !text_.empty()) cell.shown = text_;
    row_.cells.push_back(std::move(cell));
  }

  void end_row() {
    number_ += row_.repeat;
    if (!row_.cells.empty() || !row_.refused.empty()) rows_.push_back(std::move(row_));
  }

  int wanted_;
  const Limits& limits_;
  std::vector<Named> tables_;
  std::vector<std::string> hidden_styles_;
  std::string style_;
  std::deque<SheetRow> rows_;
  SheetFacts facts_;
  SheetRow row_;
  std::int64_t number_ = 1, column_ = 0, repeat_ = 1;
  std::string type_, value_, text_;
  int paragraphs_ = 0, beside_ = 0;
  bool in_cell_ = false, covered_ = false, taking_ = false;
};

class OdsFeed final : public SheetFeed {
 public:
  OdsFeed(Archive& archive, int table, const Limits& limits)
      : tags_(table, limits), xml_(archive, std::string(kContent), limits, tags_) {}

  bool feed(std::deque<SheetRow>& into) override {
    const bool more = xml_.feed() && !tags_.past();
    for (SheetRow& row : tags_.rows()) into.push_back(std::move(row));
    tags_.rows().clear();
    return more;
  }
  const SheetFacts& facts() const override { return tags_.facts(); }

 private:
  OdsTags tags_;
  XmlPart xml_;
};

struct OpenOds {
  std::unique_ptr<Archive> archive;
  Limits limits;
};

}  // namespace

std::unique_ptr<Reader> open_ods(Input input) {
  const auto book = std::make_shared<OpenOds>();
  book->limits = input.options.limits;
  book->archive = open_archive(input.source, book->limits);
  OdsTags names(-1, book->limits);
  XmlPart(*book->archive, std::string(kContent), book->limits, names).read_all();
  std::vector<SheetSource> sheets;
  for (std::size_t i = 0; i < names.tables().size(); ++i) {
    const auto& hidden = names.hidden_styles();
    const bool is_hidden = std::ranges::find(hidden, names.tables()[i].style) != hidden.end();
    sheets.push_back({names.tables()[i].name, is_hidden, [book, i] {
                        return std::make_unique<OdsFeed>(*book->archive, static_cast<int>(i),
                                                         book->limits);
                      }});
  }
  return open_workbook(std::move(input), Kind::kOds, std::move(sheets));
}

}  // namespace attest::intake
