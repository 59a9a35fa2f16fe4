#include "vault/impl/lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.hpp"

namespace attest::vault {

Lock::Lock(const std::string& case_folder) {
  const auto path = case_folder + "/lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0)
    throw base::Error(
        base::Code::kUnwritable,
        fmt::format("cannot be opened for writing: {}", std::strerror(errno)), case_folder,
        "Check the folder's permissions, or copy the case to a place that can be written");
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(std::exchange(file_, -1));
  throw base::Error(base::Code::kLocked, "another process is writing this case", case_folder,
                    "Wait until it has finished, then try again");
}

Lock::~Lock() {
  if (file_ >= 0) ::close(file_);
}

Lock::Lock(Lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

Lock& Lock::operator=(Lock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

}  // namespace attest::vault
