#pragma once

#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "vault/disk.hpp"

namespace attest::crash {

/// The real disk, with something that happens at the n-th call.
class CountingDisk : public vault::Disk {
 public:
  std::unique_ptr<vault::OutputFile> create(const std::string& path) override;
  std::unique_ptr<vault::OutputFile> extend(const std::string& path) override;
  void make_folder(const std::string& path) override;
  void rename(const std::string& from, const std::string& to) override;
  void remove(const std::string& path) override;
  void truncate(const std::string& path, std::uint64_t size) override;
  void sync_folder(const std::string& path) override;
  void sync_all(const std::string& folder) override;

  std::uint64_t calls() const { return calls_; }

 protected:
  friend class CountedFile;
  /// Before each call. `file` and `bytes`: of an append, else null and empty.
  virtual void on_call(vault::OutputFile* file, std::string_view bytes) = 0;
  virtual void on_synced(const std::string& /*path*/, std::uint64_t /*size*/) {}

  std::uint64_t calls_ = 0;
};

/// Counts only.
class HarmlessDisk final : public CountingDisk {
  void on_call(vault::OutputFile*, std::string_view) override { ++calls_; }
};

/// Kills its own process with SIGKILL at the n-th call; an append has then written half of its
/// bytes.
class KillingDisk final : public CountingDisk {
 public:
  explicit KillingDisk(std::uint64_t at) : at_(at) {}

 private:
  void on_call(vault::OutputFile* file, std::string_view bytes) override;
  std::uint64_t at_;
};

/// Says "no space left" from the n-th call on, for as many calls as told.
class FullDisk final : public CountingDisk {
 public:
  FullDisk(std::uint64_t at, std::uint64_t calls) : at_(at), until_(at + calls) {}

 private:
  void on_call(vault::OutputFile* file, std::string_view bytes) override;
  std::uint64_t at_;
  std::uint64_t until_;
};

/// The power fails.
struct PowerCut final : std::exception {
  const char* what() const noexcept override { return "the power failed"; }
};

/// A disk that holds only what was synced when the power fails at the n-th call: unsynced bytes are
/// gone (or zeros), and names that no folder sync has made certain are as before.
class PowerlessDisk final : public CountingDisk {
 public:
  enum class Tail { kGone, kZeros };
  PowerlessDisk(std::uint64_t at, Tail tail) : at_(at), tail_(tail) {}

  std::unique_ptr<vault::OutputFile> create(const std::string& path) override;
  std::unique_ptr<vault::OutputFile> extend(const std::string& path) override;
  void make_folder(const std::string& path) override;
  void rename(const std::string& from, const std::string& to) override;
  void remove(const std::string& path) override;
  void sync_folder(const std::string& path) override;
  void sync_all(const std::string& folder) override;

  /// Puts the folder into the state that the device holds.
  void cut();

 private:
  enum class Kind { kMake, kRename, kRemove, kFolder };
  struct Pending {
    Kind kind;
    std::string path;  ///< where it is now
    std::string from;  ///< kRename
    bool existed = false;
    std::string bytes;  ///< what stood at `path` before
  };
  void on_call(vault::OutputFile* file, std::string_view bytes) override;
  void on_synced(const std::string& path, std::uint64_t size) override;
  void take_back(const Pending& pending);

  std::uint64_t at_;
  Tail tail_;
  bool dead_ = false;
  std::vector<Pending> pending_;
  std::map<std::string, std::uint64_t> synced_;  ///< bytes on the device, by path
};

}  // namespace attest::crash
