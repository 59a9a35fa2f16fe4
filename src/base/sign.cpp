#include "base/sign.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "base/error.hpp"

namespace attest::base {
namespace {

void start_sodium() {
  static const bool kStarted = sodium_init() >= 0;
  ensure(kStarted, "libsodium starts");
}

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

SigningKey make_signing_key() {
  return signing_key_from_seed(random_bytes(crypto_sign_SEEDBYTES));
}

SigningKey signing_key_from_seed(std::string_view seed) {
  start_sodium();
  SigningKey key;
  if (seed.size() != key.seed.size()) {
    throw Error(Code::kMalformed,
                fmt::format("a signing key's seed has {} bytes, not 32", seed.size()));
  }
  std::copy(seed.begin(), seed.end(), key.seed.begin());
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(key.public_key.data(), secret.data(), key.seed.data());
  sodium_memzero(secret.data(), secret.size());
  return key;
}

Signature sign(const SigningKey& key, std::string_view message) {
  start_sodium();
  // libsodium's secret key is the seed followed by the public key.
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  std::copy(key.public_key.begin(), key.public_key.end(),
            std::copy(key.seed.begin(), key.seed.end(), secret.begin()));
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, octets(message), message.size(), secret.data());
  sodium_memzero(secret.data(), secret.size());
  return signature;
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
  start_sodium();
  return crypto_sign_verify_detached(signature.data(), octets(message), message.size(),
                                     key.data()) == 0;
}

std::string random_bytes(std::size_t length) {
  start_sodium();
  std::string out(length, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

}  // namespace attest::base
