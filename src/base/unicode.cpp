#include "base/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace attest::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Length of the ASCII run at `offset`, eight bytes a step.
std::size_t ascii_run(std::string_view text, std::size_t offset) {
  std::size_t at = offset;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, 8);
    if ((eight & 0x8080808080808080) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - offset;
}

bool is_ill_formed(Decoded decoded) {
  return decoded.point == kReplacement && decoded.length == 1;
}

}  // namespace

Decoded decode_utf8(std::string_view utf8, std::size_t offset) {
  constexpr Decoded kIllFormed{kReplacement, 1};
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  if (offset >= utf8.size()) return kIllFormed;
  const auto lead = static_cast<unsigned char>(utf8[offset]);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xC2 || lead > 0xF4) return kIllFormed;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (length > utf8.size() - offset) return kIllFormed;
  char32_t point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(utf8[offset + i]);
    if ((next & 0xC0) != 0x80) return kIllFormed;
    point = point << 6 | (next & 0x3FU);
  }
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < kLeast[length] || point > 0x10FFFF || surrogate) return kIllFormed;
  return {point, length};
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = ascii_run(text, 0); at < text.size(); at += ascii_run(text, at)) {
    const auto decoded = decode_utf8(text, at);
    if (is_ill_formed(decoded)) return at;
    at += decoded.length;
  }
  return std::nullopt;
}

bool is_utf8(std::string_view text) {
  return !first_invalid_utf8(text);
}

std::string replace_invalid_utf8(std::string_view text) {
  std::string out;
  while (const auto bad = first_invalid_utf8(text)) {
    out.append(text.substr(0, *bad));
    append_utf8(out, kReplacement);
    text.remove_prefix(*bad + 1);
  }
  return out.append(text);
}

std::u32string to_utf32(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto decoded = decode_utf8(utf8, at);
    out += decoded.point;
    at += decoded.length;
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t point : text) append_utf8(out, point);
  return out;
}

void append_utf8(std::string& out, char32_t point) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = kReplacement;
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | point >> 6);
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | point >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | point >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t count_points(std::string_view utf8) {
  std::size_t points = 0;
  for (std::size_t at = 0; at < utf8.size(); ++points) at += decode_utf8(utf8, at).length;
  return points;
}

std::size_t byte_offset(std::string_view utf8, std::size_t points) {
  std::size_t at = 0;
  for (; points > 0 && at < utf8.size(); --points) at += decode_utf8(utf8, at).length;
  return at;
}

}  // namespace attest::base
