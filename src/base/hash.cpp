// OpenSSL 3 calls SHA256_Init and its kin old; they are the fastest it has (see Sha256).
#define OPENSSL_API_COMPAT 10100

#include "base/hash.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <vector>

namespace attest::base {

struct Sha256::State {
  SHA256_CTX context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  SHA256_Init(&state_->context);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::update(std::string_view bytes) {
  SHA256_Update(&state_->context, bytes.data(), bytes.size());
  return *this;
}

Sha256& Sha256::update(const Digest& digest) {
  return update(view(digest));
}

Digest Sha256::finish() {
  Digest digest;
  SHA256_Final(digest.data(), &state_->context);
  SHA256_Init(&state_->context);
  return digest;
}

Digest sha256(std::string_view bytes) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  Digest digest;
  SHA256_Final(digest.data(), &context);
  return digest;
}

Digest sha256(const ByteSource& source) {
  constexpr std::size_t kPiece = 1 << 18;
  std::vector<char> piece(kPiece);
  Sha256 hash;
  std::uint64_t offset = 0;
  while (const auto got = source.read(offset, piece.data(), piece.size())) {
    hash.update({piece.data(), got});
    offset += got;
  }
  return hash.finish();
}

std::string to_hex(const Digest& digest) {
  return to_hex(view(digest));
}

std::optional<Digest> digest_from_hex(std::string_view hex) {
  const auto bytes = from_hex(hex);
  Digest digest;
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

std::string_view view(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace attest::base
