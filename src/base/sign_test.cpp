#include "base/sign.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace attest::base {
namespace {

template <class Bytes>
std::string hex(const Bytes& bytes) {
  return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

TEST_CASE("Ed25519 gives what RFC 8032 gives in test 2") {
  const auto key = signing_key_from_seed(
      *from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  CHECK(hex(key.public_key) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  CHECK(hex(sign(key, "\x72")) ==
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST_CASE("a signature holds for its message and key alone") {
  const auto key = make_signing_key();
  CHECK(rc::check([&](const std::string& message) {
    auto signature = sign(key, message);
    RC_ASSERT(verify(key.public_key, message, signature));
    RC_ASSERT(!verify(key.public_key, message + "x", signature));
    RC_ASSERT(!verify(make_signing_key().public_key, message, signature));
    signature[*rc::gen::inRange<std::size_t>(0, signature.size())] ^= 1;
    RC_ASSERT(!verify(key.public_key, message, signature));
  }));
}

TEST_CASE("a seed of another length is refused") {
  CHECK_THROWS_AS(signing_key_from_seed("short"), Error);
}

TEST_CASE("random bytes have their length and differ") {
  CHECK(random_bytes(0).empty());
  CHECK(random_bytes(32).size() == 32);
  CHECK(random_bytes(32) != random_bytes(32));
}

}  // namespace
}  // namespace attest::base
