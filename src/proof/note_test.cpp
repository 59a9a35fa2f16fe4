#include "proof/note.hpp"

#include <doctest/doctest.h>

#include "base/bytes.hpp"

namespace attest::proof {
namespace {

/// The example of the Go package golang.org/x/mod/sumdb/note: signed by other people's code.
constexpr const char* kForeignNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
constexpr const char* kForeignKey = "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

base::PublicKey foreign_key() {
  const auto bytes = *base::from_base64(kForeignKey);
  base::PublicKey key{};
  std::copy(bytes.begin() + 1, bytes.end(), key.begin());
  return key;
}

}  // namespace

TEST_CASE("a note signed by another program is accepted") {
  const auto note = parse_note(kForeignNote);
  REQUIRE(note);
  CHECK(check_note(*note, "PeterNeumann", foreign_key()) == NoteCheck::kGood);
  CHECK(check_note(*note, "AnotherName", foreign_key()) == NoteCheck::kNotSigned);
}

TEST_CASE("a note with one character changed is not") {
  const std::string text = kForeignNote;
  for (std::size_t i = 0; i < 90; ++i) {
    auto changed = text;
    changed[i] ^= 1;
    const auto note = parse_note(changed);
    CHECK((!note || check_note(*note, "PeterNeumann", foreign_key()) == NoteCheck::kWrong));
  }
}

TEST_CASE("what we sign we accept and only by that key") {
  const auto key = base::make_signing_key();
  const auto name = checkpoint_name(origin_of(key.public_key));
  const Checkpoint checkpoint{name, {17, base::sha256("root")}};
  const auto bytes = sign_note(checkpoint_text(checkpoint), name, key);
  const auto note = parse_note(bytes);
  REQUIRE(note);
  CHECK(parse_checkpoint(note->text) == checkpoint);
  CHECK(check_note(*note, name, key.public_key) == NoteCheck::kGood);
  CHECK(check_note(*note, name, base::make_signing_key().public_key) == NoteCheck::kNotSigned);
}

TEST_CASE("malformed checkpoints are none") {
  const auto root = base::to_base64(base::view(base::sha256("")));
  CHECK(parse_checkpoint("a.b/c\n0\n" + root + "\n"));
  CHECK_FALSE(parse_checkpoint("a.b/c\n00\n" + root + "\n"));
  CHECK_FALSE(parse_checkpoint("a.b/c\n-1\n" + root + "\n"));
  CHECK_FALSE(parse_checkpoint("\n1\n" + root + "\n"));
  CHECK_FALSE(parse_checkpoint("a.b/c\n1\nAAAA\n"));
  CHECK_FALSE(parse_checkpoint("a.b/c\n1\n" + root));
}

}  // namespace attest::proof
