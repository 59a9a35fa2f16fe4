#include "vault/impl/index.hpp"

#include <sys/stat.h>

#include <cstring>

#include "base/error.hpp"

namespace attest::vault {
namespace {

constexpr std::int64_t kIndexVersion = 1;

constexpr const char* kTables = R"(
create table meta(name text primary key, value text not null) strict, without rowid;
create table applied(origin text primary key, size integer not null, root text not null,
  file integer not null, bytes integer not null, lines integer not null) strict, without rowid;
create table entry(id integer primary key, origin text not null, n integer not null, act text not null,
  undone_by integer not null, unique(origin, n)) strict;
create index entry_act on entry(act);
create table undo(undo integer primary key, target integer not null) strict;
create table chunk(entry integer not null, first integer not null, file integer not null, offset integer not null,
  lengths blob not null, primary key(entry, first)) strict, without rowid;
create table snapshot(entry integer primary key, list text not null, kind text not null, part integer not null,
  after integer not null) strict;
create index snapshot_list on snapshot(list);
create table snapshot_rows(snapshot integer not null, seq integer not null, entry integer not null, line integer not null,
  count integer not null, primary key(snapshot, seq)) strict, without rowid;
create table version(entry integer not null, line integer not null, first_entry integer not null,
  first_line integer not null, primary key(entry, line)) strict, without rowid;
create index version_first on version(first_entry, first_line);
create table standing(list text not null, seq integer not null, entry integer not null, line integer not null,
  count integer not null, primary key(list, seq)) strict, without rowid;
create index standing_line on standing(entry, line, count);
create table exhibit(sha256 text not null, entry integer not null, line integer not null,
  primary key(sha256, entry, line)) strict, without rowid;
)";

std::string file_number(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return {};
  return std::to_string(status.st_ino);
}

std::string pack(const std::vector<std::uint32_t>& numbers) {
  std::string bytes(numbers.size() * sizeof(std::uint32_t), '\0');
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return bytes;
}

std::vector<std::uint32_t> unpack(std::string_view bytes) {
  std::vector<std::uint32_t> numbers(bytes.size() / sizeof(std::uint32_t));
  std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(std::uint32_t));
  return numbers;
}

IndexedEntry read_indexed(const Statement& row) {
  return {row.integer(0),
          {std::string(row.text(1)), row.integer(2)},
          std::string(row.text(3)),
          row.integer(4)};
}

Snapshot read_snapshot(const Statement& row) {
  return {row.integer(0), std::string(row.text(1)), std::string(row.text(2)), row.integer(3) != 0,
          row.integer(4)};
}

std::vector<LineRange> read_ranges(Statement& rows) {
  std::vector<LineRange> ranges;
  while (rows.step()) ranges.push_back({{rows.integer(0), rows.integer(1)}, rows.integer(2)});
  rows.reset();
  return ranges;
}

}  // namespace

Index::Index(const std::string& path, DatabaseMode mode)
    : path_(mode == DatabaseMode::kMemory ? std::string() : path), database_(path, mode) {
  if (mode == DatabaseMode::kReadWrite) {
    database_.execute("pragma journal_mode = wal");
    database_.execute("pragma synchronous = normal");
  }
}

bool Index::usable() {
  auto version = database_.prepare("pragma user_version");
  if (!version.step() || version.integer(0) != kIndexVersion) return false;
  return meta("file") == file_number(path_);
}

void Index::create_tables() {
  database_.execute(kTables);
  database_.execute(("pragma user_version = " + std::to_string(kIndexVersion)).c_str());
}

void Index::remember_file() {
  set_meta("file", file_number(path_));
}

std::optional<std::string> Index::meta(std::string_view name) {
  auto& row = sql("select value from meta where name = ?1").bind(1, name);
  std::optional<std::string> value;
  if (row.step()) value = row.text(0);
  row.reset();
  return value;
}

void Index::set_meta(std::string_view name, std::string_view value) {
  sql("insert or replace into meta values(?1, ?2)").bind(1, name).bind(2, value).run();
}

void Index::begin() {
  sql("begin immediate").run();
}
void Index::commit() {
  sql("commit").run();
}
void Index::roll_back() {
  sql("rollback").run();
}

Index::Look::Look(Index& index) : index_(index) {
  index_.sql("begin").run();
}
Index::Look::~Look() {
  index_.database_.abandon();
}

void Index::settle() {
  statements_.clear();
  database_.execute("pragma journal_mode = delete");
}

std::optional<Applied> Index::applied(std::string_view origin) {
  auto& row =
      sql("select size, root, file, bytes, lines from applied where origin = ?1").bind(1, origin);
  std::optional<Applied> applied;
  if (row.step())
    applied = Applied{static_cast<std::uint64_t>(row.integer(0)), std::string(row.text(1)),
                      static_cast<std::uint64_t>(row.integer(2)),
                      static_cast<std::uint64_t>(row.integer(3)),
                      static_cast<std::uint64_t>(row.integer(4))};
  row.reset();
  return applied;
}

void Index::set_applied(std::string_view origin, const Applied& applied) {
  sql("insert or replace into applied values(?1, ?2, ?3, ?4, ?5, ?6)")
      .bind(1, origin)
      .bind(2, static_cast<std::int64_t>(applied.size))
      .bind(3, applied.root)
      .bind(4, static_cast<std::int64_t>(applied.file))
      .bind(5, static_cast<std::int64_t>(applied.bytes))
      .bind(6, static_cast<std::int64_t>(applied.lines))
      .run();
}

EntryId Index::next_id() {
  auto& row = sql("select coalesce(max(id), 0) + 1 from entry");
  row.step();
  const auto id = row.integer(0);
  row.reset();
  return id;
}

void Index::add_entry(const IndexedEntry& entry) {
  sql("insert into entry values(?1, ?2, ?3, ?4, 0)")
      .bind(1, entry.id)
      .bind(2, entry.address.origin)
      .bind(3, entry.address.entry)
      .bind(4, entry.act)
      .run();
}

std::vector<IndexedEntry> Index::entries() {
  auto& row = sql("select id, origin, n, act, undone_by from entry order by origin, n");
  std::vector<IndexedEntry> entries;
  while (row.step()) entries.push_back(read_indexed(row));
  row.reset();
  return entries;
}

std::vector<IndexedEntry> Index::entries_of(std::string_view act) {
  auto& row =
      sql("select id, origin, n, act, undone_by from entry where act = ?1 order by origin, n")
          .bind(1, act);
  std::vector<IndexedEntry> entries;
  while (row.step()) entries.push_back(read_indexed(row));
  row.reset();
  return entries;
}

std::vector<std::string> Index::acts() {
  auto& row = sql("select distinct act from entry");
  std::vector<std::string> acts;
  while (row.step()) acts.emplace_back(row.text(0));
  row.reset();
  return acts;
}

std::optional<IndexedEntry> Index::entry(EntryId id) {
  auto& row = sql("select id, origin, n, act, undone_by from entry where id = ?1").bind(1, id);
  std::optional<IndexedEntry> entry;
  if (row.step()) entry = read_indexed(row);
  row.reset();
  return entry;
}

std::optional<IndexedEntry> Index::entry(const model::Address& address) {
  auto& row = sql("select id, origin, n, act, undone_by from entry where origin = "
                  "?1 and n = ?2")
                  .bind(1, address.origin)
                  .bind(2, address.entry);
  std::optional<IndexedEntry> entry;
  if (row.step()) entry = read_indexed(row);
  row.reset();
  return entry;
}

void Index::set_undone(EntryId entry, EntryId by) {
  sql("update entry set undone_by = ?2 where id = ?1").bind(1, entry).bind(2, by).run();
}

void Index::add_undo(EntryId undo, EntryId target) {
  sql("insert into undo values(?1, ?2)").bind(1, undo).bind(2, target).run();
}

std::vector<std::pair<EntryId, EntryId>> Index::undos() {
  auto& row = sql("select undo, target from undo order by undo desc");
  std::vector<std::pair<EntryId, EntryId>> undos;
  while (row.step()) undos.emplace_back(row.integer(0), row.integer(1));
  row.reset();
  return undos;
}

void Index::add_chunk(EntryId entry, const Chunk& chunk) {
  sql("insert into chunk values(?1, ?2, ?3, ?4, ?5)")
      .bind(1, entry)
      .bind(2, chunk.first)
      .bind(3, static_cast<std::int64_t>(chunk.file))
      .bind(4, static_cast<std::int64_t>(chunk.offset))
      .bind_blob(5, pack(chunk.lengths))
      .run();
}

std::optional<Chunk> Index::chunk(LineId line) {
  auto& row = sql("select first, file, offset, lengths from chunk where entry = ?1 and first <= ?2 "
                  "order by first desc limit 1")
                  .bind(1, line.entry)
                  .bind(2, line.line);
  std::optional<Chunk> chunk;
  if (row.step())
    chunk = Chunk{row.integer(0), static_cast<std::uint64_t>(row.integer(1)),
                  static_cast<std::uint64_t>(row.integer(2)), unpack(row.text(3))};
  row.reset();
  if (chunk && line.line - chunk->first >= static_cast<std::int64_t>(chunk->lengths.size()))
    chunk.reset();
  return chunk;
}

std::int64_t Index::line_count(EntryId entry) {
  auto& row =
      sql("select first, length(lengths) from chunk where entry = ?1 order by first desc limit 1")
          .bind(1, entry);
  std::int64_t count = 0;
  if (row.step())
    count = row.integer(0) + row.integer(1) / static_cast<std::int64_t>(sizeof(std::uint32_t));
  row.reset();
  return count;
}

void Index::add_snapshot(const Snapshot& snapshot) {
  sql("insert into snapshot values(?1, ?2, ?3, ?4, ?5)")
      .bind(1, snapshot.entry)
      .bind(2, snapshot.list)
      .bind(3, snapshot.kind)
      .bind(4, static_cast<std::int64_t>(snapshot.part))
      .bind(5, snapshot.after)
      .run();
}

std::vector<Snapshot> Index::snapshots(std::string_view list) {
  auto& row =
      sql("select entry, list, kind, part, after from snapshot where list = ?1 order by entry")
          .bind(1, list);
  std::vector<Snapshot> snapshots;
  while (row.step()) snapshots.push_back(read_snapshot(row));
  row.reset();
  return snapshots;
}

std::optional<Snapshot> Index::snapshot(EntryId entry) {
  auto& row =
      sql("select entry, list, kind, part, after from snapshot where entry = ?1").bind(1, entry);
  std::optional<Snapshot> snapshot;
  if (row.step()) snapshot = read_snapshot(row);
  row.reset();
  return snapshot;
}

std::vector<std::string> Index::lists() {
  auto& row = sql("select distinct list from snapshot order by list");
  std::vector<std::string> lists;
  while (row.step()) lists.emplace_back(row.text(0));
  row.reset();
  return lists;
}

void Index::add_rows(EntryId snapshot, const LineRange& rows) {
  sql("insert into snapshot_rows values(?1, (select coalesce(max(seq), 0) + 1 from snapshot_rows "
      "where snapshot = ?1), "
      "?2, ?3, ?4)")
      .bind(1, snapshot)
      .bind(2, rows.first.entry)
      .bind(3, rows.first.line)
      .bind(4, rows.count)
      .run();
}

std::vector<LineRange> Index::rows(EntryId snapshot) {
  return read_ranges(
      sql("select entry, line, count from snapshot_rows where snapshot = ?1 order by seq")
          .bind(1, snapshot));
}

void Index::add_version(LineId version, LineId first) {
  sql("insert into version values(?1, ?2, ?3, ?4)")
      .bind(1, version.entry)
      .bind(2, version.line)
      .bind(3, first.entry)
      .bind(4, first.line)
      .run();
}

std::vector<std::pair<LineId, LineId>> Index::versions(EntryId entry) {
  auto& row =
      sql("select entry, line, first_entry, first_line from version where entry = ?1 order by line")
          .bind(1, entry);
  std::vector<std::pair<LineId, LineId>> versions;
  while (row.step())
    versions.push_back({{row.integer(0), row.integer(1)}, {row.integer(2), row.integer(3)}});
  row.reset();
  return versions;
}

LineId Index::first_of(LineId version) {
  auto& row = sql("select first_entry, first_line from version where entry = ?1 and line = ?2")
                  .bind(1, version.entry)
                  .bind(2, version.line);
  const LineId first = row.step() ? LineId{row.integer(0), row.integer(1)} : version;
  row.reset();
  return first;
}

std::vector<LineId> Index::versions_of(LineId first) {
  auto& row = sql("select entry, line from version where first_entry = ?1 and first_line = ?2 "
                  "order by entry desc, line desc")
                  .bind(1, first.entry)
                  .bind(2, first.line);
  std::vector<LineId> versions;
  while (row.step()) versions.push_back({row.integer(0), row.integer(1)});
  row.reset();
  versions.push_back(first);
  return versions;
}

void Index::set_standing(std::string_view list, std::span<const LineRange> ranges) {
  sql("delete from standing where list = ?1").bind(1, list).run();
  append_standing(list, ranges);
}

void Index::append_standing(std::string_view list, std::span<const LineRange> ranges) {
  for (const auto& range : ranges)
    sql("insert into standing values(?1, (select coalesce(max(seq), 0) + 1 from standing where "
        "list = ?1), ?2, ?3, ?4)")
        .bind(1, list)
        .bind(2, range.first.entry)
        .bind(3, range.first.line)
        .bind(4, range.count)
        .run();
}

std::vector<LineRange> Index::standing(std::string_view list) {
  return read_ranges(
      sql("select entry, line, count from standing where list = ?1 order by seq").bind(1, list));
}

bool Index::stands(LineId line) {
  auto& row = sql("select line, count from standing where entry = ?1 and line <= ?2 order by line "
                  "desc limit 1")
                  .bind(1, line.entry)
                  .bind(2, line.line);
  const bool stands = row.step() && line.line < row.integer(0) + row.integer(1);
  row.reset();
  return stands;
}

void Index::add_exhibit(std::string_view sha256, LineId line) {
  sql("insert into exhibit values(?1, ?2, ?3)")
      .bind(1, sha256)
      .bind(2, line.entry)
      .bind(3, line.line)
      .run();
}

std::vector<LineId> Index::exhibits(std::string_view sha256_prefix) {
  auto& row =
      sql("select entry, line from exhibit where sha256 >= ?1 and sha256 < ?2 order by entry, line")
          .bind(1, sha256_prefix)
          .bind(2, std::string(sha256_prefix) + "g");
  std::vector<LineId> lines;
  while (row.step()) lines.push_back({row.integer(0), row.integer(1)});
  row.reset();
  return lines;
}

Statement& Index::sql(const char* text) {
  const auto known = statements_.find(text);
  if (known != statements_.end()) return known->second.reset();
  return statements_.emplace(text, database_.prepare(text)).first->second;
}

}  // namespace attest::vault
