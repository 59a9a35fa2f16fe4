#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace attest::base {

// Bytes are held in std::string and viewed through std::string_view, whatever their encoding.

/// Lower-case hexadecimal.
std::string to_hex(std::string_view bytes);
/// The bytes of lower- or upper-case hexadecimal; nothing if odd or not hexadecimal.
std::optional<std::string> from_hex(std::string_view hex);

/// RFC 4648 base64 with padding (signed notes, checkpoints).
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
/// RFC 4648 base64url without padding (seeds and salts in fact lines).
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

/// Bytes of any length that are read in pieces, so that a reader of a 10 GB file stays small.
/// Reading is const but not thread-safe: one ByteSource, one thread.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Length in bytes.
  virtual std::uint64_t size() const = 0;
  /// Fills at most `length` bytes from `offset`; returns how many there were (0 at the end).
  /// Throws Error{kUnreadable} where the device fails.
  virtual std::size_t read(std::uint64_t offset, char* into, std::size_t length) const = 0;
  /// What people call it: a file name, or "standard input". Used in messages only.
  virtual std::string name() const = 0;
};

/// Bytes in memory. The view must outlive the source.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes, std::string name = "memory");
  std::uint64_t size() const override;
  std::size_t read(std::uint64_t offset, char* into, std::size_t length) const override;
  std::string name() const override;

 private:
  std::string_view bytes_;
  std::string name_;
};

/// A file, opened read-only; refuses folders, devices and pipes with a clear Error.
std::unique_ptr<ByteSource> open_file(const std::string& path);

/// The whole source as a string; throws Error{kLimit} above `limit` bytes, naming `limit_name`.
std::string read_all(const ByteSource& source, std::uint64_t limit, std::string_view limit_name);

}  // namespace attest::base
