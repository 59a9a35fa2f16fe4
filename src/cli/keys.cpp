#include "cli/keys.hpp"

#include <unistd.h>

namespace attest::cli {

bool is_at_keyboard() {
  return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
}

RawKeys::RawKeys() {
  tcgetattr(STDIN_FILENO, &before_);
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

RawKeys::~RawKeys() {
  tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

char RawKeys::next() const {
  char key = 'q';
  return ::read(STDIN_FILENO, &key, 1) == 1 ? key : 'q';
}

}  // namespace attest::cli
