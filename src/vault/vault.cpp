#include "vault/vault.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/toml.hpp"
#include "proof/note.hpp"
#include "vault/impl/act_writer.hpp"
#include "vault/impl/standing.hpp"
#include "vault/impl/state.hpp"

namespace attest::vault {
namespace {

namespace fs = std::filesystem;
using base::Json;

std::string whole_path(const std::string& folder) {
  auto path = fs::absolute(folder).lexically_normal().string();
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

void require_free(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return;
  if (fs::is_directory(folder) && fs::is_empty(folder)) return;
  throw base::Error(base::Code::kUnwritable,
                    is_case(folder) ? "there is a case already" : "this folder is not empty",
                    folder, "Choose a folder that does not exist yet");
}

void make_skeleton(Disk& disk, const std::string& folder) {
  disk.make_folder(folder);
  for (const auto* name : {"/log", "/facts", "/exhibits", "/objects"})
    disk.make_folder(folder + name);
  replace_file(disk, folder + "/FORMAT", kFormatText, Durable::kYes);
}

void check_new_case(const NewCase& what) {
  base::parse_toml(what.settings, "case.toml");
  if (what.member.empty())
    throw base::Error(base::Code::kUsage, "a case needs a first member: who acts", {},
                      "Give a name");
}

Entry describe(Vault::State& state, const IndexedEntry& indexed,
               const std::vector<Member>& members) {
  auto view = state.load(indexed);
  Entry entry{
      indexed.address,           std::move(view.entry.act), std::move(view.entry.at), {}, {},
      std::move(view.entry.body)};
  entry.in_force = indexed.undone_by == kNoEntry;
  if (!entry.in_force) entry.undone_by = state.view(indexed.undone_by).indexed.address;
  entry.by = model::parse_address(view.entry.by).value_or(model::Address{});
  const auto by = std::ranges::find(members, entry.by, &Member::address);
  if (by != members.end()) entry.member = by->name;
  return entry;
}

}  // namespace

bool is_case(const std::string& folder) {
  std::error_code error;
  return fs::exists(folder + "/FORMAT", error);
}

Vault::Vault(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vault::~Vault() = default;
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;

// Made beside its place and renamed into it: there is a whole case or none.
Vault Vault::create(const std::string& folder, const NewCase& what, const Options& options) {
  const auto target = whole_path(folder);
  check_new_case(what);
  require_free(target);
  auto& disk = options.disk ? *options.disk : real_disk();
  const auto draft = target + ".new-" + std::to_string(::getpid());
  try {
    make_skeleton(disk, draft);
    State state(draft, Access::kWrite, options);
    state.first_member = what.member;
    state.open();
    state.change_settings(what.settings);
    disk.sync_all(draft);
  } catch (...) {
    std::error_code error;
    fs::remove_all(draft, error);
    throw;
  }
  disk.rename(draft, target);
  disk.sync_folder(fs::path(target).parent_path().string());
  return open(target, Access::kWrite, options);
}

Vault Vault::open(const std::string& folder, Access access, const Options& options) {
  auto state = std::make_unique<State>(whole_path(folder), access, options);
  state->open();
  return Vault(std::move(state));
}

const std::string& Vault::folder() const {
  return state_->folder;
}

std::string Vault::settings() const {
  return state_->settings();
}

model::Address Vault::change_settings(std::string_view toml) {
  return state_->change_settings(toml);
}

Checkpoint Vault::checkpoint() const {
  base::ensure(!state_->logs.empty(), "a case has a log");
  const auto& log = state_->own ? *state_->own : *state_->logs.front();
  Checkpoint checkpoint{log.origin(), log.size(), log.root(), {}, log.checkpoint(state_->key)};
  if (log.size() > 0)
    if (const auto newest = proof::read_entry(log.text(log.size() - 1)); newest.entry)
      checkpoint.date = newest.entry->at;
  return checkpoint;
}

const std::vector<std::string>& Vault::notes() const {
  return state_->notes;
}

std::vector<Entry> Vault::entries() const {
  const auto all = members();
  std::vector<Entry> entries;
  for (const auto& indexed : state_->index->entries())
    entries.push_back(describe(*state_, indexed, all));
  return entries;
}

Entry Vault::entry(const model::Address& address) const {
  return describe(*state_, state_->indexed(address), members());
}

model::Address Vault::add_member(std::string_view name) {
  state_->ready_to_act();
  ActWriter act(*state_, "member");
  const model::Cell cells[] = {{std::string(name), {}}};
  const std::string columns[] = {"name"};
  act.append(Json::object({{"op", Json::string("add")}}), cells);
  return act.commit(Json::object({{"columns", string_array(columns)}}));
}

std::vector<Member> Vault::members() const {
  std::vector<Member> members;
  for (const auto& entry : state_->index->entries_of("member")) {
    const auto line = state_->read_line({entry.id, 0});
    if (!line.cells.empty()) members.push_back({entry.address, line.cells[0].text.value_or("")});
  }
  return members;
}

void Vault::act_as(const model::Address& member) {
  const auto all = members();
  if (std::ranges::find(all, member, &Member::address) == all.end())
    throw base::Error(base::Code::kNotFound, "there is no such member", model::to_string(member),
                      "Add the member first: attest member");
  state_->actor = member;
}

void Vault::rebuild() {
  auto& state = *state_;
  if (state.access != Access::kWrite)
    throw base::Error(base::Code::kUsage, "the case is open for reading only", state.folder);
  state.views.clear();
  state.batches.clear();
  state.held_chunk.reset();
  state.build_index(DatabaseMode::kReadWrite);
  if (state.own) state.own->mend(state.key);
}

}  // namespace attest::vault
