#pragma once

#include <termios.h>

namespace attest::cli {

/// Whether a person sits at both ends: only then do keys decide.
bool is_at_keyboard();

/// Keys come one at a time, unseen, while this lives.
class RawKeys {
 public:
  RawKeys();
  ~RawKeys();
  RawKeys(const RawKeys&) = delete;
  RawKeys& operator=(const RawKeys&) = delete;
  char next() const;  ///< 'q' where the keyboard is gone

 private:
  termios before_{};
};

}  // namespace attest::cli
