// Reading lines and records: by place, never by loading everything.

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "proof/line.hpp"
#include "vault/impl/state.hpp"

namespace attest::vault {
namespace {

constexpr std::array<const char*, 4> kRefusalColumns = {"column", "value", "reason", "remedy"};

[[noreturn]] void fail_line(const std::string& address) {
  throw base::Error(base::Code::kDamaged, "the line is malformed", address, "Run attest verify");
}

[[noreturn]] void fail_missing(const model::Address& address) {
  throw base::Error(base::Code::kNotFound, "there is no such entry or line in this case",
                    model::to_string(address), "See attest log for what there is");
}

/// False if the JSON is no cell. Withheld and sealed cells have no text.
bool read_cell(std::string_view json, model::Cell& cell) {
  const bool plain =
      json.size() >= 2 && json.front() == '"' && json.find('\\') == std::string_view::npos;
  if (plain) {
    cell.text.emplace(json.substr(1, json.size() - 2));
    return true;
  }
  auto read = proof::read_cell_text(json);
  if (!read) return false;
  if (read->kind == proof::CellText::Kind::kText)
    cell = {std::move(read->text), std::move(read->parsed)};
  return true;
}

}  // namespace

const Log& Vault::State::log_of(const std::string& origin) const {
  const auto log = std::ranges::find(logs, origin, [](const auto& one) { return one->origin(); });
  if (log == logs.end()) fail_missing({origin});
  return **log;
}

EntryView Vault::State::load(const IndexedEntry& indexed) const {
  const auto text =
      log_of(indexed.address.origin).text(static_cast<std::uint64_t>(indexed.address.entry));
  auto reading = proof::read_entry(text);
  if (!reading.entry) fail_line(model::to_string(indexed.address));
  EntryView view{indexed, std::move(*reading.entry), {}};
  for (const auto& column : view.entry.body["columns"].items())
    view.columns.push_back(column.text());
  return view;
}

const EntryView& Vault::State::view(EntryId id) {
  const auto known = views.find(id);
  if (known != views.end()) return known->second;
  const auto entry = index->entry(id);
  base::ensure(entry.has_value(), "the index names only entries it holds");
  return views.emplace(id, load(*entry)).first->second;
}

IndexedEntry Vault::State::indexed(const model::Address& address) {
  auto entry = index->entry(address);
  if (!entry) fail_missing(address);
  return std::move(*entry);
}

LineId Vault::State::line_id(const model::Address& record) {
  if (record.line == model::Address::kNone) fail_missing(record);
  return {indexed(record).id, record.line};
}

model::Address Vault::State::address(LineId line) {
  auto address = view(line.entry).indexed.address;
  address.line = line.line;
  return address;
}

std::shared_ptr<const Chunk> Vault::State::chunk_of(LineId line) {
  const auto holds = [&] {
    return held_chunk && chunk_entry == line.entry && line.line >= held_chunk->first &&
           line.line - held_chunk->first < static_cast<std::int64_t>(held_chunk->lengths.size());
  };
  if (holds()) return held_chunk;
  auto chunk = index->chunk(line);
  held_chunk = chunk ? std::make_shared<const Chunk>(*std::move(chunk)) : nullptr;
  chunk_entry = line.entry;
  return held_chunk;
}

bool Vault::State::each_line(LineRange range,
                             const std::function<bool(LineId, std::string_view)>& visit) {
  const auto origin = view(range.first.entry).indexed.address.origin;
  auto line = range.first;
  const auto end = line.line + range.count;
  while (line.line < end) {
    const auto chunk = chunk_of(line);
    if (!chunk) fail_missing(address(line));
    const auto skip = static_cast<std::size_t>(line.line - chunk->first);
    const auto take =
        std::min(chunk->lengths.size() - skip, static_cast<std::size_t>(end - line.line));
    std::uint64_t before = 0;
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < skip; ++i) before += chunk->lengths[i];
    for (std::size_t i = skip; i < skip + take; ++i) length += chunk->lengths[i];
    const auto bytes = reader.read(origin, chunk->file, chunk->offset + before, length);
    std::size_t at = 0;
    for (std::size_t i = skip; i < skip + take; at += chunk->lengths[i++], ++line.line)
      if (!visit(line, std::string_view(bytes).substr(at, chunk->lengths[i] - 1))) return false;
  }
  return true;
}

std::string Vault::State::line_text(LineId line) {
  std::string text;
  each_line({line, 1}, [&](LineId, std::string_view found) {
    text = found;
    return true;
  });
  return text;
}

Line Vault::State::read_line(LineId line) {
  return parse_line(line, line_text(line));
}

Line Vault::State::parse_line(LineId line, std::string_view text) {
  const auto& entry = view(line.entry);
  Line result{address(line), {}, entry.columns, {}};
  const auto where = model::to_string(result.address);
  const auto parts = proof::split_line(text);
  if (!parts) fail_line(where);
  result.head = base::parse_json_or_throw(parts->head, where);
  for (const auto cell : parts->cells)
    if (!read_cell(cell, result.cells.emplace_back())) fail_line(where);
  if (result.head["op"].text() == "refuse")
    result.columns.assign(kRefusalColumns.begin(), kRefusalColumns.end());
  return result;
}

model::Record Vault::State::read_record(LineId version) {
  model::Record record;
  describe_records(version.entry, record);
  parse_record(version, line_text(version), record);
  return record;
}

void Vault::State::describe_records(EntryId id, model::Record& record) {
  const auto& entry = view(id);
  const auto& body = entry.entry.body;
  record.version = entry.indexed.address;
  record.kind =
      model::parse_record_kind(body["kind"].text()).value_or(model::RecordKind::kStatement);
  record.list = body["list"].text();
  record.table = body["table"].text();
  record.columns = entry.columns;
}

void Vault::State::parse_record(LineId version, std::string_view text, model::Record& record) {
  record.version.line = version.line;
  const auto where = [&] { return model::to_string(record.version); };
  const auto parts = proof::split_line(text);
  if (!parts) fail_line(where());
  const auto head = base::parse_json(parts->head);
  if (head.fault) fail_line(where());
  record.address = record.version;
  if (const auto first = model::parse_address(head.value["of"].text())) record.address = *first;
  const auto& exhibit = head.value.has("exhibit") ? head.value : view(version.entry).entry.body;
  record.exhibit = exhibit["exhibit"].text();
  record.row = head.value["row"].as_integer().value_or(0);
  record.cells.resize(std::max(record.columns.size(), parts->cells.size()));
  for (auto& cell : record.cells) cell = {};
  for (std::size_t i = 0; i < parts->cells.size(); ++i) {
    if (!read_cell(parts->cells[i], record.cells[i])) fail_line(where());
  }
  record.cells.resize(record.columns.size());
}

std::optional<model::Exhibit> Vault::State::exhibit_at(LineId line) {
  const auto& entry = view(line.entry);
  if (entry.indexed.undone_by != kNoEntry) return std::nullopt;
  const auto kept = read_line(line);
  const auto text = [&](std::size_t cell) {
    return cell < kept.cells.size() ? kept.cells[cell].text.value_or("") : "";
  };
  return model::Exhibit{kept.head["exhibit"].text(),
                        static_cast<std::uint64_t>(kept.head["size"].as_integer().value_or(0)),
                        text(0),
                        text(1),
                        text(2),
                        kept.address};
}

}  // namespace attest::vault
