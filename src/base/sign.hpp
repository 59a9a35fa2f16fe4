#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace attest::base {

/// Ed25519 (RFC 8032), by libsodium.
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// A key pair; the secret part is the 32-byte seed of RFC 8032.
struct SigningKey {
  std::array<std::uint8_t, 32> seed{};
  PublicKey public_key{};
};

/// A fresh key from the operating system's randomness.
SigningKey make_signing_key();
/// The key pair of a stored seed (32 bytes).
SigningKey signing_key_from_seed(std::string_view seed);

Signature sign(const SigningKey& key, std::string_view message);
bool verify(const PublicKey& key, std::string_view message, const Signature& signature);

/// `length` bytes from the operating system's randomness (salts, keys). Not reproducible by design;
/// everything else takes its chance from base::Stream.
std::string random_bytes(std::size_t length);

}  // namespace attest::base
