#include "base/error.hpp"

#include <algorithm>
#include <utility>

namespace attest::base {

std::string_view code_word(Code code) {
  switch (code) {
    case Code::kNotFound:
      return "not_found";
    case Code::kUnreadable:
      return "unreadable";
    case Code::kUnwritable:
      return "unwritable";
    case Code::kMalformed:
      return "malformed";
    case Code::kLimit:
      return "limit";
    case Code::kNewerVersion:
      return "newer_version";
    case Code::kLocked:
      return "locked";
    case Code::kDamaged:
      return "damaged";
    case Code::kUsage:
      return "usage";
    case Code::kRefused:
      return "refused";
    case Code::kStopped:
      return "stopped";
    case Code::kInternal:
      return "internal";
  }
  return "internal";
}

Error::Error(Code code, const std::string& what, std::string where, std::string remedy)
    : std::runtime_error(what), code_(code), where_(std::move(where)), remedy_(std::move(remedy)) {}

std::string Error::message() const {
  std::string text = where_.empty() ? what() : where_ + ": " + what();
  if (!remedy_.empty()) text += (text.ends_with('.') ? " " : ". ") + remedy_;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

void ensure(bool holds, const char* invariant) {
  if (holds) return;
  throw Error(Code::kInternal, std::string("a rule inside the program was broken: ") + invariant,
              {}, "Please report this with the command that led to it");
}

}  // namespace attest::base
