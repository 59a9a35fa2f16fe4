#include "vault/disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/error.hpp"

namespace attest::vault {
namespace {

[[noreturn]] void fail(const char* action, const std::string& path) {
  const int cause = errno;
  const char* remedy = "Check the folder's permissions";
  if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG)
    remedy = "Free some space; nothing was half-written";
  if (cause == EROFS)
    remedy = "The disk is read-only: copy the case to a place that can be written";
  throw base::Error(base::Code::kUnwritable,
                    fmt::format("cannot {}: {}", action, std::strerror(cause)), path, remedy);
}

/// An open file descriptor.
class Handle {
 public:
  Handle(const std::string& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~Handle() {
    if (number_ >= 0) ::close(number_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

class RealFile final : public OutputFile {
 public:
  RealFile(const std::string& path, int flags)
      : path_(path), handle_(path, O_WRONLY | O_CREAT | flags) {
    struct stat status{};
    if (handle_.number() < 0 || ::fstat(handle_.number(), &status) != 0)
      fail("open for writing", path);
    size_ = static_cast<std::uint64_t>(status.st_size);
  }
  void append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const auto written = ::write(handle_.number(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("write", path_);
      bytes.remove_prefix(static_cast<std::size_t>(written));
      size_ += static_cast<std::uint64_t>(written);
    }
  }
  void sync() override {
    if (::fdatasync(handle_.number()) != 0) fail("write to the device", path_);
  }
  std::uint64_t size() const override { return size_; }

 private:
  std::string path_;
  Handle handle_;
  std::uint64_t size_ = 0;
};

class RealDisk final : public Disk {
 public:
  std::unique_ptr<OutputFile> create(const std::string& path) override {
    return std::make_unique<RealFile>(path, O_TRUNC);
  }
  std::unique_ptr<OutputFile> extend(const std::string& path) override {
    return std::make_unique<RealFile>(path, O_APPEND);
  }
  void make_folder(const std::string& path) override {
    if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) fail("make this folder", path);
  }
  void rename(const std::string& from, const std::string& to) override {
    if (::rename(from.c_str(), to.c_str()) != 0) fail("put this file in its place", to);
  }
  void remove(const std::string& path) override {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail("remove", path);
  }
  void truncate(const std::string& path, std::uint64_t size) override {
    if (::truncate(path.c_str(), static_cast<off_t>(size)) != 0) fail("shorten", path);
  }
  void sync_folder(const std::string& path) override {
    const Handle folder(path, O_RDONLY | O_DIRECTORY);
    if (folder.number() < 0 || ::fsync(folder.number()) != 0) fail("write to the device", path);
  }
  void sync_all(const std::string& path) override {
    const Handle folder(path, O_RDONLY | O_DIRECTORY);
    if (folder.number() < 0 || ::syncfs(folder.number()) != 0) fail("write to the device", path);
  }
};

}  // namespace

Disk& real_disk() {
  static RealDisk disk;
  return disk;
}

void replace_file(Disk& disk, const std::string& path, std::string_view bytes, Durable durable) {
  const auto temporary = path + ".new";
  {
    const auto file = disk.create(temporary);
    file->append(bytes);
    if (durable == Durable::kYes) file->sync();
  }
  disk.rename(temporary, path);
  if (durable == Durable::kYes)
    disk.sync_folder(std::filesystem::path(path).parent_path().string());
}

}  // namespace attest::vault
