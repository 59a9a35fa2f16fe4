#include "base/hash.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace attest::base {
namespace {

TEST_CASE("SHA-256 gives the digests of FIPS 180-4's examples") {
  CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(sha256("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  const std::string million(1'000'000, 'a');
  constexpr std::string_view kMillion =
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  CHECK(to_hex(sha256(million)) == kMillion);
  CHECK(to_hex(sha256(MemorySource(million))) == kMillion);
}

TEST_CASE("a hash in pieces is the hash of the whole and starts anew after") {
  CHECK(rc::check([](const std::string& a, const std::string& b) {
    Sha256 hash;
    RC_ASSERT(hash.update(a).update(b).finish() == sha256(a + b));
    RC_ASSERT(hash.update(b).finish() == sha256(b));
  }));
}

TEST_CASE("a digest goes to hexadecimal and back") {
  const auto digest = sha256("abc");
  CHECK(digest_from_hex(to_hex(digest)) == digest);
  CHECK_FALSE(digest_from_hex("ba78"));
  CHECK_FALSE(digest_from_hex(std::string(64, 'g')));
  CHECK(Sha256().update(digest).finish() == sha256(view(digest)));
}

}  // namespace
}  // namespace attest::base
