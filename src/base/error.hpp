#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace attest::base {

/// Why an operation was impossible. The list is closed; each code has a word (`code_word`) that
/// programs may rely on and that `--json` answers print.
enum class Code {
  kNotFound,      ///< a file, case, entry or column that was named does not exist
  kUnreadable,    ///< it exists but may not be read, or its device failed
  kUnwritable,    ///< a folder is read-only, a disk is full
  kMalformed,     ///< bytes that are not what they claim to be
  kLimit,         ///< a limit on memory, time, nesting or size was met; the message names it
  kNewerVersion,  ///< made by a newer version of this program
  kLocked,        ///< another process is writing this case
  kDamaged,       ///< the truth on disk contradicts itself
  kUsage,         ///< the request makes no sense, whatever the data (exit code 2)
  kRefused,       ///< the data do not support an answer (exit code 4)
  kStopped,       ///< the user asked to stop
  kInternal       ///< a broken invariant of ours
};

/// The stable word for a code, for example "not_found".
std::string_view code_word(Code code);

/// The one exception type of the house: an operation that cannot be done.
/// A bad row is not an Error; it is data (see intake).
class Error : public std::runtime_error {
 public:
  /// `what`: one sentence. `where`: the file and the place in it, may be empty.
  /// `remedy`: what the user can do, may be empty.
  Error(Code code, const std::string& what, std::string where = {}, std::string remedy = {});

  Code code() const { return code_; }
  const std::string& where() const { return where_; }
  const std::string& remedy() const { return remedy_; }

  /// "where: what. remedy", the whole message for people, on one line.
  std::string message() const;

 private:
  Code code_;
  std::string where_;
  std::string remedy_;
};

/// Throws Error{kInternal} if `holds` is false. On in release builds too: a wrong figure is worse
/// than no figure. Never used to check input.
void ensure(bool holds, const char* invariant);

}  // namespace attest::base
