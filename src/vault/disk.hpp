#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace attest::vault {

/// A file that is being written, at its end only.
class OutputFile {
 public:
  virtual ~OutputFile() = default;
  virtual void append(std::string_view bytes) = 0;
  /// Bytes are on the device after this (fdatasync).
  virtual void sync() = 0;
  virtual std::uint64_t size() const = 0;
};

/// Everything the vault does to the disk, so that a test can stop the world at any of these calls
/// or lose what was not synced. All paths are absolute. Impossible operations throw
/// Error{kUnwritable} with path and cause.
class Disk {
 public:
  virtual ~Disk() = default;
  /// A new empty file (replacing one of that name), or an existing one to be continued at its end.
  virtual std::unique_ptr<OutputFile> create(const std::string& path) = 0;
  virtual std::unique_ptr<OutputFile> extend(const std::string& path) = 0;
  virtual void make_folder(const std::string& path) = 0;  ///< fine if it is there
  virtual void rename(const std::string& from, const std::string& to) = 0;
  virtual void remove(const std::string& path) = 0;  ///< fine if it is not there
  virtual void truncate(const std::string& path, std::uint64_t size) = 0;
  virtual void sync_folder(const std::string& path) = 0;  ///< names in it are on the device
  virtual void sync_all(const std::string& folder) = 0;  ///< syncfs: every file of that file system
};

/// The real one.
Disk& real_disk();

/// Writes a whole small file so that a reader sees the old or the new one: temporary name, rename.
enum class Durable { kYes, kNo };
void replace_file(Disk& disk, const std::string& path, std::string_view bytes, Durable durable);

}  // namespace attest::vault
