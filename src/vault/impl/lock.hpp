#pragma once

#include <string>

namespace attest::vault {

/// The right to write a case: one process at a time. Gone with the process, however it ends.
class Lock {
 public:
  Lock() = default;
  /// Throws Error{kLocked} if another process holds it, Error{kUnwritable} if the folder is
  /// read-only.
  explicit Lock(const std::string& case_folder);
  ~Lock();
  Lock(Lock&& other) noexcept;
  Lock& operator=(Lock&& other) noexcept;

 private:
  int file_ = -1;
};

}  // namespace attest::vault
