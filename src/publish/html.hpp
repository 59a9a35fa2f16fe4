#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace attest::publish {

/// An attribute of an element; its value is escaped. One with an empty name is left out, so that
/// `when(wide, "class", "wide")` can stand among others. The views need only live as long as the
/// call that takes them.
struct Attribute {
  std::string_view name;
  std::string_view value;
};
inline Attribute when(bool holds, std::string_view name, std::string_view value) {
  return holds ? Attribute{name, value} : Attribute{};
}
using Attributes = std::initializer_list<Attribute>;

/// Markup. Text turns into markup by being escaped, and in no other way: what a case holds cannot
/// reach a page as tags. Ill-formed UTF-8 becomes U+FFFD, control characters become their pictures.
class Html {
 public:
  Html() = default;
  template <class Text>
    requires std::convertible_to<const Text&, std::string_view>
  Html(const Text& text) {  // NOLINT(google-explicit-constructor): escaping is always right
    text_(text);
  }

  /// Markup of our own making: templates, styles. Never the text of a case.
  static Html trusted(std::string_view markup);

  Html& operator+=(const Html& more);
  bool empty() const { return markup_.empty(); }
  const std::string& markup() const { return markup_; }

  /// <tag …>, </tag>, <tag …/>. Prefer el() and leaf().
  void open(std::string_view tag, Attributes attributes);
  void close(std::string_view tag);
  void leaf(std::string_view tag, Attributes attributes);
  template <class Child>
  void add(const Child& child) {
    if constexpr (std::is_same_v<Child, Html>)
      *this += child;
    else
      text_(child);
  }

 private:
  void text_(std::string_view text);
  void attributes_(Attributes attributes);
  std::string markup_;
};

/// el("p", {{"class", "note"}}, "Said by ", name, ".") – children are markup or text, in order.
template <class... Children>
Html el(std::string_view tag, Attributes attributes, const Children&... children) {
  Html out;
  out.open(tag, attributes);
  (out.add(children), ...);
  out.close(tag);
  return out;
}
/// el("td", "text") – without attributes.
template <class First, class... Children>
  requires(!std::is_same_v<First, Attributes>)
Html el(std::string_view tag, const First& first, const Children&... children) {
  return el(tag, Attributes{}, first, children...);
}
/// leaf("br"), leaf("rect", {{"x", "0"}}) – an element without children.
Html leaf(std::string_view tag, Attributes attributes = {});

/// Children one after another, without an element around them.
template <class... Children>
Html all(const Children&... children) {
  Html out;
  (out.add(children), ...);
  return out;
}

/// Text for markup or for a quoted attribute value.
std::string escape(std::string_view text);

/// True for addresses that may become links: relative ones, http, https and mailto. "javascript:"
/// and the like stay text; href and src attributes are left out where this is false.
bool is_safe_link(std::string_view address);

/// A name in any script, isolated from the direction of what surrounds it.
Html name(std::string_view text);
/// Words as they were said, in quotation marks, in their own direction.
Html quote(std::string_view words);
/// Text with a link to a web address beside it, if the text is one; else the text.
Html reference(std::string_view text);
/// Prose: paragraphs are split by blank lines.
Html paragraphs(std::string_view prose, std::string_view language = {});

}  // namespace attest::publish
