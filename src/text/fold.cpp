#include "text/fold.hpp"

#include "base/unicode.hpp"

namespace attest::text {
namespace {

bool is_dropped(char32_t point) {
  return (point >= 0x064B && point <= 0x0652) || point == 0x0670 || point == 0x0640 ||
         (point >= 0x200B && point <= 0x200F) || point == 0x00AD ||
         (point >= 0x055B && point <= 0x055C) || point == 0x055E || point == 0xFEFF;
}

char32_t arabic_form(char32_t point) {
  switch (point) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return 0x0627;
    case 0x0649:
    case 0x06CC:
      return 0x064A;
    case 0x06A9:
      return 0x0643;
    case 0x0629:
      return 0x0647;
    default:
      return point;
  }
}

char32_t ascii_digit(char32_t point) {
  if (point >= 0x0660 && point <= 0x0669) return U'0' + (point - 0x0660);
  if (point >= 0x06F0 && point <= 0x06F9) return U'0' + (point - 0x06F0);
  return point;
}

char32_t fold_point(char32_t point) {
  if (point >= 0x0600 && point <= 0x06FF) return ascii_digit(arabic_form(point));
  if (point == 0x0130 || point == 0x0131) return U'i';
  if (point == 0x2019 || point == 0x02BC || point == 0x055A) return U'\'';
  const char32_t lower = base::to_lower(point);
  return lower == 0x0451 ? 0x0435 : lower;
}

bool has_combining(std::string_view utf8) {
  for (std::size_t i = 0; i + 1 < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead == 0xCC || (lead == 0xCD && static_cast<unsigned char>(utf8[i + 1]) < 0xB0))
      return true;
  }
  return false;
}

void append_points(std::string& out, std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      ++at;
      continue;
    }
    const auto [point, length] = base::decode_utf8(utf8, at);
    at += length;
    if (is_dropped(point)) continue;
    if (point == 0x0587) {
      base::append_utf8(out, 0x0565);
      base::append_utf8(out, 0x0582);
      continue;
    }
    base::append_utf8(out, fold_point(point));
  }
}

}  // namespace

void append_folded(std::string& out, std::string_view utf8) {
  if (has_combining(utf8)) {
    append_points(out, base::nfc(utf8));
  } else {
    append_points(out, utf8);
  }
}

std::string fold_word(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  append_folded(out, utf8);
  return out;
}

}  // namespace attest::text
