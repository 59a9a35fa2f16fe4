#include "vault/impl/act_writer.hpp"

#include "base/error.hpp"
#include "base/sign.hpp"

namespace attest::vault {
namespace {

EntryId begin_act(Vault::State& state) {
  base::ensure(!state.acting, "one act at a time");
  state.index->begin();
  state.facts->mark();
  state.acting = true;
  return state.index->next_id();
}

}  // namespace

void write_cells(proof::LineWriter& writer, std::span<const model::Cell> cells) {
  for (const auto& cell : cells) {
    if (!cell.text)
      writer.add_null();
    else if (cell.parsed.empty())
      writer.add_text(*cell.text);
    else
      writer.add_text(*cell.text, cell.parsed);
  }
}

base::Json string_array(std::span<const std::string> texts) {
  auto array = base::Json::array();
  for (const auto& text : texts) array.push(base::Json::string(text));
  return array;
}

ActWriter::ActWriter(Vault::State& state, std::string act)
    : state_(state), act_(std::move(act)), id_(begin_act(state)), feed_(*state.index, id_, act_) {}

ActWriter::~ActWriter() {
  if (open_) roll_back();
}

void ActWriter::append(std::string_view text, std::span<const RenderedLine> lines) {
  auto place = state_.facts->place();
  state_.facts->append(text, lines.size());
  for (const auto& line : lines) {
    tree_.add(line.leaf);
    feed_.line(place, line.length, line.fact);
    place.bytes += line.length;
  }
}

void ActWriter::append(const base::Json& head, std::span<const model::Cell> cells) {
  std::string text;
  proof::LineWriter writer;
  const auto seed = cells.empty() ? std::string() : base::random_bytes(proof::kSeedLength);
  writer.begin(text, seed, base::to_canonical_json(head));
  write_cells(writer, cells);
  RenderedLine line{0, writer.end(), read_fact(*state_.index, head)};
  line.length = static_cast<std::uint32_t>(text.size());
  append(text, {&line, 1});
}

model::Address ActWriter::commit(base::Json body, const std::function<void()>& after) {
  auto& own = *state_.own;
  if (tree_.size() > 0)
    body.set("batch",
             proof::to_json(proof::Batch{tree_.root(), tree_.size(), state_.facts->runs()}));
  const model::Address address{own.origin(), static_cast<std::int64_t>(own.size())};
  feed_.finish({id_, address, act_, kNoEntry}, body);
  const auto by = state_.actor.empty() ? model::Address{own.origin(), 0} : state_.actor;
  const auto text = proof::to_text(
      proof::Entry{act_, state_.now(), model::to_string(by), std::string(kTool), std::move(body)});
  if (tree_.size() > 0) state_.facts->sync();
  state_.store.sync_names();
  own.append(text);
  open_ = false;
  state_.acting = false;
  state_.facts->mark();
  settle(after);
  return address;
}

// From here on the act stands. What cannot be written now is made again at the next opening.
void ActWriter::settle(const std::function<void()>& after) noexcept {
  try {
    state_.index->set_applied(state_.own->origin(), state_.applied_now());
    if (after) after();
    state_.index->commit();
  } catch (const std::exception& error) {
    state_.notes.emplace_back(error.what());
    state_.build_index(DatabaseMode::kMemory);
  }
  try {
    state_.own->publish(state_.key);
  } catch (const std::exception& error) {
    state_.notes.emplace_back(error.what());
  }
}

void ActWriter::roll_back() noexcept {
  try {
    state_.acting = false;
    state_.facts->roll_back();
    state_.index->roll_back();
  } catch (const std::exception& error) {
    // Opening the case again moves what is left to lost/.
    state_.notes.emplace_back(error.what());
  }
}

}  // namespace attest::vault
