#include "base/impl/armscii8.hpp"

#include <array>

namespace attest::base {
namespace {

// A0 … B1: marks of punctuation.
constexpr std::array<char32_t, 18> kMarks{
    0x00A0, 0,      0x0587, 0x0589, 0x0029, 0x0028, 0x00BB, 0x00AB, 0x2014,
    0x002E, 0x055D, 0x002C, 0x002D, 0x058A, 0x2026, 0x055C, 0x055B, 0x055E,
};
constexpr unsigned char kFirstMark = 0xA0;
constexpr unsigned char kFirstLetter = 0xB2;
constexpr unsigned char kApostrophe = 0xFE;

}  // namespace

char32_t armscii8_point(unsigned char byte) {
  if (byte < kFirstMark) return byte;
  if (byte < kFirstLetter) return kMarks[byte - kFirstMark];
  if (byte == kApostrophe) return 0x055A;
  if (byte > kApostrophe) return 0;
  // Capital and small letters take turns: Ա ա Բ բ …
  const char32_t letter = (byte - kFirstLetter) / 2U;
  return (byte % 2 == 0 ? U'Ա' : U'ա') + letter;
}

}  // namespace attest::base
