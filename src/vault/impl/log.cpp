#include "vault/impl/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "proof/note.hpp"

namespace attest::vault {
namespace {

constexpr std::uint64_t kLargestLog = 4'000'000'000;
constexpr const char* kVerify = "Run attest verify to see what is damaged, and restore from a copy";

void make_folders(Disk& disk, const std::string& base, const std::string& below) {
  for (std::size_t at = below.find('/'); at != std::string::npos; at = below.find('/', at + 1))
    disk.make_folder(base + "/" + below.substr(0, at));
}

}  // namespace

std::optional<std::string> read_small_file(const std::string& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  return base::read_all(*base::open_file(path), kLargestLog, "largest log file");
}

Log::Log(Disk& disk, const std::string& folder, std::string origin)
    : disk_(disk), folder_(folder), origin_(std::move(origin)) {
  load();
}

void Log::load() {
  bytes_ = read_small_file(folder_ + "/entries").value_or("");
  note_ = read_small_file(folder_ + "/checkpoint").value_or("");
  const auto seen = proof::parse_checkpoint(note_);
  published_ = seen ? seen->head.size : 0;
  std::uint64_t whole = 0;
  for (const auto entry : proof::split_entries(bytes_).entries) {
    // What the checkpoint has not seen may be a tail that a power cut left as zeros.
    if (size() >= published_ && !proof::read_entry(entry).entry) break;
    const auto offset = static_cast<std::uint64_t>(entry.data() - bytes_.data());
    add(entry, offset);
    whole = offset + entry.size();
  }
  torn_ = bytes_.size() - whole;
  bytes_.resize(whole);
  if (seen) check_against(seen->head);
}

void Log::check_against(const proof::TreeHead& seen) const {
  const auto where = folder_ + "/entries";
  if (seen.size > size())
    throw base::Error(
        base::Code::kDamaged,
        fmt::format("the log holds {} entries; its checkpoint has seen {}", size(), seen.size),
        where, kVerify);
  if (tree_.root_at(seen.size) != seen.root)
    throw base::Error(base::Code::kDamaged, "the log's entries are not those of its checkpoint",
                      where, kVerify);
  // One act is one write: whatever follows the last whole entry is at most one entry long.
  if (torn_ > proof::kLongestEntry + 2)
    throw base::Error(base::Code::kDamaged, fmt::format("{} bytes at the end are no entry", torn_),
                      where, kVerify);
}

void Log::add(std::string_view entry, std::uint64_t offset) {
  places_.push_back({offset, entry.size()});
  tree_.add(proof::leaf_hash(entry));
}

std::string Log::root() const {
  return base::to_hex(tree_.root());
}

std::string Log::root_at(std::uint64_t size) const {
  return base::to_hex(tree_.root_at(size));
}

std::string_view Log::text(std::uint64_t n) const {
  return std::string_view(bytes_).substr(places_[n].offset, places_[n].length);
}

void Log::cut_torn(const std::string& lost) {
  if (torn_ == 0) return;
  const auto path = folder_ + "/entries";
  const auto whole = *read_small_file(path);
  disk_.make_folder(lost);
  replace_file(disk_, fmt::format("{}/{}-entries-{}", lost, origin_, bytes_.size()),
               std::string_view(whole).substr(bytes_.size()), Durable::kYes);
  disk_.truncate(path, bytes_.size());
  torn_ = 0;
}

void Log::append(std::string_view entry) {
  const auto framed = proof::frame_entry(entry);
  if (!file_) file_ = disk_.extend(folder_ + "/entries");
  try {
    file_->append(framed);
    file_->sync();
    if (size() == 0) sync_names();
  } catch (const base::Error&) {
    file_.reset();
    disk_.truncate(folder_ + "/entries", bytes_.size());
    throw;
  }
  const auto offset = bytes_.size() + 2;
  bytes_ += framed;
  add(entry, offset);
}

/// The first entry's file and folder are themselves new.
void Log::sync_names() {
  disk_.sync_folder(folder_);
  disk_.sync_folder(std::filesystem::path(folder_).parent_path().string());
}

bool Log::is_signed_now(const std::optional<base::SigningKey>& key) const {
  const auto note = proof::parse_note(note_);
  const auto stated = proof::parse_checkpoint(note_);
  const auto name = proof::checkpoint_name(origin_);
  if (!note || stated != proof::Checkpoint{name, {size(), tree_.root()}}) return false;
  if (!key) return true;
  return proof::check_note(*note, name, key->public_key) == proof::NoteCheck::kGood;
}

std::string Log::checkpoint(const std::optional<base::SigningKey>& key) const {
  if (is_signed_now(key)) return note_;
  const auto name = proof::checkpoint_name(origin_);
  const auto text = proof::checkpoint_text({name, {size(), tree_.root()}});
  return key ? proof::sign_note(text, name, *key) : text;
}

void Log::write_tile(const proof::Tile& tile) {
  make_folders(disk_, folder_, tile.path);
  replace_file(disk_, folder_ + "/" + tile.path, tile.bytes, Durable::kNo);
}

void Log::write_checkpoint(const std::optional<base::SigningKey>& key) {
  note_ = checkpoint(key);
  replace_file(disk_, folder_ + "/checkpoint", note_, Durable::kNo);
}

void Log::publish(const std::optional<base::SigningKey>& key) {
  for (const auto& tile : tree_.tiles_since(published_)) write_tile(tile);
  write_checkpoint(key);
  const auto present = proof::partial_tiles(size());
  for (const auto& path : proof::partial_tiles(published_))
    if (std::ranges::find(present, path) == present.end()) disk_.remove(folder_ + "/" + path);
  published_ = size();
}

void Log::mend(const std::optional<base::SigningKey>& key) {
  for (const auto& tile : tree_.tiles_since(0))
    if (read_small_file(folder_ + "/" + tile.path) != tile.bytes) write_tile(tile);
  if (!is_signed_now(key)) write_checkpoint(key);
  published_ = size();
}

}  // namespace attest::vault
