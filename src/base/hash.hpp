#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace attest::base {

/// A SHA-256 digest.
using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 in pieces. Reusable: finish() starts anew. Not thread-safe; one per thread.
/// Uses OpenSSL's low-level calls (storage.md: the one-shot calls are five times slower).
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& update(std::string_view bytes);
  Sha256& update(const Digest& digest);
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// SHA-256 of bytes that are at hand.
Digest sha256(std::string_view bytes);
/// SHA-256 of a source, read in pieces.
Digest sha256(const ByteSource& source);

/// 64 lower-case hexadecimal digits.
std::string to_hex(const Digest& digest);
/// Nothing if `hex` is not 64 hexadecimal digits.
std::optional<Digest> digest_from_hex(std::string_view hex);
/// The digest as 32 bytes.
std::string_view view(const Digest& digest);

}  // namespace attest::base
