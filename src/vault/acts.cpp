// Acts that have a call of their own, and any other act.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "vault/impl/act_writer.hpp"
#include "vault/impl/state.hpp"
#include "vault/vault.hpp"

namespace attest::vault {
namespace {

using base::Json;

constexpr std::uint64_t kLargestObject = 256'000'000;

Json address_array(std::span<const model::Address> addresses) {
  auto array = Json::array();
  for (const auto& address : addresses) array.push(Json::string(model::to_string(address)));
  return array;
}

std::vector<model::Address> addresses_of(const Json& array) {
  std::vector<model::Address> addresses;
  for (const auto& item : array.items())
    if (const auto address = model::parse_address(item.text())) addresses.push_back(*address);
  return addresses;
}

Json body_with_columns(std::initializer_list<std::string> columns) {
  return Json::object({{"columns", string_array(std::vector<std::string>(columns))}});
}

Json head_of_exhibit(const Store::Incoming& incoming) {
  auto head = Json::object({{"op", Json::string("add")}});
  head.set("exhibit", Json::string(incoming.sha256));
  return head.set("size", Json::number(static_cast<std::int64_t>(incoming.size)));
}

Json head_of_decision(const NewDecision& decision) {
  auto head = Json::object({{"op", Json::string("decide")}});
  head.set("records", address_array(decision.records));
  if (!decision.replaces.empty()) head.set("replaces", address_array(decision.replaces));
  return head.set("verdict", Json::string(std::string(model::word(decision.verdict))));
}

/// Two decisions are on one question if they are about the same records, in whatever order.
std::string question_of(const model::Decision& decision) {
  auto records = decision.records;
  std::ranges::sort(records);
  std::string question = decision.verdict == model::Verdict::kAdopt ? "adopt" : "identity";
  for (const auto& record : records) question += ' ' + model::to_string(record);
  return question;
}

/// Decisions on one question that do not say the same wait for each other.
void mark_conflicts(std::vector<StandingDecision>& decisions) {
  std::map<std::string, std::vector<StandingDecision*>> questions;
  for (auto& standing : decisions) questions[question_of(standing.decision)].push_back(&standing);
  for (auto& [question, group] : questions)
    for (auto* one : group)
      one->conflict = std::ranges::any_of(group, [&](const auto* other) {
        return other->decision.verdict != one->decision.verdict;
      });
}

/// Files that were taken in: those not kept yet go into their places and into one act.
std::vector<KeptExhibit> log_exhibits(const Vault& vault, Vault::State& state,
                                      std::span<const NewExhibit> files,
                                      std::span<const Store::Incoming> incoming) {
  std::vector<KeptExhibit> kept;
  std::map<std::string, std::size_t> fresh;  // by hash: place in `kept`
  ActWriter act(state, "exhibit");
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& one = incoming[i];
    const auto twin = fresh.find(one.sha256);
    const auto known =
        twin == fresh.end() ? vault.find_exhibit(one.sha256) : kept[twin->second].exhibit;
    if (known) {
      state.store.discard(one);
      kept.push_back({*known, true});
      continue;
    }
    state.store.place(one, Store::Kind::kExhibit);
    fresh[one.sha256] = i;
    const model::Address added{"", 0, static_cast<std::int64_t>(act.lines())};
    const model::Cell cells[] = {
        {files[i].name, {}}, {files[i].media, {}}, {files[i].obtained, {}}};
    act.append(head_of_exhibit(one), cells);
    kept.push_back(
        {{one.sha256, one.size, files[i].name, files[i].media, files[i].obtained, added}, false});
  }
  if (fresh.empty()) return kept;
  const auto entry = act.commit(body_with_columns({"name", "media", "obtained"}));
  for (auto& one : kept)
    if (auto& added = one.exhibit.added; added.origin.empty())
      added = {entry.origin, entry.entry, added.line};
  return kept;
}

}  // namespace

std::vector<KeptExhibit> Vault::add_exhibits(std::span<const NewExhibit> files,
                                             base::Reporter& reporter) {
  state_->ready_to_act();
  std::vector<Store::Incoming> incoming;
  try {
    for (const auto& file : files) {
      base::check_stop(reporter);
      reporter.progress("keeping files", incoming.size(), files.size());
      incoming.push_back(state_->store.take_in(*file.open()));
    }
    reporter.progress("keeping files", files.size(), files.size());
    state_->store.sync_incoming(incoming);
    return log_exhibits(*this, *state_, files, incoming);
  } catch (...) {
    for (const auto& one : incoming) state_->store.discard(one);
    throw;
  }
}

std::vector<model::Exhibit> Vault::exhibits() const {
  std::vector<model::Exhibit> exhibits;
  for (const auto& line : state_->index->exhibits(""))
    if (auto exhibit = state_->exhibit_at(line)) exhibits.push_back(std::move(*exhibit));
  std::ranges::sort(exhibits, {}, &model::Exhibit::added);
  return exhibits;
}

std::optional<model::Exhibit> Vault::find_exhibit(std::string_view sha256) const {
  constexpr std::size_t kShortest = 4;
  if (sha256.size() < kShortest) return std::nullopt;
  std::optional<model::Exhibit> found;
  for (const auto& line : state_->index->exhibits(sha256)) {
    auto exhibit = state_->exhibit_at(line);
    if (!exhibit) continue;
    if (found && found->sha256 != exhibit->sha256) return std::nullopt;
    if (!found) found = std::move(exhibit);
  }
  return found;
}

std::unique_ptr<base::ByteSource> Vault::open_exhibit(std::string_view sha256) const {
  return state_->store.open(sha256, Store::Kind::kExhibit);
}

std::string Vault::put_object(std::string_view bytes) {
  state_->ready_to_act();
  return state_->store.put(bytes, Store::Kind::kObject);
}

std::unique_ptr<base::ByteSource> Vault::open_object(std::string_view sha256) const {
  return state_->store.open(sha256, Store::Kind::kObject);
}

std::string Vault::object(std::string_view sha256) const {
  return base::read_all(*open_object(sha256), kLargestObject, "largest object");
}

model::Address Vault::add_text(std::string_view exhibit, std::string_view text,
                               std::string_view tool) {
  state_->ready_to_act();
  const auto object = state_->store.put(text, Store::Kind::kObject);
  ActWriter act(*state_, "text");
  auto head = Json::object({{"op", Json::string("add")}});
  head.set("exhibit", Json::string(std::string(exhibit)));
  head.set("text", Json::string(object));
  const model::Cell cells[] = {{std::string(tool), {}}};
  act.append(head, cells);
  return act.commit(body_with_columns({"tool"}));
}

std::vector<Text> Vault::texts(std::string_view exhibit) const {
  std::vector<Text> texts;
  for (const auto& entry : state_->index->entries_of("text")) {
    if (entry.undone_by != kNoEntry) continue;
    const auto line = state_->read_line({entry.id, 0});
    Text text{entry.address, line.head["exhibit"].text(), line.head["text"].text(),
              line.cells.empty() ? "" : line.cells[0].text.value_or("")};
    if (exhibit.empty() || text.exhibit == exhibit) texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<model::Address> Vault::decide(std::span<const NewDecision> decisions) {
  if (decisions.empty()) return {};
  state_->ready_to_act();
  ActWriter act(*state_, "decide");
  for (const auto& decision : decisions) {
    const model::Cell cells[] = {{decision.reason, {}}};
    act.append(head_of_decision(decision), cells);
  }
  const auto entry = act.commit(body_with_columns({"reason"}));
  std::vector<model::Address> addresses;
  for (std::size_t i = 0; i < decisions.size(); ++i)
    addresses.push_back({entry.origin, entry.entry, static_cast<std::int64_t>(i)});
  return addresses;
}

std::vector<StandingDecision> Vault::decisions() const {
  std::vector<StandingDecision> standing;
  std::vector<model::Address> replaced;
  const auto all = members();
  for (const auto& entry : state_->index->entries_of("decide")) {
    if (entry.undone_by != kNoEntry) continue;
    const auto by = std::ranges::find(all, state_->load(entry).entry.by, [](const Member& one) {
      return model::to_string(one.address);
    });
    const auto member = by == all.end() ? std::string() : by->name;
    visit_lines(entry.address, [&](const Line& line) {
      const auto verdict =
          model::parse_verdict(line.head["verdict"].text()).value_or(model::Verdict::kUnsure);
      const auto reason = line.cells.empty() ? "" : line.cells[0].text.value_or("");
      standing.push_back(
          {{line.address, member, verdict, addresses_of(line.head["records"]), reason}, false});
      std::ranges::copy(addresses_of(line.head["replaces"]), std::back_inserter(replaced));
      return true;
    });
  }
  std::erase_if(standing, [&](const StandingDecision& one) {
    return std::ranges::find(replaced, one.decision.address) != replaced.end();
  });
  mark_conflicts(standing);
  return standing;
}

model::Address Vault::undo(const model::Address& entry, std::string_view reason) {
  auto& state = *state_;
  state.ready_to_act();
  const auto target = state.indexed(entry.whole_entry());
  const auto where = model::to_string(target.address);
  if (target.address.entry == 0)
    throw base::Error(base::Code::kUsage, "the entry that began the log cannot be taken back",
                      where);
  if (target.undone_by != kNoEntry)
    throw base::Error(base::Code::kUsage, "this entry has been taken back already", where,
                      "To reinstate it, undo the undo");
  ActWriter act(state, "undo");
  auto body = body_with_columns({"reason"});
  body.set("undoes", Json::string(where));
  std::function<void()> after;
  if (target.act == "case" || target.act == "undo") after = [&] { state.write_settings_file(); };
  if (!reason.empty()) {
    const model::Cell cells[] = {{std::string(reason), {}}};
    act.append(Json::object({{"op", Json::string("undo")}}), cells);
  }
  const auto address = act.commit(std::move(body), after);
  state.views.clear();
  return address;
}

model::Address Vault::append(const Act& what) {
  state_->ready_to_act();
  ActWriter act(*state_, what.act);
  for (const auto& line : what.lines) act.append(line.head, line.cells);
  auto body = what.body;
  if (!what.columns.empty()) body.set("columns", string_array(what.columns));
  return act.commit(std::move(body));
}

}  // namespace attest::vault
