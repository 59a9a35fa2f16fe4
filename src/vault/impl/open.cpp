// Opening a case: what is on the disk, what a crash left of it, and an index that agrees with it.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/error.hpp"
#include "base/toml.hpp"
#include "proof/line.hpp"
#include "proof/line_reader.hpp"
#include "proof/note.hpp"
#include "vault/impl/act_writer.hpp"
#include "vault/impl/state.hpp"

namespace attest::vault {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSettingsFile =
    "case.toml";  // in the index: its hash when we last wrote it
constexpr std::uint64_t kLargestSettings = 64'000'000;

bool is_index_trouble(const base::Error& error) {
  return error.where() == "index.db";
}

[[noreturn]] void fail_damaged(const std::string& where, const std::string& what) {
  throw base::Error(base::Code::kDamaged, what, where,
                    "Run attest verify to see what is damaged, and restore from a copy");
}

std::string user_name() {
  const char* name = std::getenv("USER");
  return name && *name ? name : "unnamed member";
}

/// Reads the lines of entries, which follow each other in the facts.
class FactsWalk {
 public:
  FactsWalk(FactsReader& reader, const std::string& origin, FactsEnd from)
      : reader_(reader), origin_(origin), end_(from) {}

  /// Feeds every line of a run.
  void feed(const proof::Batch::Run& run, Index& index, Feed& feed) {
    if (run.file != end_.file) end_ = {run.file, 0, 0};
    if (run.first != end_.lines)
      fail_damaged(where(), "an entry's lines do not follow those before it");
    if (run.file != open_file_) open(run.file);
    for (std::uint64_t i = 0; i < run.lines; ++i) {
      const auto text = lines_->next();
      if (!text) fail_damaged(where(), "the facts end before a line that the log names");
      const auto length = static_cast<std::uint32_t>(text->size() + 1);
      feed.line(end_, length, fact_of(index, *text));
      end_.bytes += length;
      ++end_.lines;
    }
  }
  FactsEnd end() const { return end_; }

 private:
  std::string where() const { return "facts/" + origin_ + "/" + proof::facts_file(end_.file); }
  void open(std::uint64_t file) {
    lines_ = std::make_unique<proof::LineReader>(reader_.source(origin_, file), end_.bytes);
    open_file_ = file;
  }
  LineFact fact_of(Index& index, std::string_view text) const {
    // Most lines are plain additions; their heads need no parser.
    constexpr std::size_t kHead = 26;
    if (text.size() > kHead && text.substr(kHead).starts_with(R"({"op":"add","row":)"))
      return LineFact{.op = LineFact::Op::kAdd};
    const auto parts = proof::split_line(text);
    if (!parts) fail_damaged(where(), fmt::format("line {} is malformed", end_.lines));
    return read_fact(index, base::parse_json_or_throw(parts->head, where()));
  }

  FactsReader& reader_;
  std::string origin_;
  FactsEnd end_;
  std::uint64_t open_file_ = 0;
  std::unique_ptr<proof::LineReader> lines_;
};

}  // namespace

Vault::State::State(std::string folder_, Access access_, const Options& options)
    : folder(std::move(folder_)),
      access(access_),
      disk(options.disk ? *options.disk : real_disk()),
      clock(options.clock ? *options.clock : base::system_clock()),
      key_folder(options.key_store),
      reader(folder + "/facts"),
      store(disk, folder),
      first_member(user_name()) {}

Vault::State::~State() {
  if (access != Access::kWrite || !index) return;
  try {
    index->settle();
    index.reset();
    const auto sum = base::sha256(*base::open_file(path("index.db")));
    replace_file(disk, path("index.sum"), base::to_hex(sum) + "\n", Durable::kNo);
  } catch (const std::exception&) {
    // A reader holds it; it stays in its journal mode and without a sum, which harms nothing.
  }
}

void Vault::State::open() {
  check_format();
  if (access == Access::kWrite) lock = Lock(folder);
  load_logs();
  open_index();
  check_acts();
  find_own_log();
  if (access != Access::kWrite) return;
  repair();
  log_edited_settings();
}

void Vault::State::check_format() const {
  const auto format = read_small_file(path("FORMAT"));
  if (!format)
    throw base::Error(base::Code::kNotFound, "this is not a case", folder,
                      "Make one with: attest init " + folder);
  if (*format == kFormatText) return;
  if (format->starts_with("attest case "))
    throw base::Error(base::Code::kNewerVersion, "this case was made by a newer version of Attest",
                      path("FORMAT"), "Install the newer version; it reads all older cases");
  fail_damaged(path("FORMAT"), "is not the format line of a case");
}

void Vault::State::load_logs() {
  logs.clear();
  own = nullptr;
  std::vector<std::string> origins;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path("log"), error))
    if (entry.is_directory()) origins.push_back(entry.path().filename().string());
  std::ranges::sort(origins);
  for (auto& origin : origins) {
    const auto log_folder = path("log/" + origin);
    logs.push_back(std::make_unique<Log>(disk, log_folder, std::move(origin)));
  }
}

void Vault::State::check_acts() const {
  for (const auto& act : index->acts())
    if (access == Access::kWrite && !proof::is_known_act(act))
      throw base::Error(base::Code::kNewerVersion,
                        "this case holds acts of a newer version of Attest (\"" + act + "\")",
                        folder,
                        "It can be read and verified, but written only by the newer version");
}

std::unique_ptr<Index> Vault::State::open_usable(DatabaseMode mode) {
  try {
    auto found = std::make_unique<Index>(path("index.db"), mode);
    if (found->usable()) return found;
  } catch (const base::Error& error) {
    if (!is_index_trouble(error)) throw;
  }
  return nullptr;
}

void Vault::State::open_index() {
  const auto mode = access == Access::kWrite ? DatabaseMode::kReadWrite : DatabaseMode::kReadOnly;
  if (access == Access::kWrite) disk.remove(path("index.sum"));
  if (fs::exists(path("index.db"))) index = open_usable(mode);
  try {
    if (index && catch_up()) return;
  } catch (const base::Error& error) {
    if (!is_index_trouble(error)) throw;
  }
  index.reset();
  build_index(access == Access::kWrite ? DatabaseMode::kReadWrite : DatabaseMode::kMemory);
}

bool Vault::State::catch_up() {
  for (const auto& log : logs) {
    const auto applied = index->applied(log->origin()).value_or(Applied{});
    if (applied.size > log->size())
      fail_damaged(path("log/" + log->origin()),
                   fmt::format("the log holds {} entries; the index has seen {}", log->size(),
                               applied.size));
    if (applied.size > 0 && log->root_at(applied.size) != applied.root) return false;
    if (applied.size == log->size()) continue;
    if (access == Access::kRead) return false;
    index->begin();
    replay(*log, applied);
    index->commit();
  }
  return true;
}

void Vault::State::replay(const Log& log, const Applied& from) {
  FactsWalk walk(reader, log.origin(), {from.file, from.bytes, from.lines});
  for (auto n = from.size; n < log.size(); ++n) {
    const auto reading = proof::read_entry(log.text(n));
    const model::Address address{log.origin(), static_cast<std::int64_t>(n)};
    if (!reading.entry) fail_damaged(model::to_string(address), "the entry " + reading.reason);
    const auto& entry = *reading.entry;
    Feed feed(*index, index->next_id(), entry.act);
    if (const auto batch = proof::read_batch(entry.body))
      for (const auto& run : batch->runs) walk.feed(run, *index, feed);
    feed.finish({index->next_id(), address, entry.act, kNoEntry}, entry.body);
  }
  const auto end = walk.end();
  index->set_applied(log.origin(), {log.size(), log.root(), end.file, end.bytes, end.lines});
}

void Vault::State::remove_index() {
  index.reset();
  for (const auto* name : {"index.db", "index.db-wal", "index.db-shm", "index.db-journal"})
    disk.remove(path(name));
}

void Vault::State::build_index(DatabaseMode mode) {
  if (mode == DatabaseMode::kReadWrite) remove_index();
  index = std::make_unique<Index>(path("index.db"), mode);
  index->begin();
  index->create_tables();
  index->remember_file();
  for (const auto& log : logs) replay(*log, {});
  index->commit();
}

void Vault::State::find_own_log() {
  try {
    const KeyStore keys(key_folder);
    for (const auto& log : logs) {
      key = keys.find(log->origin());
      if (!key) continue;
      own = log.get();
      return;
    }
  } catch (const base::Error&) {
    if (access == Access::kWrite) throw;  // a reader needs no key
  }
}

void Vault::State::repair() {
  store.clear_incoming();
  for (const auto& log : logs) {
    const auto torn = log->torn();
    log->cut_torn(path("lost"));
    const auto applied = index->applied(log->origin()).value_or(Applied{});
    const FactsEnd end{applied.file, applied.bytes, applied.lines};
    const auto cut = cut_facts(disk, path("facts"), log->origin(), end, path("lost"));
    if (torn + cut > 0)
      notes.push_back(fmt::format("an unfinished act of {} bytes was moved to lost/", torn + cut));
    if (log.get() != own) continue;
    facts = std::make_unique<FactsWriter>(disk, path("facts/" + log->origin()), end);
    log->mend(key);
  }
}

IndexState check_index(const std::string& folder) {
  std::error_code error;
  if (!fs::exists(folder + "/index.db", error)) return IndexState::kAbsent;
  const auto sum = read_small_file(folder + "/index.sum");
  if (!sum) return IndexState::kNotClosed;
  const auto found = base::to_hex(base::sha256(*base::open_file(folder + "/index.db")));
  return *sum == found + "\n" ? IndexState::kAsClosed : IndexState::kChanged;
}

void Vault::State::ready_to_act() {
  if (access != Access::kWrite)
    throw base::Error(base::Code::kUsage, "the case is open for reading only", folder);
  if (!own || own->size() == 0) begin_own_log();
}

void Vault::State::begin_own_log() {
  if (!own) {
    key = KeyStore(key_folder).make();
    const auto origin = proof::origin_of(key->public_key);
    disk.make_folder(path("log"));
    disk.make_folder(path("log/" + origin));
    disk.make_folder(path("facts"));
    logs.push_back(std::make_unique<Log>(disk, path("log/" + origin), origin));
    own = logs.back().get();
    facts = std::make_unique<FactsWriter>(disk, path("facts/" + origin), FactsEnd{});
  }
  ActWriter act(*this, "member");
  const std::string columns[] = {"name"};
  const model::Cell cells[] = {{first_member, {}}};
  act.append(base::Json::object({{"op", base::Json::string("add")}}), cells);
  auto body = base::Json::object();
  body.set("columns", string_array(columns));
  body.set("key", base::Json::string(base::to_hex(key->public_key)));
  actor = act.commit(std::move(body));
}

Applied Vault::State::applied_now() const {
  const auto end = facts->end();
  return {own->size(), own->root(), end.file, end.bytes, end.lines};
}

std::string Vault::State::settings_object() {
  std::string object;
  for (const auto& entry : index->entries_of("case"))
    if (entry.undone_by == kNoEntry) object = load(entry).entry.body["settings"].text();
  return object;
}

std::string Vault::State::settings() {
  const auto object = settings_object();
  if (object.empty()) return {};
  return base::read_all(*store.open(object, Store::Kind::kObject), kLargestSettings,
                        "largest case.toml");
}

model::Address Vault::State::change_settings(std::string_view toml) {
  ready_to_act();
  base::parse_toml(toml, path("case.toml"));
  const auto object = store.put(toml, Store::Kind::kObject);
  ActWriter act(*this, "case");
  return act.commit(base::Json::object({{"settings", base::Json::string(object)}}),
                    [&] { write_settings_file(); });
}

void Vault::State::write_settings_file() {
  replace_file(disk, path("case.toml"), settings(), Durable::kYes);
  index->set_meta(kSettingsFile, settings_object());
}

// The file may differ from the log because somebody edited it, or because we died before writing
// it. What we wrote last tells.
void Vault::State::log_edited_settings() {
  const auto text = read_small_file(path("case.toml"));
  const auto object = settings_object();
  const auto found = text ? base::to_hex(base::sha256(*text)) : std::string();
  if (object.empty() || found == object) return;
  if (!text || found == index->meta(kSettingsFile)) return write_settings_file();
  change_settings(*text);
  notes.emplace_back("case.toml was edited; the new text is logged");
}

}  // namespace attest::vault
