#include "publish/page.hpp"

#include <array>

#include "attest_publish_embedded.hpp"

namespace attest::publish {
namespace {

/// Fills {{name}} places of web/page.html; the template and the values are markup already.
std::string fill(std::string_view source,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string out;
  out.reserve(source.size() + 4096);
  while (true) {
    const auto from = source.find("{{");
    out += source.substr(0, from);
    if (from == source.npos) return out;
    const auto to = source.find("}}", from);
    const auto key = source.substr(from + 2, to - from - 2);
    for (const auto& [name, value] : values)
      if (name == key) out += value;
    source.remove_prefix(to + 2);
  }
}

Html navigation(const Frame& frame) {
  Html links;
  for (const auto& link : frame.navigation)
    links += el("a", {{"href", link.href}, when(link.current, "aria-current", "page")}, link.text);
  if (frame.site_title.empty() && links.empty()) return {};
  Html bar;
  if (!frame.site_title.empty())
    bar +=
        el("a", {{"class", "site"}, {"href", frame.root + "index.html"}}, name(frame.site_title));
  if (!links.empty()) bar += el("nav", {{"aria-label", "Parts of this report"}}, links);
  return el("header", {{"class", "top"}}, bar);
}

std::string main_attributes(const Frame& frame) {
  std::string out;
  for (const auto& [key, value] : frame.main) out += " " + key + "=\"" + escape(value) + "\"";
  return out;
}

std::string filled(const Frame& frame, const Html& head, std::string_view policy,
                   const Html& body) {
  const Html footer = frame.footer.empty() ? Html() : el("footer", frame.footer);
  return fill(web::embedded("page.html"), {{"language", escape(frame.language)},
                                           {"direction", frame.right_to_left ? "rtl" : "ltr"},
                                           {"title", escape(frame.title)},
                                           {"policy", policy},
                                           {"head", head.markup()},
                                           {"top", navigation(frame).markup()},
                                           {"main", main_attributes(frame)},
                                           {"body", body.markup()},
                                           {"footer", footer.markup()}});
}

}  // namespace

std::string page(const Frame& frame, const Html& body) {
  const Html head = all(leaf("link", {{"rel", "stylesheet"}, {"href", frame.root + "style.css"}}),
                        el("script", {{"src", frame.root + "app.js"}, {"defer", ""}}, ""));
  return filled(frame, head, "style-src 'self'; script-src 'self'", body);
}

std::string standalone_page(const Frame& frame, const Html& body) {
  return filled(frame, el("style", Html::trusted(style())), "style-src 'unsafe-inline'", body);
}

std::string standalone_page(std::string_view title, const Html& body) {
  Frame frame;
  frame.title = title;
  return standalone_page(frame, body);
}

std::string_view style() {
  return web::embedded("style.css");
}
std::string_view script() {
  return web::embedded("app.js");
}

bool is_right_to_left(std::string_view language) {
  constexpr std::array<std::string_view, 11> kTags = {"ar",  "fa", "he", "ur", "ps", "sd",
                                                      "ckb", "dv", "ug", "yi", "arc"};
  const auto primary = language.substr(0, language.find_first_of("-_"));
  for (const auto tag : kTags)
    if (primary == tag) return true;
  return language.find("-Arab") != language.npos || language.find("-Hebr") != language.npos;
}

TableBuilder::TableBuilder(std::string_view caption, std::vector<Heading> headings)
    : caption_(caption), headings_(std::move(headings)) {}

TableBuilder& TableBuilder::row(const std::vector<Html>& cells, std::string_view css_class) {
  if (!in_group_) body_.open("tbody", {});
  in_group_ = true;
  body_.open("tr", {when(!css_class.empty(), "class", css_class)});
  for (std::size_t i = 0; i < headings_.size(); ++i) {
    const bool number = headings_[i].column == Column::kNumber;
    const std::string_view tag = i == 0 ? "th" : "td";
    body_.open(tag, {when(i == 0, "scope", "row"), when(number, "class", "number")});
    if (i < cells.size()) body_ += cells[i];
    body_.close(tag);
  }
  body_.close("tr");
  ++rows_;
  return *this;
}

TableBuilder& TableBuilder::group(const Html& heading) {
  if (in_group_) body_.close("tbody");
  in_group_ = true;
  body_.open("tbody", {});
  body_ +=
      el("tr", {{"class", "group"}},
         el("th", {{"scope", "rowgroup"}, {"colspan", std::to_string(headings_.size())}}, heading));
  return *this;
}

Html TableBuilder::html() const {
  Html heads;
  for (const auto& heading : headings_)
    heads +=
        el("th", {{"scope", "col"}, when(heading.column == Column::kNumber, "class", "number")},
           heading.text);
  Html body = body_;
  if (in_group_) body.close("tbody");
  const Html table = el("table", {when(rows_ > 12, "data-sortable", "")}, el("caption", caption_),
                        el("thead", el("tr", heads)), body);
  return el("div",
            {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", caption_}},
            table);
}

Html facts(const std::vector<std::pair<Html, Html>>& pairs) {
  Html out;
  for (const auto& [term, value] : pairs)
    if (!value.empty()) out += el("div", el("dt", term), el("dd", value));
  return el("dl", {{"class", "facts"}}, out);
}

}  // namespace attest::publish
