#include "casework/import.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "base/error.hpp"
#include "casework/case.hpp"
#include "casework/deadline.hpp"
#include "casework/text_of.hpp"
#include "intake/reader.hpp"

namespace attest::casework {
namespace {
using base::Json;
constexpr std::uint64_t kMostMapping = 1'000'000;
constexpr std::size_t kRowsAtOnce = 2000;
constexpr std::size_t kBytesAtOnce = 4'000'000;
constexpr std::size_t kChangesTold = 10;
constexpr std::size_t kRefusalsTold = 20;

/// Carries rows from the reader through the mapping into the vault, and remembers what to tell.
class Carrier {
 public:
  Carrier(const intake::Applier& applier, vault::ImportWriter& writer, ImportAnswer& answer)
      : applier_(applier), writer_(writer), answer_(answer) {}

  void take(const intake::Row& row) {
    if (!row.refused.empty()) return refuse(row, whole_row(row));
    applier_.apply(row, applied_);
    if (!applied_.refusals.empty()) return refuse(row, applied_.refusals.front());
    batch_.begin_record(row.number);
    for (const model::Cell& cell : applied_.cells)
      cell.text ? batch_.add_cell(*cell.text, cell.parsed) : batch_.add_null();
    hand_over_if_full();
  }

  void finish() {
    if (!batch_.empty()) writer_.write(batch_);
  }

 private:
  static intake::Refusal whole_row(const intake::Row& row) {
    return {row.number, {}, {}, std::string(row.refused), std::string(row.remedy)};
  }

  void refuse(const intake::Row& row, const intake::Refusal& why) {
    batch_.begin_refused(row.number, why.column, why.value, why.reason, why.remedy);
    for (const intake::Cell& cell : row.cells) cell ? batch_.add_cell(*cell) : batch_.add_null();
    if (answer_.refusals.size() < kMostTold) answer_.refusals.push_back(why);
    hand_over_if_full();
  }

  void hand_over_if_full() {
    if (batch_.size() >= kRowsAtOnce || batch_.bytes() >= kBytesAtOnce) writer_.write(batch_);
  }

  const intake::Applier& applier_;
  vault::ImportWriter& writer_;
  ImportAnswer& answer_;
  intake::Applied applied_;
  vault::RowBatch batch_;
};

/// The record of the source of that name; made if there is none and the import is real.
model::Address source_record(vault::Vault& vault, const std::string& name, vault::Effect effect) {
  if (name.empty()) return {};
  model::Address found;
  vault.visit_records({.kind = model::RecordKind::kSource}, [&](const model::Record& record) {
    if (record.text("name") == name) found = record.address;
    return found.empty();
  });
  if (!found.empty() || effect == vault::Effect::kDryRun) return found;
  auto writer = vault.begin_records(
      {.act = "source", .kind = model::RecordKind::kSource, .columns = {"name"}});
  vault::RowBatch batch;
  batch.begin_record(0);
  batch.add_cell(name);
  writer.write(batch);
  model::Address record = writer.commit().address;
  record.line = 0;
  return record;
}

std::string list_name(const ImportRequest& request, const intake::Mapping& mapping) {
  if (!request.list.empty()) return request.list;
  if (!mapping.list.empty()) return mapping.list;
  return std::filesystem::path(request.file).stem().string();
}

void note_reading(const intake::Reader& reader, const intake::Applier& applier,
                  ImportAnswer& answer) {
  answer.notes = reader.head().notes;
  if (applier.unused().empty()) return;
  std::string names;
  for (const std::string& column : applier.unused()) names += (names.empty() ? "" : ", ") + column;
  answer.notes.push_back(fmt::format("columns the mapping does not use: {}", names));
}

std::string keep_file(vault::Vault& vault, const ImportRequest& request, base::Reporter& reporter) {
  const vault::NewExhibit exhibit{[&] { return base::open_file(request.file); },
                                  file_name(request.file), media_type(request.file), request.note};
  return vault.add_exhibits({&exhibit, 1}, reporter).front().exhibit.sha256;
}

void carry_rows(intake::Reader& reader, const intake::Applier& applier, vault::ImportWriter& writer,
                ImportAnswer& answer, base::Reporter& reporter) {
  Carrier carrier(applier, writer, answer);
  intake::Batch batch;
  std::uint64_t rows = 0;
  while (reader.next(batch)) {
    for (std::size_t i = 0; i < batch.size(); ++i) carrier.take(batch[i]);
    base::check_stop(reporter);
    reporter.progress("rows", rows += batch.size(), 0);
  }
  carrier.finish();
}

vault::ImportSpec make_spec(const ImportRequest& request, const intake::Mapping& mapping,
                            const intake::Applier& applier, const std::string& table) {
  vault::ImportSpec spec;
  spec.list = list_name(request, mapping);
  spec.kind = mapping.noun;
  spec.columns = applier.properties();
  for (const std::string& column : mapping.key)
    for (const intake::ColumnRule& rule : mapping.columns)
      if (rule.column == column)
        spec.keys.insert(spec.keys.end(), rule.properties.begin(), rule.properties.end());
  spec.table = table;
  spec.extent = request.extent;
  spec.effect = request.effect;
  return spec;
}
}  // namespace

ImportAnswer import(const ImportRequest& request, base::Reporter& reporter) {
  const std::string toml =
      base::read_all(*base::open_file(request.map), kMostMapping, "size of a mapping");
  const intake::Mapping mapping = intake::parse_mapping(toml, request.map);
  const auto file = base::open_file(request.file);
  const bool dry = request.effect == vault::Effect::kDryRun;
  // Both may refuse the file: nothing has been kept then.
  Deadline deadline(reporter, mapping.file.limits.seconds, request.file);
  std::optional<std::unique_ptr<intake::Reader>> reader =
      intake::open(*file, mapping.file, deadline);
  const intake::Applier applier(mapping, (*reader)->head(), request.file);

  Case kase = open_case(request.folder, vault::Access::kWrite, request.member);
  ImportAnswer answer;
  note_reading(**reader, applier, answer);
  vault::ImportSpec spec = make_spec(request, mapping, applier, (*reader)->head().table);
  const std::string source = request.source.empty() ? mapping.source : request.source;
  std::unique_ptr<base::ByteSource> kept;
  if (dry) {
    spec.exhibit = base::to_hex(base::sha256(*file));
  } else {
    // A kept file has a hash for a name: its kind is the one it had under its own.
    intake::Options options = mapping.file;
    if (!options.kind) options.kind = (*reader)->head().kind;
    reader.reset();
    spec.exhibit = keep_file(kase.vault, request, reporter);
    spec.mapping = kase.vault.put_object(toml);
    spec.source = source_record(kase.vault, source, request.effect);
    // What is read is what was kept, whatever happens to the file meanwhile.
    kept = kase.vault.open_exhibit(spec.exhibit);
    reader = intake::open(*kept, options, deadline);
  }
  answer.list = spec.list;
  answer.exhibit = spec.exhibit;
  vault::ImportWriter writer = kase.vault.begin_import(spec, reporter);
  carry_rows(**reader, applier, writer, answer, deadline);
  answer.result = writer.commit();
  return answer;
}

std::string suggest_mapping(const std::string& file, base::Reporter& reporter) {
  const auto bytes = base::open_file(file);
  const auto reader = intake::open(*bytes, {}, reporter);
  return intake::suggest(*reader, file_name(file));
}

namespace {
Json refusal_json(const intake::Refusal& refusal) {
  return Json::object({{"row", Json::number(refusal.row)},
                       {"column", Json::string(refusal.column)},
                       {"value", Json::string(refusal.value)},
                       {"reason", Json::string(refusal.reason)},
                       {"remedy", Json::string(refusal.remedy)}});
}

Json verdict_json(const vault::RowVerdict& verdict) {
  return Json::object({{"row", Json::number(verdict.row)},
                       {"operation", Json::string(std::string(model::word(verdict.operation)))},
                       {"of", verdict.of.empty() ? Json() : to_json(verdict.of)}});
}
}  // namespace

Json to_json(const ImportAnswer& answer) {
  const vault::Ledger& ledger = answer.result.ledger;
  Json out = Json::object();
  out.set("import", answer.result.address.empty() ? Json() : to_json(answer.result.address));
  out.set("list", Json::string(answer.list));
  out.set("exhibit", Json::string(answer.exhibit));
  out.set("rows", number(ledger.rows)).set("added", number(ledger.added));
  out.set("changed", number(ledger.changed)).set("unchanged", number(ledger.unchanged));
  out.set("gone", number(ledger.gone)).set("refused", number(ledger.refused));
  Json refusals = Json::array();
  for (const intake::Refusal& refusal : answer.refusals) refusals.push(refusal_json(refusal));
  out.set("refusals", refusals);
  Json changes = Json::array();
  for (const vault::RowVerdict& verdict : answer.result.verdicts)
    changes.push(verdict_json(verdict));
  out.set("changes", changes);
  Json repeated = Json::array();
  for (const std::int64_t row : answer.result.repeated_keys) repeated.push(Json::number(row));
  out.set("repeated_keys", repeated);
  return out.set("notes", strings(answer.notes));
}

std::string to_text(const ImportAnswer& answer, vault::Effect effect) {
  const vault::Ledger& ledger = answer.result.ledger;
  std::string text = fmt::format(
      "{}: {} rows = {} added + {} changed + {} unchanged + {} refused; {} gone\n", answer.list,
      ledger.rows, ledger.added, ledger.changed, ledger.unchanged, ledger.refused, ledger.gone);
  for (const std::string& note : answer.notes) text += fmt::format("  note: {}\n", note);
  for (std::size_t i = 0; i < std::min(answer.refusals.size(), kRefusalsTold); ++i) {
    const intake::Refusal& refusal = answer.refusals[i];
    text += fmt::format("  refused: row {}, column {}, “{}”: {}. {}\n", refusal.row,
                        refusal.column.empty() ? "(whole row)" : refusal.column, refusal.value,
                        refusal.reason, refusal.remedy);
  }
  if (ledger.refused > kRefusalsTold)
    text += fmt::format("  … {} refusals more; --json tells the first {}\n",
                        ledger.refused - kRefusalsTold, kMostTold);
  for (std::size_t i = 0; i < std::min(answer.result.verdicts.size(), kChangesTold); ++i) {
    const vault::RowVerdict& verdict = answer.result.verdicts[i];
    text += fmt::format("  {}: {}\n", model::word(verdict.operation),
                        verdict.operation == model::Operation::kGone
                            ? model::to_string(verdict.of)
                            : fmt::format("row {}", verdict.row));
  }
  if (!answer.result.repeated_keys.empty())
    text +=
        fmt::format("  {} rows have a key that another row of the file has, too; all are kept\n",
                    answer.result.repeated_keys.size());
  return text + (effect == vault::Effect::kDryRun
                     ? "Nothing was kept: this was a dry run.\n"
                     : fmt::format("Import {}\n", model::to_string(answer.result.address)));
}

}  // namespace attest::casework
