#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "intake/impl/json_table.hpp"
#include "intake/impl/line_reader.hpp"
#include "intake/impl/readers.hpp"

namespace attest::intake {
namespace {
using base::Json;

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r") == line.npos;
}

/// One value a line, read twice: columns first, then rows. A line that is no JSON is a refused row.
class JsonLinesReader final : public Reader {
 public:
  JsonLinesReader(const Input& input, Head head, JsonColumns::Shape shape)
      : limits_(input.options.limits),
        reporter_(input.reporter),
        columns_(shape),
        lines_(input.source, input.encoding, limits_.row) {
    head_ = std::move(head);
    learn(input);
    for (std::size_t skipped = 0; skipped < skip_;)
      if (const auto line = lines_.next(); !line)
        break;
      else
        skipped += !is_blank_line(line->text);
  }

  bool next(Batch& batch) override {
    batch.clear();
    while (batch.bytes() < Batch::kEnough) {
      const auto line = lines_.next();
      if (!line) break;
      if (!is_blank_line(line->text) || line->cut) take(*line, batch);
    }
    base::check_stop(reporter_);
    reporter_.progress("reading rows", lines_.stream().position(), lines_.stream().source().size());
    return !batch.empty() || read_on(batch);
  }

 private:
  /// Nothing but blank lines so far: the end, or more lines.
  bool read_on(Batch& batch) {
    while (const auto line = lines_.next())
      if (!is_blank_line(line->text) || line->cut) {
        take(*line, batch);
        return true;
      }
    return false;
  }

  void learn(const Input& input) {
    LineReader lines(input.source, input.encoding, limits_.row);
    std::vector<Json> first;
    bool good = false;
    while (const auto line = lines.next()) {
      if (is_blank_line(line->text)) continue;
      base::JsonParsed parsed = base::parse_json(line->text, {limits_.nesting});
      base::check_stop(reporter_);
      reporter_.progress("learning columns", lines.stream().position(), input.source.size());
      if (parsed.fault) continue;
      good = true;
      columns_.learn(parsed.value);
      if (columns_.width() > limits_.columns)
        throw base::Error(
            base::Code::kLimit,
            fmt::format("more than {} different members (limit 'columns')", limits_.columns),
            input.source.name(), raise_limit("columns"));
      if (first.size() < kRowsForLayout) first.push_back(std::move(parsed.value));
    }
    if (!good)
      throw base::Error(base::Code::kMalformed, "no line of it is JSON", input.source.name(),
                        "JSON lines hold one object a line; say --kind text to read it as text");
    head_.columns = columns_.names();
    if (columns_.only_arrays())
      name_arrays(array_layout(first, input.options.header, input.source.name()));
  }

  void name_arrays(const Layout& layout) {
    head_.named = layout.named;
    for (const std::string& note : layout.notes) head_.notes.push_back(note);
    if (!layout.named) return;
    skip_ = layout.first_data;
    for (std::size_t i = 0; i < head_.columns.size(); ++i)
      head_.columns[i] = i < layout.names.size() ? layout.names[i] : std::string();
  }

  void take(const LineReader::Line& line, Batch& batch) {
    Batch::Line& row = batch.add_row(number_++);
    row.at.line = line.number;
    row.at.byte = line.byte;
    if (line.cut)
      return batch.refuse(fmt::format("longer than {} bytes (limit 'row')", limits_.row),
                          raise_limit("row", "If this is really one row, raise it"));
    const base::JsonParsed parsed = base::parse_json(line.text, {limits_.nesting});
    if (parsed.fault)
      return batch.refuse(fmt::format("not JSON: {} (byte {} of the line)", parsed.fault->reason,
                                      parsed.fault->offset),
                          "Mend the line at that place");
    columns_.fill(parsed.value, cells_);
    for (const auto& cell : cells_) batch.add_cell(cell ? Cell(batch.keep(*cell)) : Cell());
  }

  Limits limits_;
  base::Reporter& reporter_;
  JsonColumns columns_;
  LineReader lines_;
  std::vector<std::optional<std::string>> cells_;
  std::size_t skip_ = 0;
  std::int64_t number_ = 0;
};

/// FollowTheMoney, if the first line that is JSON is an entity.
bool holds_entities(const Input& input) {
  LineReader lines(input.source, input.encoding, input.options.limits.row);
  while (const auto line = lines.next()) {
    if (is_blank_line(line->text)) continue;
    const base::JsonParsed parsed = base::parse_json(line->text, {input.options.limits.nesting});
    if (parsed.fault) continue;
    return parsed.value["schema"].is_string() && parsed.value["properties"].is_object() &&
           parsed.value.has("id");
  }
  return false;
}

}  // namespace

std::unique_ptr<Reader> open_json_lines(Input input) {
  const bool entities = holds_entities(input);
  Head head;
  head.kind = entities ? Kind::kFollowTheMoney : Kind::kJsonLines;
  head.encoding = input.encoding.name;
  head.notes = std::move(input.notes);
  if (entities)
    head.notes.emplace_back(
        "FollowTheMoney entities: a property with several values has them joined by '; '");
  const auto shape = entities ? JsonColumns::Shape::kFollowTheMoney : JsonColumns::Shape::kPlain;
  return std::make_unique<JsonLinesReader>(input, std::move(head), shape);
}

}  // namespace attest::intake
