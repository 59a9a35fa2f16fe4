// The log of one origin: framing, entries, tree head, signature, tiles, and whether what entries
// name exists.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "proof/impl/case_check.hpp"
#include "proof/tiles.hpp"

namespace attest::proof {
namespace {

bool is_entry_address(std::string_view text) {
  const auto slash = text.find('/');
  return slash == 16 && text.size() > 17 && text.find_first_not_of("0123456789", 17) == text.npos;
}

/// The keys that a log introduces: each in a member entry's body.
std::vector<base::PublicKey> keys_of(const CheckedLog& log) {
  std::vector<base::PublicKey> keys;
  for (const auto& entry : log.entries)
    if (const auto key = base::digest_from_hex(entry.body["key"].text());
        entry.act == "member" && key)
      keys.push_back(*key);
  return keys;
}

/// "tile/0/x001/234.p/7" → level, index, width; nothing if it is no tile's name.
struct TileName {
  int level;
  std::uint64_t index;
  std::uint64_t width;
};
std::optional<TileName> parse_tile_name(const std::string& below) {
  const auto level_end = below.find('/');
  if (level_end > 2) return std::nullopt;
  TileName name{0, 0, 256};
  for (const char c : below.substr(0, level_end)) {
    if (c < '0' || c > '9') return std::nullopt;
    name.level = name.level * 10 + (c - '0');
  }
  auto rest = below.substr(level_end + 1);
  if (const auto part = rest.find(".p/"); part != std::string::npos) {
    name.width = std::strtoull(rest.c_str() + part + 3, nullptr, 10);
    rest.resize(part);
  }
  for (const char c : rest)
    if (c >= '0' && c <= '9') name.index = name.index * 10 + static_cast<std::uint64_t>(c - '0');
  if (name.level > 7 || name.width == 0 || name.width > 256) return std::nullopt;
  auto canonical = std::to_string(name.level) + "/" + tile_index(name.index);
  if (name.width < 256) canonical += ".p/" + std::to_string(name.width);
  if (canonical != below) return std::nullopt;
  return name;
}

/// The bytes a tile of that name has in the tree over `leaves`; nothing if the tree is too small
/// for it.
std::optional<std::string> tile_bytes(const TileName& name, std::span<const Digest> leaves) {
  const std::uint64_t span = std::uint64_t{1} << (8 * name.level);
  const auto first = name.index * 256;
  if (name.index > leaves.size() || (first + name.width) > leaves.size() / span)
    return std::nullopt;
  std::string bytes;
  for (auto i = first; i < first + name.width; ++i)
    bytes += base::view(root_of(leaves.subspan(i * span, span)));
  return bytes;
}

}  // namespace

CheckedLog CaseCheck::check_log(const std::string& origin) {
  CheckedLog log{origin, {}};
  const auto where = "log/" + origin + "/entries";
  const auto bytes = read_file(where);
  if (!bytes) {
    fault(where, "is missing");
    return log;
  }
  const auto framing = split_entries(*bytes);
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < framing.entries.size(); ++i) {
    check_entry(framing.entries[i], i, log);
    leaves.push_back(leaf_hash(framing.entries[i]));
  }
  result_.entries += leaves.size();
  check_head(log, leaves, bytes->size() - framing.whole);
  return log;
}

void CaseCheck::check_entry(std::string_view text, std::size_t index, CheckedLog& log) {
  const auto where = fmt::format("{}/{}", log.origin, index);
  auto reading = read_entry(text);
  if (!reading.entry) {
    fault(where, "the entry " + reading.reason);
    log.entries.emplace_back();
    return;
  }
  const auto& entry = *reading.entry;
  if (!is_known_act(entry.act))
    note(where,
         "the act \"" + entry.act + "\" is of a newer version; hashes are checked, meaning is not");
  if (!log.entries.empty() && entry.at < log.entries.back().at)
    note(where, "its time is before that of the entry before it");
  if (index == 0 && (entry.act != "member" || keys_of({log.origin, {entry}}).empty()))
    fault(where, "the first entry does not introduce a member and key");
  collect_names(entry.body);
  log.entries.push_back(std::move(*reading.entry));
}

void CaseCheck::check_head(const CheckedLog& log, const std::vector<Digest>& leaves,
                           std::uint64_t torn) {
  const auto where = "log/" + log.origin + "/checkpoint";
  const Checkpoint computed{checkpoint_name(log.origin), {leaves.size(), root_of(leaves)}};
  result_.checkpoints.push_back(computed);
  if (torn > 0) {
    const auto at = "log/" + log.origin + "/entries";
    if (torn > kLongestEntry + 2)
      fault(at, fmt::format("{} bytes at the end are no entry", torn));
    else
      note(at, fmt::format("{} bytes of an unfinished act at the end", torn));
  }
  const auto bytes = read_file(where);
  if (!bytes) return fault(where, "is missing; opening the case for writing makes it anew");
  const auto stated = parse_checkpoint(*bytes);
  if (!stated) return fault(where, "is not a checkpoint");
  if (stated->origin != computed.origin) fault(where, "names another log: " + stated->origin);
  if (stated->head.size > leaves.size())
    return fault(where, fmt::format("has seen {} entries; the log holds {}", stated->head.size,
                                    leaves.size()));
  if (stated->head.size < leaves.size())
    note(where, fmt::format("is behind: {} of {} entries", stated->head.size, leaves.size()));
  if (root_of(std::span(leaves).first(stated->head.size)) != stated->head.root)
    fault(where, "the entries do not hash to its root");
  check_note_of(log, *bytes, where);
  check_tiles(log, leaves, stated->head.size);
  check_tile_files(log, leaves);
}

void CaseCheck::check_note_of(const CheckedLog& log, const std::string& bytes,
                              const std::string& where) {
  const auto keys = keys_of(log);
  if (keys.empty() || origin_of(keys.front()) != log.origin)
    fault("log/" + log.origin, "is not named after its first key");
  const auto signed_note = parse_note(bytes);
  if (!signed_note) {
    const auto unsigned_note = parse_checkpoint(bytes);
    if (unsigned_note && checkpoint_text(*unsigned_note) == bytes)
      return note(where, "is not signed");
    return fault(where, "is not a well-formed signed note");
  }
  auto best = NoteCheck::kNotSigned;
  for (const auto& key : keys) {
    const auto check = check_note(*signed_note, checkpoint_name(log.origin), key);
    if (check == NoteCheck::kWrong) return fault(where, "its signature is wrong");
    if (check == NoteCheck::kGood) best = check;
  }
  if (best != NoteCheck::kGood) fault(where, "is not signed by a key of this log");
}

void CaseCheck::check_tiles(const CheckedLog& log, const std::vector<Digest>& leaves,
                            std::uint64_t size) {
  TileTree tree;
  for (const auto& leaf : std::span(leaves).first(size)) tree.add(leaf);
  for (const auto& tile : tree.tiles_since(0)) {
    const auto below = "log/" + log.origin + "/" + tile.path;
    const bool replaced = leaves.size() > size && tile.path.find(".p/") != std::string::npos;
    if (!replaced && !std::filesystem::exists(path(below)))
      fault(below, "is missing; rebuild makes it anew");
  }
}

void CaseCheck::check_tile_files(const CheckedLog& log, const std::vector<Digest>& leaves) {
  const auto folder = "log/" + log.origin + "/tile";
  for (const auto& file : files_below(path(folder))) {
    const auto below = folder + "/" + file;
    const auto name = parse_tile_name(file);
    if (!name) {
      note(below, "is no tile");
      continue;
    }
    if (tile_bytes(*name, leaves) != read_file(below))
      fault(below, "does not fit the entries; rebuild makes it anew");
  }
}

void CaseCheck::check_references() {
  const auto find = [&](const std::string& address) -> const Entry* {
    if (!is_entry_address(address)) return nullptr;
    const auto log = std::ranges::find(logs_, address.substr(0, 16), &CheckedLog::origin);
    const auto n = std::strtoull(address.c_str() + 17, nullptr, 10);
    return log != logs_.end() && n < log->entries.size() ? &log->entries[n] : nullptr;
  };
  for (const auto& log : logs_) {
    for (std::size_t i = 0; i < log.entries.size(); ++i) {
      const auto& entry = log.entries[i];
      if (entry.act.empty()) continue;
      const auto where = fmt::format("{}/{}", log.origin, i);
      if (const auto* member = find(entry.by); !member || member->act != "member")
        fault(where, "its author is no member of this case: " + entry.by);
      if (entry.act == "undo" && !find(entry.body["undoes"].text()))
        fault(where, "it takes back an entry that is not there");
    }
  }
}

}  // namespace attest::proof
