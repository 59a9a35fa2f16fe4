#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "intake/impl/held_rows.hpp"
#include "intake/impl/json_split.hpp"
#include "intake/impl/json_table.hpp"
#include "intake/impl/readers.hpp"

// A JSON document is held as text, but never whole as values: its rows are parsed one by one,
// twice. The first pass checks all of the text and learns the columns, the second gives the rows.

namespace attest::intake {
namespace {
using base::Json;

constexpr std::size_t kDepthSearched = 4;

/// An array of objects or arrays inside the document.
struct RowArray {
  std::string pointer;
  std::size_t offset = 0;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
};

class Document {
 public:
  Document(std::string text, std::string file, std::uint64_t nesting)
      : text_(std::move(text)), file_(std::move(file)), nesting_(nesting) {}

  const std::string& text() const { return text_; }
  const std::string& file() const { return file_; }

  [[noreturn]] void fail(std::size_t offset, const std::string& reason) const {
    throw base::Error(
        base::Code::kMalformed, "not JSON: " + reason,
        fmt::format("{}, {} (byte {})", file_, line_and_column(text_, offset), offset),
        "Mend the file at that place; if it was cut off, fetch it again");
  }

  Json parse(std::string_view value, std::size_t offset) const {
    base::JsonParsed parsed = base::parse_json(value, {nesting_});
    if (parsed.fault) fail(offset + parsed.fault->offset, parsed.fault->reason);
    return std::move(parsed.value);
  }

  void check(const JsonSplit& split) const {
    if (split.fault()) fail(split.fault()->offset, split.fault()->reason);
  }

 private:
  std::string text_;
  std::string file_;
  std::uint64_t nesting_;
};

std::string pointer_of(const Document& document, const std::string& base, const JsonPiece& piece) {
  const Json name = document.parse(piece.key, piece.offset);
  std::string out = base + "/";
  for (const char c : name.text()) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

/// Arrays of objects or arrays that can be reached through objects alone. Everything passed is
/// checked.
class RowArrays {
 public:
  explicit RowArrays(const Document& document) : document_(document) {}

  std::vector<RowArray> find(std::size_t offset) {
    visit(offset, "", 0);
    return std::move(found_);
  }

 private:
  void visit(std::size_t offset, const std::string& pointer, std::size_t depth) {
    JsonSplit split(document_.text(), offset);
    if (split.is_array()) return visit_array(split, offset, pointer);
    while (const auto piece = split.next()) {
      const bool container =
          !piece->value.empty() && (piece->value[0] == '{' || piece->value[0] == '[');
      if (container && depth < kDepthSearched)
        visit(piece->offset, pointer_of(document_, pointer, *piece), depth + 1);
      document_.parse(piece->key, piece->offset);
      if (!container || depth >= kDepthSearched) document_.parse(piece->value, piece->offset);
    }
    document_.check(split);
  }

  void visit_array(JsonSplit& split, std::size_t offset, const std::string& pointer) {
    RowArray array{pointer, offset, 0, 0};
    bool containers = false;
    while (const auto piece = split.next()) {
      const Json value = document_.parse(piece->value, piece->offset);
      ++array.rows;
      containers = containers || value.is_object() || value.is_array();
      const std::size_t wide = value.is_object() ? value.members().size() : value.items().size();
      array.columns = std::max(array.columns, static_cast<std::int64_t>(wide));
    }
    document_.check(split);
    if (containers || pointer.empty()) found_.push_back(array);
  }

  const Document& document_;
  std::vector<RowArray> found_;
};

/// Rows of one array of the document.
class JsonReader final : public Reader {
 public:
  JsonReader(Document document, RowArray array, const Input& input)
      : document_(std::move(document)),
        array_(std::move(array)),
        limits_(input.options.limits),
        reporter_(input.reporter) {
    learn(input.options.header);
    split_.emplace(document_.text(), array_.offset);
    for (std::size_t i = 0; i < skipped_; ++i) split_->next();
  }

  Head& head() { return head_; }

  bool next(Batch& batch) override {
    batch.clear();
    std::vector<std::optional<std::string>> cells;
    while (batch.bytes() < Batch::kEnough) {
      const auto piece = split_->next();
      if (!piece) break;
      const Json row = document_.parse(piece->value, piece->offset);
      columns_.fill(row, cells);
      Batch::Line& line = batch.add_row(number_);
      line.at.pointer = batch.keep(
          fmt::format("{}/{}", array_.pointer, number_ + static_cast<std::int64_t>(skipped_)));
      ++number_;
      for (const auto& cell : cells) batch.add_cell(cell ? Cell(batch.keep(*cell)) : Cell());
      base::check_stop(reporter_);
    }
    return !batch.empty();
  }

 private:
  void learn(const Header& asked) {
    std::vector<Json> first;
    JsonSplit split(document_.text(), array_.offset);
    while (const auto piece = split.next()) {
      Json row = document_.parse(piece->value, piece->offset);
      columns_.learn(row);
      if (columns_.width() > limits_.columns)
        throw base::Error(
            base::Code::kLimit,
            fmt::format("more than {} different members (limit 'columns')", limits_.columns),
            document_.file(), raise_limit("columns"));
      if (first.size() < kRowsForLayout) first.push_back(std::move(row));
      base::check_stop(reporter_);
    }
    head_.columns = columns_.names();
    if (columns_.only_arrays()) name_arrays(array_layout(first, asked, document_.file()));
  }

  void name_arrays(const Layout& layout) {
    head_.named = layout.named;
    head_.notes = layout.notes;
    if (!layout.named) return;
    skipped_ = layout.first_data;
    for (std::size_t i = 0; i < head_.columns.size(); ++i)
      head_.columns[i] = i < layout.names.size() ? layout.names[i] : std::string();
  }

  Document document_;
  RowArray array_;
  Limits limits_;
  base::Reporter& reporter_;
  JsonColumns columns_{JsonColumns::Shape::kPlain};
  std::optional<JsonSplit> split_;
  std::size_t skipped_ = 0;
  std::int64_t number_ = 0;
};

/// The array the user asked for, or the one with most rows, the first of them if several have as
/// many.
RowArray chosen(const std::vector<RowArray>& arrays, const Options& options,
                const std::string& file) {
  if (options.sheet.empty()) return *std::ranges::max_element(arrays, {}, &RowArray::rows);
  for (std::size_t i = 0; i < arrays.size(); ++i)
    if (arrays[i].pointer == options.sheet || std::to_string(i + 1) == options.sheet)
      return arrays[i];
  std::string there;
  for (const RowArray& array : arrays) there += (there.empty() ? "" : ", ") + array.pointer;
  throw base::Error(base::Code::kNotFound, fmt::format("there is no array '{}'", options.sheet),
                    file, "There are: " + there);
}

/// A document without rows inside is one row itself.
std::unique_ptr<Reader> single_row(const Json& value, Head head) {
  JsonColumns columns(JsonColumns::Shape::kPlain);
  columns.learn(value);
  head.columns = columns.names();
  std::vector<HeldRow> rows(1);
  columns.fill(value, rows[0].cells);
  return std::make_unique<HeldReader>(std::move(head), std::move(rows));
}

Head head_of(Input& input) {
  Head head;
  head.kind = Kind::kJson;
  head.encoding = input.encoding.name;
  head.notes = std::move(input.notes);
  return head;
}

/// A value on the first line and another after it: these are JSON lines after all.
bool is_lines(const Document& document, std::size_t end) {
  const std::string_view text = document.text();
  const std::size_t next = after_json_blanks(text, end);
  return next < text.size() && (text[next] == '{' || text[next] == '[') &&
         text.substr(end, next - end).find('\n') != text.npos;
}

}  // namespace

std::unique_ptr<Reader> open_json(Input input) {
  Document document(held_text(input), input.source.name(), input.options.limits.nesting);
  const std::string& text = document.text();
  JsonSplit root(text, 0);
  Head head = head_of(input);
  if (!root.is_array() && !root.is_object())
    return single_row(document.parse(text, 0), std::move(head));
  while (root.next()) {
  }
  document.check(root);
  const std::size_t rest = after_json_blanks(text, root.end());
  if (rest < text.size()) {
    if (!is_lines(document, root.end())) document.fail(rest, "something stands after the end");
    input.notes = std::move(head.notes);
    return open_json_lines(std::move(input));
  }
  const std::vector<RowArray> arrays = RowArrays(document).find(0);
  if (arrays.empty()) return single_row(document.parse(text, 0), std::move(head));
  const RowArray array = chosen(arrays, input.options, input.source.name());
  head.table = array.pointer;
  for (const RowArray& other : arrays)
    if (other.offset != array.offset)
      head.tables.push_back({other.pointer, other.rows, other.columns, false});
  if (!array.pointer.empty())
    head.notes.push_back(fmt::format(
        "rows are the items of {}; what stands beside it is left aside", array.pointer));
  auto reader = std::make_unique<JsonReader>(std::move(document), array, input);
  head.columns = reader->head().columns;
  head.named = reader->head().named;
  for (const std::string& note : reader->head().notes) head.notes.push_back(note);
  reader->head() = std::move(head);
  return reader;
}

}  // namespace attest::intake
