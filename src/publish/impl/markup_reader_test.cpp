#include "publish/impl/markup_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace attest::publish {
namespace {

std::string unescaped(std::string text) {
  constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}};
  for (const auto& [entity, character] : kEntities)
    for (auto at = text.find(entity); at != text.npos; at = text.find(entity, at + 1))
      text.replace(at, entity.size(), 1, character);
  return text;
}

Tag read_tag(std::string_view inside) {
  Tag tag;
  if (inside.starts_with('/')) {
    tag.closes = true;
    inside.remove_prefix(1);
  }
  if (inside.ends_with('/')) {
    tag.is_leaf = true;
    inside.remove_suffix(1);
  }
  auto end = std::min(inside.find(' '), inside.size());
  tag.name = inside.substr(0, end);
  while (end < inside.size()) {
    const auto from = inside.find_first_not_of(' ', end);
    if (from == inside.npos) break;
    const auto equals = inside.find("=\"", from);
    if (equals == inside.npos) break;
    const auto close = inside.find('"', equals + 2);
    tag.attributes[std::string(inside.substr(from, equals - from))] =
        unescaped(std::string(inside.substr(equals + 2, close - equals - 2)));
    end = close + 1;
  }
  return tag;
}

}  // namespace

std::vector<Tag> read_tags(std::string_view page) {
  std::vector<Tag> out;
  for (auto at = page.find('<'); at != page.npos; at = page.find('<', at + 1)) {
    if (page.substr(at).starts_with("<!DOCTYPE")) continue;
    bool quoted = false;
    auto end = at;
    while (end < page.size() && (quoted || page[end] != '>')) {
      if (page[end] == '"') quoted = !quoted;
      ++end;
    }
    out.push_back(read_tag(page.substr(at + 1, end - at - 1)));
    at = end;
    const auto& last = out.back();
    if (!last.closes && (last.name == "style" || last.name == "script"))
      at = page.find("</" + last.name, at) - 1;
  }
  return out;
}

std::string first_unbalanced(std::string_view page) {
  std::vector<std::string> open;
  for (const auto& tag : read_tags(page)) {
    if (tag.is_leaf) continue;
    if (!tag.closes) {
      open.push_back(tag.name);
    } else if (open.empty() || open.back() != tag.name) {
      return "</" + tag.name + ">" + (open.empty() ? "" : " while <" + open.back() + "> is open");
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

}  // namespace attest::publish

TEST_CASE("the tests' own reader sees what is not balanced") {
  using attest::publish::first_unbalanced;
  CHECK(first_unbalanced("<p>a<br/>b</p>") == "");
  CHECK(first_unbalanced("<p><b>a</p></b>") == "</p> while <b> is open");
  CHECK(first_unbalanced("<p title=\"a > b\">") == "<p>");
  CHECK(attest::publish::read_tags("<a href=\"x&amp;y\">")[0].attribute("href") == "x&y");
}
