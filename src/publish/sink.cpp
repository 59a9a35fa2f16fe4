#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <set>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "publish/render.hpp"

namespace attest::publish {
namespace {

[[noreturn]] void refuse(const std::string& path, int error) {
  throw base::Error(base::Code::kUnwritable,
                    std::string("cannot write a file of the site: ") + std::strerror(error), path,
                    "Choose a folder on a disk with room that you may write to.");
}

/// A file open for writing; closing reports what the disk still had to say.
class OpenFile {
 public:
  OpenFile(std::string path, int flags)
      : path_(std::move(path)), handle_(::open(path_.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666)) {
    if (handle_ < 0) refuse(path_, errno);
  }
  ~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto done = ::write(handle_, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) refuse(path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  void close() {
    const int handle = handle_;
    handle_ = -1;
    if (::close(handle) != 0) refuse(path_, errno);
  }

 private:
  std::string path_;
  int handle_;
};

}  // namespace

void MemorySink::write(std::string_view path, std::string_view bytes) {
  const std::lock_guard lock(*guard_);
  base::ensure(files_.emplace(path, bytes).second, "each file of a site is written once");
}

void MemorySink::append(std::string_view path, std::string_view bytes) {
  files_.at(std::string(path)).append(bytes);
}

void MemorySink::copy(std::string_view path, std::string_view sha256) {
  const auto given = exhibits_.find(std::string(sha256));
  write(path, given == exhibits_.end() ? "exhibit:" + std::string(sha256) : given->second);
}

void MemorySink::offer(std::string sha256, std::string bytes) {
  exhibits_.insert_or_assign(std::move(sha256), std::move(bytes));
}

struct FolderSink::Folders {
  std::mutex guard;
  std::set<std::string, std::less<>> made;
};

FolderSink::FolderSink(std::string folder, const Exhibits* exhibits)
    : folder_(std::move(folder)), exhibits_(exhibits), made_(std::make_unique<Folders>()) {}
FolderSink::~FolderSink() = default;

std::string FolderSink::place(std::string_view path) {
  const auto end = path.rfind('/');
  const std::lock_guard lock(made_->guard);
  if (end != path.npos && made_->made.emplace(path.substr(0, end)).second) {
    std::error_code error;
    const auto folder = std::filesystem::path(folder_) / path.substr(0, end);
    std::filesystem::create_directories(folder, error);
    if (error) refuse(folder, error.value());
  }
  return folder_ + "/" + std::string(path);
}

void FolderSink::write(std::string_view path, std::string_view bytes) {
  OpenFile file(place(path), O_CREAT | O_EXCL);
  file.write(bytes);
  file.close();
}

void FolderSink::append(std::string_view path, std::string_view bytes) {
  OpenFile file(place(path), O_APPEND);
  file.write(bytes);
  file.close();
}

void FolderSink::copy(std::string_view path, std::string_view sha256) {
  if (exhibits_ == nullptr) return;
  const auto source = base::open_file(exhibits_->path_of(sha256));
  OpenFile file(place(path), O_CREAT | O_EXCL);
  std::string piece(1 << 18, '\0');
  for (std::uint64_t offset = 0; offset < source->size();) {
    const auto length = source->read(offset, piece.data(), piece.size());
    if (length == 0) break;
    file.write(std::string_view(piece).substr(0, length));
    offset += length;
  }
  file.close();
}

}  // namespace attest::publish
