// Records as they stand, lists and imports, lines, and proofs.

#include <algorithm>

#include "base/error.hpp"
#include "proof/evidence.hpp"
#include "proof/line.hpp"
#include "vault/impl/standing.hpp"
#include "vault/impl/state.hpp"
#include "vault/vault.hpp"

namespace attest::vault {
namespace {

std::uint64_t number(const base::Json& json) {
  return static_cast<std::uint64_t>(json.as_integer().value_or(0));
}

Ledger read_ledger(const base::Json& body) {
  return {number(body["rows"]),      number(body["added"]),   number(body["changed"]),
          number(body["unchanged"]), number(body["refused"]), number(body["gone"])};
}

std::vector<std::string> texts_of(const base::Json& array) {
  std::vector<std::string> texts;
  for (const auto& item : array.items()) texts.push_back(item.text());
  return texts;
}

Import read_import(const EntryView& view) {
  const auto& body = view.entry.body;
  Import import;
  import.address = view.indexed.address;
  import.at = view.entry.at;
  import.list = body["list"].text();
  import.kind =
      model::parse_record_kind(body["kind"].text()).value_or(model::RecordKind::kStatement);
  import.columns = view.columns;
  import.keys = texts_of(body["keys"]);
  import.exhibit = body["exhibit"].text();
  import.table = body["table"].text();
  import.mapping = body["mapping"].text();
  import.source = model::parse_address(body["source"].text()).value_or(model::Address{});
  import.extent = body["mode"].text() == "part" ? Extent::kPart : Extent::kWhole;
  import.after = model::parse_address(body["after"].text()).value_or(model::Address{});
  import.ledger = read_ledger(body);
  import.in_force = view.indexed.undone_by == kNoEntry;
  return import;
}

bool fits(const EntryView& view, const RecordFilter& filter) {
  const auto& body = view.entry.body;
  if (filter.kind && body["kind"].text() != model::word(*filter.kind)) return false;
  if (!filter.list.empty() && body["list"].text() != filter.list) return false;
  if (!filter.entry.empty() && view.indexed.address != filter.entry.whole_entry()) return false;
  return true;
}

}  // namespace

void Vault::visit_records(const RecordFilter& filter, const RecordVisitor& visitor) const {
  auto& state = *state_;
  model::Record record;
  EntryId described = kNoEntry;
  const auto visit = [&](LineId line, std::string_view text) {
    if (line.entry != described) state.describe_records(described = line.entry, record);
    state.parse_record(line, text, record);
    if (!filter.exhibit.empty() && record.exhibit != filter.exhibit) return true;
    return visitor(record);
  };
  const auto lists =
      filter.list.empty() ? state.index->lists() : std::vector<std::string>{filter.list};
  for (const auto& list : lists)
    for (const auto& range : state.index->standing(list))
      if (fits(state.view(range.first.entry), filter) && !state.each_line(range, visit)) return;
}

std::uint64_t Vault::count_records(const RecordFilter& filter) const {
  std::uint64_t count = 0;
  if (!filter.exhibit.empty()) {
    visit_records(filter, [&](const model::Record&) { return ++count, true; });
    return count;
  }
  const auto lists =
      filter.list.empty() ? state_->index->lists() : std::vector<std::string>{filter.list};
  for (const auto& list : lists)
    for (const auto& range : state_->index->standing(list))
      if (fits(state_->view(range.first.entry), filter))
        count += static_cast<std::uint64_t>(range.count);
  return count;
}

std::optional<model::Record> Vault::record(const model::Address& address) const {
  auto& index = *state_->index;
  const auto entry = index.entry(address);
  if (!entry || address.line == model::Address::kNone) return std::nullopt;
  const auto versions = index.versions_of(index.first_of({entry->id, address.line}));
  const auto present =
      std::ranges::find_if(versions, [&](LineId line) { return index.stands(line); });
  if (present == versions.end()) return std::nullopt;
  return state_->read_record(*present);
}

void Vault::visit_records_at(
    std::span<const model::Address> addresses,
    const std::function<void(std::size_t, const model::Record&)>& visit) const {
  const Index::Look look(*state_->index);
  for (std::size_t i = 0; i < addresses.size(); ++i)
    if (const auto found = record(addresses[i])) visit(i, *found);
}

std::vector<ListState> Vault::lists() const {
  auto& state = *state_;
  std::vector<ListState> lists;
  for (const auto& name : state.index->lists()) {
    if (name.empty()) continue;
    const auto chain = chain_of(*state.index, name);
    if (chain.standing.empty()) continue;
    const auto& newest = chain.standing.back();
    ListState list{name,
                   model::parse_record_kind(newest.kind).value_or(model::RecordKind::kStatement),
                   state.view(newest.entry).indexed.address,
                   0,
                   {}};
    for (const auto& range : state.index->standing(name))
      list.records += static_cast<std::uint64_t>(range.count);
    for (const auto& other : chain.competing)
      list.conflicts.push_back(state.view(other.entry).indexed.address);
    lists.push_back(std::move(list));
  }
  return lists;
}

std::vector<Import> Vault::imports() const {
  std::vector<Import> imports;
  for (const auto& entry : state_->index->entries_of("import"))
    imports.push_back(read_import(state_->load(entry)));
  return imports;
}

Line Vault::line(const model::Address& record) const {
  return state_->read_line(state_->line_id(record));
}

std::string Vault::line_text(const model::Address& record) const {
  return state_->line_text(state_->line_id(record));
}

void Vault::visit_lines(const model::Address& entry, const LineVisitor& visitor) const {
  const auto id = state_->indexed(entry).id;
  state_->each_line(
      {{id, 0}, state_->index->line_count(id)},
      [&](LineId line, std::string_view text) { return visitor(state_->parse_line(line, text)); });
}

std::string Vault::proof(std::span<const model::Address> statements) const {
  base::ensure(!statements.empty(), "a proof is of something");
  auto& state = *state_;
  const auto line = state.line_id(statements.front());
  const auto text = state.line_text(line);
  const auto parts = proof::split_line(text);
  const auto digests = parts ? proof::line_digests(*parts) : std::nullopt;
  if (!digests)
    throw base::Error(base::Code::kDamaged, "the line is malformed",
                      model::to_string(statements.front()));
  const auto& log = state.log_of(statements.front().origin);
  const auto n = static_cast<std::uint64_t>(statements.front().entry);
  proof::Evidence evidence;
  evidence.entry = log.text(n);
  evidence.head = parts->head;
  evidence.line = static_cast<std::uint64_t>(line.line);
  evidence.digests = digests->cells;
  evidence.path = state.batch(line.entry).inclusion_path(evidence.line);
  const auto& end = state.proof_end(log);
  evidence.key = end.key;
  const auto salts = *proof::line_salts(*parts);
  for (std::size_t j = 0; j < parts->cells.size(); ++j) {
    const bool asked = std::ranges::any_of(statements, [&](const model::Address& one) {
      return one.column == model::Address::kNone || one.column == static_cast<std::int64_t>(j);
    });
    if (asked && !proof::withheld_digest(parts->cells[j]))
      evidence.cells.push_back(proof::cell_message(salts[j], j, parts->cells[j]));
  }
  return proof::to_text(
      proof::TlogProof{proof::to_text(evidence), n, log.tree().inclusion_path(n), end.checkpoint});
}

const proof::TileTree& Vault::State::batch(EntryId entry) {
  const auto known = batches.find(entry);
  if (known != batches.end()) return known->second;
  batches.clear();
  auto& tree = batches[entry];
  each_line({{entry, 0}, index->line_count(entry)}, [&](LineId line, std::string_view text) {
    const auto parts = proof::split_line(text);
    const auto digests = parts ? proof::line_digests(*parts) : std::nullopt;
    if (!digests)
      throw base::Error(base::Code::kDamaged, "the line is malformed",
                        model::to_string(address(line)));
    tree.add(digests->leaf);
    return true;
  });
  return tree;
}

const ProofEnd& Vault::State::proof_end(const Log& log) {
  auto& end = proof_ends[log.origin()];
  if (end.size == log.size()) return end;
  const auto first = proof::read_entry(log.text(0));
  const auto bytes =
      first.entry ? base::digest_from_hex(first.entry->body["key"].text()) : std::nullopt;
  if (!bytes)
    throw base::Error(base::Code::kDamaged, "the log does not begin with its key", log.origin(),
                      "Run attest verify");
  end = {log.size(), log.checkpoint(key), *bytes};
  return end;
}

}  // namespace attest::vault
