// An import in four stages: rows are hashed (other threads), met with the former snapshot (in
// order), rendered with their salted digests (other threads), and appended (in order). A few pieces
// of rows are on their way at any time, so memory does not grow with the file.

#include "vault/import.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/sign.hpp"
#include "proof/line.hpp"
#include "vault/impl/import_state.hpp"
#include "vault/impl/standing.hpp"

namespace attest::vault {
namespace {

using base::Json;

constexpr std::size_t kMostTold = 1'000;
constexpr std::size_t kMostKeysWatched = 4'000'000;

std::size_t pieces_under_way() {
  return static_cast<std::size_t>(base::hardware_threads()) + 1;
}

Json count_of(std::uint64_t number) {
  return Json::number(static_cast<std::int64_t>(number));
}

std::unique_ptr<Piece> hash_rows(std::unique_ptr<Piece> piece, RowHasher hasher) {
  piece->keys.resize(piece->batch.size());
  for (std::size_t i = 0; i < piece->batch.size(); ++i)
    if (const auto row = piece->batch.row(i); !row.refused)
      piece->keys[i] = hasher.of(piece->batch, row);
  return piece;
}

}  // namespace

ImportWriter::State::State(Vault::State& vault_, std::string act_word_, ImportSpec spec_)
    : vault(vault_),
      act_word(std::move(act_word_)),
      spec(std::move(spec_)),
      salt_(base::random_bytes(proof::kSeedLength)) {
  if (spec.effect == Effect::kWrite) act_ = std::make_unique<ActWriter>(vault, act_word);
}

void ImportWriter::State::load_previous(base::Reporter& reporter) {
  const auto chain = chain_of(*vault.index, spec.list);
  if (chain.standing.empty()) return;
  compares_ = true;
  after_ = vault.view(chain.standing.back().entry).indexed.address;
  auto places = vault.index->standing(spec.list);
  std::uint64_t loaded = 0;
  for (const auto& place : places) loaded += static_cast<std::uint64_t>(place.count);
  previous_.reserve(std::exchange(loaded, 0));
  for (const auto& place : places) {
    RowHasher hasher(salt_, vault.view(place.first.entry).columns, spec.keys);
    vault.each_line(place, [&](LineId line, std::string_view text) {
      const auto parts = proof::split_line(text);
      if (!parts)
        throw base::Error(base::Code::kDamaged, "the line is malformed", text_of(line),
                          "Run attest verify");
      previous_.add(hasher.of(parts->cells));
      if (++loaded % 100'000 == 0) {
        base::check_stop(reporter);
        reporter.progress("reading the former list", loaded, 0);
      }
      return true;
    });
  }
  previous_.sort(std::move(places));
}

void ImportWriter::State::write(RowBatch& batch) {
  if (batch.empty()) return;
  auto piece = std::make_unique<Piece>();
  std::swap(piece->batch, batch);
  if (!spare_.empty()) {
    std::swap(batch, spare_.back());
    spare_.pop_back();
  }
  for (std::size_t i = 0; i < piece->batch.size(); ++i) {
    const auto row = piece->batch.row(i);
    base::ensure(row.row > last_row_, "rows come in ascending order");
    base::ensure(row.refused || row.cells == spec.columns.size(),
                 "a record has as many cells as its act has columns");
    last_row_ = row.row;
  }
  hash_later(std::move(piece));
}

void ImportWriter::State::hash_later(std::unique_ptr<Piece> piece) {
  if (!compares_ && spec.keys.empty()) {
    meet(*piece);
    return render_later(std::move(piece));
  }
  hashing_.push_back(std::async(std::launch::async, hash_rows, std::move(piece),
                                RowHasher(salt_, spec.columns, spec.keys)));
  if (hashing_.size() > pieces_under_way()) meet_next();
}

void ImportWriter::State::meet_next() {
  auto piece = hashing_.front().get();
  hashing_.pop_front();
  meet(*piece);
  render_later(std::move(piece));
}

void ImportWriter::State::meet(Piece& piece) {
  piece.plan.reserve(piece.batch.size());
  for (std::size_t i = 0; i < piece.batch.size(); ++i) meet_row(piece, i);
}

void ImportWriter::State::meet_row(Piece& piece, std::size_t index) {
  using Op = LineFact::Op;
  const auto row = piece.batch.row(index);
  auto& ledger = result_.ledger;
  ++ledger.rows;
  if (row.refused) {
    ++ledger.refused;
    flush_same(piece);
    piece.plan.push_back({.op = Op::kOther, .refused = true, .row = row.row, .index = index});
    return;
  }
  if (!spec.keys.empty() && seen_.size() < kMostKeysWatched &&
      !seen_.insert(piece.keys[index].key) && result_.repeated_keys.size() < kMostTold)
    result_.repeated_keys.push_back(row.row);
  const auto match = compares_ ? previous_.meet(piece.keys[index]) : std::nullopt;
  if (match && match->same) {
    ++ledger.unchanged;
    return take_same(piece, row.row, match->line);
  }
  flush_same(piece);
  LinePlan plan{.op = match ? Op::kChange : Op::kAdd, .row = row.row, .index = index};
  ++(match ? ledger.changed : ledger.added);
  if (match) {
    plan.of = vault.index->first_of(match->line);
    plan.of_text = text_of(plan.of);
    if (plan.of != match->line) plan.was_text = text_of(match->line);
    tell(row.row, model::Operation::kChange, match->line);
  } else if (compares_) {
    tell(row.row, model::Operation::kAdd, {});
  }
  piece.plan.push_back(std::move(plan));
}

void ImportWriter::State::take_same(Piece& piece, std::int64_t row, LineId line) {
  if (same_ && same_->of.entry == line.entry && same_->of.line + same_->count == line.line &&
      same_->row + same_->count == row) {
    ++same_->count;
    return;
  }
  flush_same(piece);
  same_ = LinePlan{.op = LineFact::Op::kSame, .row = row, .of = line};
}

void ImportWriter::State::flush_same(Piece& piece) {
  if (!same_) return;
  same_->of_text = text_of(same_->of);
  piece.plan.push_back(std::move(*same_));
  same_.reset();
}

void ImportWriter::State::tell(std::int64_t row, model::Operation operation, LineId of) {
  if (result_.verdicts.size() == kMostTold) return;
  result_.verdicts.push_back(
      {row, operation, of.entry == kNoEntry ? model::Address{} : vault.address(of)});
}

void ImportWriter::State::render_later(std::unique_ptr<Piece> piece) {
  if (!act_) return;
  rendering_.push_back(std::async(std::launch::async, [piece = std::move(piece)]() mutable {
    render(*piece);
    return std::move(piece);
  }));
  if (rendering_.size() > pieces_under_way()) append_next();
}

void ImportWriter::State::append_next() {
  auto piece = rendering_.front().get();
  rendering_.pop_front();
  act_->append(piece->text, piece->lines);
  piece->batch.clear();
  spare_.push_back(std::move(piece->batch));
}

void ImportWriter::State::append_gone() {
  auto piece = std::make_unique<Piece>();
  flush_same(*piece);
  std::optional<LinePlan> gone;
  const auto flush = [&] {
    if (gone) gone->of_text = text_of(gone->of);
    if (gone) piece->plan.push_back(std::move(*gone));
    gone.reset();
  };
  if (spec.extent == Extent::kWhole)
    previous_.each_left([&](LineId line) {
      ++result_.ledger.gone;
      tell(-1, model::Operation::kGone, line);
      const auto first = vault.index->first_of(line);
      if (gone && gone->of.entry == first.entry && gone->of.line + gone->count == first.line) {
        ++gone->count;
        return;
      }
      flush();
      gone = LinePlan{.op = LineFact::Op::kGone, .of = first};
    });
  flush();
  render_later(std::move(piece));
}

void ImportWriter::State::drain() {
  while (!hashing_.empty()) meet_next();
  append_gone();
  while (!rendering_.empty()) append_next();
}

Json ImportWriter::State::final_body() {
  const auto text = [&](const char* name, const std::string& value) {
    if (!value.empty()) body.set(name, Json::string(value));
  };
  body.set("columns", string_array(spec.columns));
  body.set("kind", Json::string(std::string(model::word(spec.kind))));
  text("exhibit", spec.exhibit);
  if (act_word != "import") return std::move(body);
  const auto& ledger = result_.ledger;
  body.set("list", Json::string(spec.list));
  body.set("keys", string_array(spec.keys));
  body.set("mode", Json::string(spec.extent == Extent::kPart ? "part" : "whole"));
  text("table", spec.table);
  text("mapping", spec.mapping);
  if (!spec.source.empty()) text("source", model::to_string(spec.source));
  if (!after_.empty()) text("after", model::to_string(after_));
  body.set("rows", count_of(ledger.rows));
  body.set("added", count_of(ledger.added));
  body.set("changed", count_of(ledger.changed));
  body.set("unchanged", count_of(ledger.unchanged));
  body.set("refused", count_of(ledger.refused));
  body.set("gone", count_of(ledger.gone));
  return std::move(body);
}

ImportResult ImportWriter::State::commit() {
  drain();
  const auto& ledger = result_.ledger;
  base::ensure(ledger.rows == ledger.added + ledger.changed + ledger.unchanged + ledger.refused,
               "every row is accounted for");
  if (act_) result_.address = act_->commit(final_body());
  act_.reset();
  return std::move(result_);
}

ImportWriter::ImportWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ImportWriter::~ImportWriter() = default;
ImportWriter::ImportWriter(ImportWriter&&) noexcept = default;
ImportWriter& ImportWriter::operator=(ImportWriter&&) noexcept = default;

void ImportWriter::write(RowBatch& batch) {
  state_->write(batch);
}

void ImportWriter::note(std::string key, Json value) {
  state_->body.set(std::move(key), std::move(value));
}

ImportResult ImportWriter::commit() {
  return state_->commit();
}

ImportWriter Vault::begin_import(const ImportSpec& spec, base::Reporter& reporter) {
  if (spec.list.empty())
    throw base::Error(base::Code::kUsage, "an import needs the name of its list");
  for (const auto& key : spec.keys)
    if (std::ranges::find(spec.columns, key) == spec.columns.end())
      throw base::Error(base::Code::kUsage,
                        "the key column \"" + key + "\" is not among the mapped columns", spec.list,
                        "Map it, or name other key columns");
  if (spec.effect == Effect::kWrite) {
    state_->ready_to_act();
    if (!spec.exhibit.empty()) state_->store.open(spec.exhibit, Store::Kind::kExhibit);
    if (!spec.mapping.empty()) state_->store.open(spec.mapping, Store::Kind::kObject);
  }
  auto state = std::make_unique<ImportWriter::State>(*state_, "import", spec);
  state->load_previous(reporter);
  return ImportWriter(std::move(state));
}

ImportWriter Vault::begin_records(const RecordsSpec& spec) {
  state_->ready_to_act();
  ImportSpec as_import;
  as_import.kind = spec.kind;
  as_import.columns = spec.columns;
  as_import.exhibit = spec.exhibit;
  as_import.extent = Extent::kPart;
  return ImportWriter(
      std::make_unique<ImportWriter::State>(*state_, spec.act, std::move(as_import)));
}

}  // namespace attest::vault
