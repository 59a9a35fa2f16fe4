#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "intake/reader.hpp"

namespace attest::intake {

/// One file of a zip archive, read forwards.
class Entry {
 public:
  virtual ~Entry() = default;
  /// The next bytes; 0 at the end. Throws base::Error{kMalformed} where the archive is damaged and
  /// {kLimit} when all that was inflated from it passes limits.inflated: bytes that came out are
  /// counted, not what the directory says.
  virtual std::size_t read(char* into, std::size_t length) = 0;
};

/// A zip archive over a ByteSource.
class Archive {
 public:
  virtual ~Archive() = default;
  virtual bool has(const std::string& name) const = 0;
  /// Names are compared without regard to case, as spreadsheet programs do. Throws
  /// base::Error{kMalformed} if there is none.
  virtual std::unique_ptr<Entry> open(const std::string& name) = 0;
  virtual const base::ByteSource& source() const = 0;
};
/// Throws base::Error{kMalformed} if it is no readable zip archive. `source` must outlive it.
std::unique_ptr<Archive> open_archive(const base::ByteSource& source, const Limits& limits);

}  // namespace attest::intake
