#include "findings/impl/fold.hpp"

#include "base/unicode.hpp"

namespace attest::findings::impl {

std::string fold(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char32_t point : base::to_utf32(base::search_fold(text))) {
    if (base::is_space(point)) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    base::append_utf8(out, point);
  }
  return out;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  bool inside = false;
  for (const char32_t point : base::to_utf32(base::search_fold(text))) {
    const bool part = base::is_letter(point) || base::is_digit(point) || base::is_mark(point);
    if (part && !inside) out.emplace_back();
    if (part) base::append_utf8(out.back(), point);
    inside = part;
  }
  return out;
}

namespace {

bool letter_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  std::size_t start = at - 1;
  while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return base::is_letter(base::decode_utf8(text, start).point);
}

bool letter_at(std::string_view text, std::size_t at) {
  return at < text.size() && base::is_letter(base::decode_utf8(text, at).point);
}

bool holds(std::string_view text, std::string_view term, bool whole) {
  if (term.empty()) return false;
  for (auto at = text.find(term); at != std::string_view::npos; at = text.find(term, at + 1))
    if (!letter_before(text, at) && !(whole && letter_at(text, at + term.size()))) return true;
  return false;
}

}  // namespace

bool has_term(std::string_view text, std::string_view term) {
  return holds(text, term, false);
}

bool has_word(std::string_view text, std::string_view word) {
  return holds(text, word, true);
}

std::string shorten(std::string_view text, std::size_t points) {
  if (base::count_points(text) <= points) return std::string(text);
  auto cut = text.substr(0, base::byte_offset(text, points));
  const auto space = cut.rfind(' ');
  if (space != std::string_view::npos && space > cut.size() / 2) cut = cut.substr(0, space);
  return std::string(cut) + "…";
}

}  // namespace attest::findings::impl
