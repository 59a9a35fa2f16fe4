#include "publish/html.hpp"

#include <algorithm>
#include <cctype>

#include "base/unicode.hpp"

namespace attest::publish {
namespace {

constexpr bool is_plain(unsigned char c) {
  return c >= 0x20 && c != '<' && c != '>' && c != '&' && c != '"' && c != '\'' && c != 0x7f;
}

void append_special(std::string& out, unsigned char c) {
  switch (c) {
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '&':
      out += "&amp;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    case '\n':
    case '\t':
      out += static_cast<char>(c);
      return;
    case '\r':
      out += "&#13;";
      return;
    case 0x7f:
      base::append_utf8(out, 0x2421);
      return;
    default:
      base::append_utf8(out, 0x2400 + c);
      return;  // pictures of control characters
  }
}

void append_escaped(std::string& out, std::string_view text) {
  if (!base::is_utf8(text)) return append_escaped(out, base::replace_invalid_utf8(text));
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain(static_cast<unsigned char>(text[i]))) continue;
    out.append(text, from, i - from);
    append_special(out, static_cast<unsigned char>(text[i]));
    from = i + 1;
  }
  out.append(text, from);
}

bool is_web_address(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return c <= ' ' || c == '"' || c == '<'; });
}

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

}  // namespace

Html Html::trusted(std::string_view markup) {
  Html out;
  out.markup_ = markup;
  return out;
}

Html& Html::operator+=(const Html& more) {
  markup_ += more.markup_;
  return *this;
}

void Html::text_(std::string_view text) {
  append_escaped(markup_, text);
}

void Html::attributes_(Attributes attributes) {
  for (const auto& [key, value] : attributes) {
    if (key.empty()) continue;
    if ((key == "href" || key == "src") && !is_safe_link(value)) continue;
    markup_.append(" ").append(key).append("=\"");
    append_escaped(markup_, value);
    markup_ += '"';
  }
}

void Html::open(std::string_view tag, Attributes attributes) {
  markup_.append("<").append(tag);
  attributes_(attributes);
  markup_ += '>';
}

void Html::close(std::string_view tag) {
  markup_.append("</").append(tag).append(">");
}

void Html::leaf(std::string_view tag, Attributes attributes) {
  markup_.append("<").append(tag);
  attributes_(attributes);
  markup_ += "/>";
}

Html leaf(std::string_view tag, Attributes attributes) {
  Html out;
  out.leaf(tag, attributes);
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  append_escaped(out, text);
  return out;
}

bool is_safe_link(std::string_view address) {
  // Browsers drop blanks and control characters inside a scheme, so none may stand in an address.
  if (std::any_of(address.begin(), address.end(), [](unsigned char c) { return c <= ' '; }))
    return false;
  const auto end = address.find_first_of("/?#");
  const auto colon = address.find(':');
  if (colon == address.npos || colon > end) return !address.starts_with("//");
  std::string scheme(address.substr(0, colon));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return scheme == "http" || scheme == "https" || scheme == "mailto";
}

Html name(std::string_view text) {
  return el("bdi", text);
}

Html quote(std::string_view words) {
  return el("bdi", {{"class", "quote"}}, "“", words, "”");
}

Html reference(std::string_view text) {
  const auto address = trimmed(text);
  if (!is_web_address(address)) return name(text);
  return el("a", {{"class", "outside"}, {"href", address}, {"rel", "noreferrer nofollow"}},
            el("bdi", {{"dir", "ltr"}}, address));
}

Html paragraphs(std::string_view prose, std::string_view language) {
  Html out;
  while (!trimmed(prose).empty()) {
    const auto end = std::min(prose.find("\n\n"), prose.size());
    const auto paragraph = trimmed(prose.substr(0, end));
    if (!paragraph.empty())
      out += el("p", {{"dir", "auto"}, when(!language.empty(), "lang", language)}, paragraph);
    prose.remove_prefix(std::min(end + 2, prose.size()));
  }
  return out;
}

}  // namespace attest::publish
