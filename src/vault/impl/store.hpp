#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "vault/disk.hpp"

namespace attest::vault {

/// Bytes by their SHA-256: CASE/exhibits/ab/HEX and CASE/objects/ab/HEX. Written under a temporary
/// name in CASE/incoming, put in place once they are on the device.
class Store {
 public:
  Store(Disk& disk, std::string case_folder);

  enum class Kind { kExhibit, kObject };

  struct Incoming {
    std::string sha256;
    std::uint64_t size = 0;
    std::string path;  ///< temporary
  };
  /// Copies and hashes; not in place yet.
  Incoming take_in(const base::ByteSource& source);
  /// Puts what was taken in into its place: synced first (many: one syncfs for all), then renamed.
  /// Call sync_names() before an entry names it.
  void sync_incoming(std::span<const Incoming> incoming);
  void place(const Incoming& incoming, Kind kind);
  void discard(const Incoming& incoming);
  /// The names are on the device.
  void sync_names();

  /// A small one of our own making, all at once.
  std::string put(std::string_view bytes, Kind kind);

  bool has(std::string_view sha256, Kind kind) const;
  /// Throws Error{kNotFound}.
  std::unique_ptr<base::ByteSource> open(std::string_view sha256, Kind kind) const;
  /// Removes what an interrupted process left in CASE/incoming.
  void clear_incoming();

 private:
  std::string path(std::string_view sha256, Kind kind) const;
  std::string temporary();

  Disk& disk_;
  std::string folder_;
  std::uint64_t taken_ = 0;
  std::set<std::string> unsynced_folders_;
};

}  // namespace attest::vault
