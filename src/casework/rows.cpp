#include "casework/rows.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "casework/deadline.hpp"
#include "intake/reader.hpp"

namespace attest::casework {
namespace {
using base::Json;

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

intake::Header header_of(const std::string& said) {
  using Choice = intake::Header::Choice;
  if (said.empty()) return {};
  if (said == "none") return {Choice::kNone, 0};
  const auto row = whole_number<std::int64_t>(said);
  if (!row || *row < 1)
    throw base::Error(base::Code::kUsage, fmt::format("'{}' is no header row", said), "--header",
                      "Say 'none', or the number of the row that holds the names, counted from 1");
  return {Choice::kRow, *row};
}

intake::Options options_of(const RowsRequest& request) {
  intake::Options options;
  options.encoding = request.encoding;
  options.delimiter = request.delimiter;
  options.sheet = request.sheet;
  options.header = header_of(request.header);
  if (!request.kind.empty()) {
    options.kind = intake::parse_kind(request.kind);
    if (!options.kind)
      throw base::Error(base::Code::kUsage, fmt::format("there is no kind '{}'", request.kind),
                        "--kind", "Say csv, json, jsonl, followthemoney, html or text");
  }
  for (const std::string& limit : request.limits) {
    const std::size_t at = std::min(limit.find('='), limit.size());
    const auto value =
        whole_number<std::uint64_t>(std::string_view(limit).substr(std::min(at + 1, limit.size())));
    if (!value || !intake::set_limit(options.limits, std::string_view(limit).substr(0, at), *value))
      throw base::Error(base::Code::kUsage, fmt::format("'{}' sets no limit", limit), "--limit",
                        "Say NAME=NUMBER with memory, inflated, row, columns, nesting or seconds");
  }
  return options;
}

Json strings(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(Json::string(base::replace_invalid_utf8(text)));
  return list;
}

Json head_json(const intake::Head& head) {
  Json json = Json::object();
  json.set("kind", Json::string(std::string(intake::word(head.kind))));
  if (!head.encoding.empty()) json.set("encoding", Json::string(head.encoding));
  if (head.kind == intake::Kind::kCsv) json.set("delimiter", Json::string(head.delimiter));
  if (head.kind == intake::Kind::kXlsx || head.kind == intake::Kind::kOds)
    json.set("sheet", Json::string(head.table));
  else if (!head.table.empty())
    json.set("table", Json::string(head.table));
  json.set("columns", strings(head.columns));
  Json tables = Json::array();
  for (const intake::OtherTable& table : head.tables) {
    Json one = Json::object({{"name", Json::string(base::replace_invalid_utf8(table.name))},
                             {"rows", Json::number(table.rows)},
                             {"columns", Json::number(table.columns)}});
    if (table.hidden) one.set("hidden", Json::boolean(true));
    tables.push(std::move(one));
  }
  json.set("tables", std::move(tables));
  json.set("notes", strings(head.notes));
  return json;
}

void append_text(std::string& out, std::string_view text) {
  if (base::is_utf8(text)) return base::append_json_string(out, text);
  base::append_json_string(out, base::replace_invalid_utf8(text));
}

void append_cells(std::string& out, std::span<const intake::Cell> cells) {
  out += '[';
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    cells[i] ? append_text(out, *cells[i]) : void(out += "null");
  }
  out += ']';
}

/// The letters a spreadsheet gives a column: 0 is A, 26 is AA.
std::string column_letters(std::int64_t column) {
  std::string letters;
  for (std::int64_t n = column + 1; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters;
}

/// Displayed forms by cell reference: {"B5":"26/02/1992"}.
void append_shown(std::string& out, const intake::Head& head, const intake::Row& row) {
  std::string list;
  for (std::size_t i = 0; i < row.at.shown.size(); ++i) {
    if (!row.at.shown[i]) continue;
    list += list.empty() ? "" : ",";
    const auto column = head.first_column + static_cast<std::int64_t>(i);
    append_text(list, fmt::format("{}{}", column_letters(column), row.at.sheet_row));
    list += ':';
    append_text(list, *row.at.shown[i]);
  }
  if (!list.empty()) out += fmt::format(",\"shown\":{{{}}}", list);
}

void append_place(std::string& out, const intake::Head& head, const intake::Row& row) {
  const std::size_t start = out.size();
  const intake::Place& at = row.at;
  const bool sheet = head.kind == intake::Kind::kXlsx || head.kind == intake::Kind::kOds;
  if (sheet && at.sheet_row > 0) {
    out += ",\"sheet\":";
    append_text(out, head.table);
    const auto last = head.first_column +
                      std::max<std::int64_t>(1, static_cast<std::int64_t>(row.cells.size())) - 1;
    out += fmt::format(",\"row\":{0},\"range\":\"{1}{0}:{2}{0}\"", at.sheet_row,
                       column_letters(head.first_column), column_letters(last));
    append_shown(out, head, row);
  } else if (at.sheet_row > 0) {
    if (!head.table.empty()) {
      out += ",\"table\":";
      append_text(out, head.table);
    }
    out += fmt::format(",\"row\":{}", at.sheet_row);
  }
  if (at.line > 0) out += fmt::format(",\"line\":{}", at.line);
  if (at.byte) out += fmt::format(",\"byte\":{}", *at.byte);
  if (at.page > 0) out += fmt::format(",\"page\":{}", at.page);
  if (!at.pointer.empty()) {
    out += ",\"pointer\":";
    append_text(out, at.pointer);
  }
  if (out.size() == start) {
    out += "{}";
    return;
  }
  out[start] = '{';
  out += '}';
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out += fmt::format(",\"{}\":", name);
  append_text(out, text);
}

void write_row_json(std::string& out, const intake::Head& head, const intake::Row& row) {
  out = fmt::format("{{\"row\":{}", row.number);
  if (row.refused.empty() || !row.cells.empty()) {
    out += ",\"cells\":";
    append_cells(out, row.cells);
  }
  out += ",\"at\":";
  append_place(out, head, row);
  append_member(out, "refused", row.refused);
  append_member(out, "remedy", row.remedy);
  append_member(out, "note", row.note);
  out += '}';
}

/// On one line, whatever the cell holds: line breaks and tabs become visible signs.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const char c : base::replace_invalid_utf8(text)) {
    if (c == '\n' || c == '\r')
      out += "↵";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += ' ';
    else
      out += c;
  }
  return out;
}

void write_row_text(std::string& out, const intake::Head& head, const intake::Row& row) {
  out = fmt::format("{}", row.number);
  for (const intake::Cell& cell : row.cells)
    out += "\t" + (cell ? on_one_line(*cell) : std::string("·"));
  if (!row.refused.empty())
    out += fmt::format("\t! {}: {}. {}", intake::describe(head, row), on_one_line(row.refused),
                       on_one_line(row.remedy));
  if (!row.note.empty()) out += fmt::format("\t({})", on_one_line(row.note));
}

void print_head_text(const intake::Head& head, const std::function<void(std::string_view)>& print) {
  std::string line = fmt::format("# {}", intake::word(head.kind));
  if (!head.encoding.empty()) line += ", " + head.encoding;
  if (head.delimiter == "\t")
    line += ", separated by tab";
  else if (!head.delimiter.empty())
    line += fmt::format(", separated by '{}'", head.delimiter);
  if (!head.table.empty()) line += fmt::format(", table “{}”", on_one_line(head.table));
  print(line);
  for (const std::string& note : head.notes) print("# note: " + on_one_line(note));
  for (const intake::OtherTable& table : head.tables)
    print(fmt::format("# other table: “{}”, {} rows, {} columns{}", on_one_line(table.name),
                      table.rows, table.columns, table.hidden ? ", hidden" : ""));
  line = "row";
  for (const std::string& column : head.columns) line += "\t" + on_one_line(column);
  print(line);
}

}  // namespace

RowsAnswer rows(const RowsRequest& request, base::Reporter& reporter,
                const std::function<void(std::string_view)>& print) {
  const intake::Options options = options_of(request);
  Deadline deadline(reporter, options.limits.seconds, request.file);
  const auto source = base::open_file(request.file);
  const auto reader = intake::open(*source, options, deadline);
  const bool json = request.form == RowsRequest::Form::kJson;
  if (json)
    print(base::to_json(head_json(reader->head())));
  else
    print_head_text(reader->head(), print);
  RowsAnswer answer;
  std::string line;
  intake::Batch batch;
  while (reader->next(batch)) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const intake::Row row = batch[i];
      json ? write_row_json(line, reader->head(), row) : write_row_text(line, reader->head(), row);
      print(line);
      ++answer.rows;
      answer.refused += !row.refused.empty();
    }
  }
  print(json ? base::to_json(to_json(answer))
             : fmt::format("# {} rows, {} refused", answer.rows, answer.refused));
  return answer;
}

Json to_json(const RowsAnswer& answer) {
  return Json::object(
      {{"rows", Json::number(answer.rows)}, {"refused", Json::number(answer.refused)}});
}

}  // namespace attest::casework
