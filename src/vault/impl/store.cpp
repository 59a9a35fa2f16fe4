#include "vault/impl/store.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "base/error.hpp"

namespace attest::vault {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCopyPiece = 1 << 20;

const char* folder_name(Store::Kind kind) {
  return kind == Store::Kind::kExhibit ? "exhibits" : "objects";
}

}  // namespace

Store::Store(Disk& disk, std::string case_folder) : disk_(disk), folder_(std::move(case_folder)) {}

std::string Store::path(std::string_view sha256, Kind kind) const {
  return fmt::format("{}/{}/{}/{}", folder_, folder_name(kind), sha256.substr(0, 2), sha256);
}

std::string Store::temporary() {
  const auto incoming = folder_ + "/incoming";
  disk_.make_folder(incoming);
  return fmt::format("{}/{}", incoming, taken_++);
}

Store::Incoming Store::take_in(const base::ByteSource& source) {
  Incoming incoming{{}, 0, temporary()};
  try {
    const auto file = disk_.create(incoming.path);
    std::vector<char> piece(kCopyPiece);
    base::Sha256 hash;
    while (const auto got = source.read(incoming.size, piece.data(), piece.size())) {
      const std::string_view bytes(piece.data(), got);
      hash.update(bytes);
      file->append(bytes);
      incoming.size += got;
    }
    incoming.sha256 = base::to_hex(hash.finish());
  } catch (...) {
    discard(incoming);
    throw;
  }
  return incoming;
}

// A syncfs waits for everything on that device, whoever wrote it: worth it only for many files.
void Store::sync_incoming(std::span<const Incoming> incoming) {
  constexpr std::size_t kMany = 16;
  if (incoming.size() > kMany) return disk_.sync_all(folder_);
  for (const auto& one : incoming) disk_.extend(one.path)->sync();
}

void Store::place(const Incoming& incoming, Kind kind) {
  const auto to = path(incoming.sha256, kind);
  const auto folder = fs::path(to).parent_path().string();
  if (!fs::exists(folder)) {
    disk_.make_folder(folder);
    unsynced_folders_.insert(fs::path(folder).parent_path().string());
  }
  disk_.rename(incoming.path, to);
  unsynced_folders_.insert(folder);
}

void Store::discard(const Incoming& incoming) {
  disk_.remove(incoming.path);
}

void Store::sync_names() {
  for (const auto& folder : unsynced_folders_) disk_.sync_folder(folder);
  unsynced_folders_.clear();
}

std::string Store::put(std::string_view bytes, Kind kind) {
  const auto sha256 = base::to_hex(base::sha256(bytes));
  if (has(sha256, kind)) return sha256;
  const Incoming incoming{sha256, bytes.size(), temporary()};
  {
    const auto file = disk_.create(incoming.path);
    file->append(bytes);
    file->sync();
  }
  place(incoming, kind);
  return sha256;
}

bool Store::has(std::string_view sha256, Kind kind) const {
  return sha256.size() == 64 && fs::exists(path(sha256, kind));
}

std::unique_ptr<base::ByteSource> Store::open(std::string_view sha256, Kind kind) const {
  if (!has(sha256, kind))
    throw base::Error(base::Code::kNotFound,
                      fmt::format("the case holds no bytes of hash {}", sha256),
                      folder_ + "/" + folder_name(kind));
  return base::open_file(path(sha256, kind));
}

void Store::clear_incoming() {
  const auto incoming = folder_ + "/incoming";
  if (!fs::exists(incoming)) return;
  for (const auto& entry : fs::directory_iterator(incoming)) disk_.remove(entry.path().string());
}

}  // namespace attest::vault
