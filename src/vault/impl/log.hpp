#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sign.hpp"
#include "proof/entries.hpp"
#include "proof/tiles.hpp"
#include "vault/disk.hpp"

namespace attest::vault {

/// The log of one origin, CASE/log/ORIGIN: its entries in memory, its one commit point on disk.
class Log {
 public:
  /// Reads what is there (nothing: an empty log). Throws Error{kDamaged} if the entries contradict
  /// the checkpoint: fewer than it has seen, or of another root; a damaged length byte never passes
  /// for a torn tail.
  Log(Disk& disk, const std::string& folder, std::string origin);

  const std::string& origin() const { return origin_; }
  std::uint64_t size() const { return places_.size(); }
  std::string root() const;  ///< hexadecimal
  std::string root_at(std::uint64_t size) const;
  std::string_view text(std::uint64_t n) const;
  std::uint64_t offset(std::uint64_t n) const { return places_[n].offset; }
  const proof::TileTree& tree() const { return tree_; }

  /// Bytes after the last whole entry: an append that never finished.
  std::uint64_t torn() const { return torn_; }
  /// Moves them to `lost`, a folder, and cuts them off.
  void cut_torn(const std::string& lost);

  /// THE COMMIT POINT: on return the entry is on the device. If it cannot be, the file is as
  /// before.
  void append(std::string_view entry);

  /// Tiles and checkpoint of the present size; can be made again, so nothing is synced. With a key:
  /// signed.
  void publish(const std::optional<base::SigningKey>& key);
  /// Looks at all of them and writes anew what is missing or wrong.
  void mend(const std::optional<base::SigningKey>& key);
  /// The checkpoint's note, signed if a key is given or the file on disk is a signed one of this
  /// size.
  std::string checkpoint(const std::optional<base::SigningKey>& key) const;

 private:
  struct Place {
    std::uint64_t offset;
    std::uint64_t length;
  };
  void load();
  void check_against(const proof::TreeHead& seen) const;
  void add(std::string_view entry, std::uint64_t offset);
  void sync_names();
  bool is_signed_now(const std::optional<base::SigningKey>& key) const;
  void write_tile(const proof::Tile& tile);
  void write_checkpoint(const std::optional<base::SigningKey>& key);

  Disk& disk_;
  std::string folder_;
  std::string origin_;
  std::string bytes_;
  std::vector<Place> places_;
  proof::TileTree tree_;
  std::uint64_t torn_ = 0;
  std::uint64_t published_ = 0;  ///< size that tiles and checkpoint on disk are of
  std::string note_;             ///< the checkpoint file
  std::unique_ptr<OutputFile> file_;
};

/// A file's bytes; nothing if there is none.
std::optional<std::string> read_small_file(const std::string& path);

}  // namespace attest::vault
