#include "findings/impl/quotes.hpp"

#include <algorithm>

#include "base/unicode.hpp"
#include "findings/impl/fold.hpp"
#include "findings/voices.hpp"

namespace attest::findings::impl {
namespace {

std::vector<std::string> telling_words(std::string_view name) {
  constexpr std::size_t kShortest = 5;
  std::vector<std::string> out;
  std::u32string word;
  const auto flush = [&] {
    if (word.size() >= kShortest && base::to_lower(word[0]) != word[0])
      out.push_back(base::to_utf8(word));
    word.clear();
  };
  for (const char32_t c : base::to_utf32(name)) {
    if (base::is_letter(c)) {
      word += c;
    } else {
      flush();
    }
  }
  flush();
  return out;
}

}  // namespace

std::vector<std::string> quotes(std::string_view text) {
  std::vector<std::string> out;
  std::u32string inside;
  bool open = false;
  for (const char32_t c : base::to_utf32(text)) {
    const bool opens = c == U'“' || c == U'«' || c == U'„';
    const bool closes = c == U'”' || c == U'»';
    const bool either = c == U'"';
    if (open && (closes || either)) {
      out.push_back(base::to_utf8(inside));
      open = false;
    } else if (opens || either) {
      inside.clear();
      open = true;
    } else if (open) {
      inside += c;
    }
  }
  return out;
}

std::vector<std::string_view> clauses(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool stop = text[i] == '.' && (i + 1 == text.size() || text[i + 1] == ' ');
    if (text[i] != ';' && text[i] != '\n' && !stop) continue;
    out.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  out.push_back(text.substr(start));
  return out;
}

bool names_voice(std::string_view text, std::string_view name) {
  const auto all = words(text);
  return std::ranges::any_of(telling_words(head_of_name(name)), [&](const std::string& word) {
    return std::ranges::find(all, fold(word)) != all.end();
  });
}

}  // namespace attest::findings::impl
