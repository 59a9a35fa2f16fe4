#include "intake/impl/html.hpp"

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>

#include "base/error.hpp"

namespace attest::intake {
namespace {

constexpr std::int64_t kMostColumnsSpanned = 1000;  // as browsers do
constexpr std::int64_t kMostRowsSpanned = 65534;

bool is_html_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// Elements that end by themselves, or hold nothing: open ones do not nest.
bool nests(std::string_view tag) {
  for (const char* flat :
       {"p",        "li",     "td",    "th",    "tr",       "dt",   "dd",  "option",
        "optgroup", "tbody",  "thead", "tfoot", "colgroup", "br",   "hr",  "img",
        "input",    "meta",   "link",  "col",   "base",     "area", "wbr", "embed",
        "param",    "source", "track", "rp",    "rt"})
    if (tag == flat) return false;
  return true;
}

/// gumbo takes quadratic time and recursion over deep trees, so depth is looked at before.
void check_depth(std::string_view html, std::uint64_t most, const std::string& file) {
  std::int64_t depth = 0;
  for (std::size_t i = html.find('<'); i != html.npos; i = html.find('<', i + 1)) {
    if (html.substr(i).starts_with("<!--")) {
      i = std::min(html.find("-->", i), html.size() - 1);
      continue;
    }
    const bool closing = i + 1 < html.size() && html[i + 1] == '/';
    std::string tag;
    for (std::size_t k = i + 1 + closing; k < html.size() && tag.size() < 12 &&
                                          ((html[k] | 0x20) >= 'a') && ((html[k] | 0x20) <= 'z');
         ++k)
      tag += static_cast<char>(html[k] | 0x20);
    if (tag.empty() || !nests(tag)) continue;
    if (!closing && (tag == "script" || tag == "style")) {
      i = std::min(html.find("</", i), html.size() - 1);
      continue;
    }
    depth = std::max<std::int64_t>(0, depth + (closing ? -1 : 1));
    if (depth > static_cast<std::int64_t>(most))
      throw base::Error(base::Code::kLimit,
                        fmt::format("tags nested deeper than {} (limit 'nesting')", most),
                        fmt::format("{}, byte {}", file, i), raise_limit("nesting"));
  }
}

/// Collects text as a browser shows it.
class ShownText {
 public:
  void add(const GumboNode* node) {
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        return words(node->v.text.text);
      case GUMBO_NODE_ELEMENT:
        return element(node);
      default:
        return;
    }
  }
  void children(const GumboNode* node) {
    const GumboVector& list = node->v.element.children;
    for (unsigned i = 0; i < list.length; ++i) add(static_cast<const GumboNode*>(list.data[i]));
  }
  std::string take() { return std::move(out_); }

 private:
  void words(std::string_view text) {
    if (preformatted_ > 0) {
      flush();
      out_ += text;
      return;
    }
    for (const char c : text) {
      if (is_html_blank(c)) {
        blank_ = true;
      } else {
        flush();
        out_ += c;
      }
    }
  }

  void flush() {
    if (breaks_ > 0 && !out_.empty())
      out_.append(breaks_, '\n');
    else if (blank_ && !out_.empty() && out_.back() != '\n')
      out_ += ' ';
    blank_ = false;
    breaks_ = 0;
  }

  void line_break(std::size_t least) {
    breaks_ = std::max(breaks_, least);
    blank_ = false;
  }

  void element(const GumboNode* node) {
    const GumboTag tag = node->v.element.tag;
    switch (tag) {
      case GUMBO_TAG_SCRIPT:
      case GUMBO_TAG_STYLE:
      case GUMBO_TAG_TEMPLATE:
      case GUMBO_TAG_NOSCRIPT:
      case GUMBO_TAG_HEAD:
        return;
      case GUMBO_TAG_BR:
        ++breaks_;
        blank_ = false;
        return;
      case GUMBO_TAG_TD:
      case GUMBO_TAG_TH:
        children(node);
        blank_ = true;
        return;
      default:
        break;
    }
    const bool block = is_block(tag);
    const std::size_t lines = tag == GUMBO_TAG_P ? 2 : 1;
    if (block) line_break(lines);
    preformatted_ += tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_TEXTAREA;
    children(node);
    preformatted_ -= tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_TEXTAREA;
    if (block) line_break(lines);
  }

  static bool is_block(GumboTag tag) {
    constexpr GumboTag kBlocks[] = {
        GUMBO_TAG_P,       GUMBO_TAG_DIV,    GUMBO_TAG_LI,         GUMBO_TAG_UL,
        GUMBO_TAG_OL,      GUMBO_TAG_TR,     GUMBO_TAG_TABLE,      GUMBO_TAG_H1,
        GUMBO_TAG_H2,      GUMBO_TAG_H3,     GUMBO_TAG_H4,         GUMBO_TAG_H5,
        GUMBO_TAG_H6,      GUMBO_TAG_PRE,    GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_SECTION,
        GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER,     GUMBO_TAG_DL,
        GUMBO_TAG_DT,      GUMBO_TAG_DD,     GUMBO_TAG_CAPTION,    GUMBO_TAG_FORM,
        GUMBO_TAG_HR,      GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_MAIN,
        GUMBO_TAG_NAV,     GUMBO_TAG_ASIDE};
    return std::ranges::find(kBlocks, tag) != std::end(kBlocks);
  }

  std::string out_;
  bool blank_ = false;
  std::size_t breaks_ = 0;
  int preformatted_ = 0;
};

std::string shown_text(const GumboNode* node) {
  ShownText text;
  text.children(node);
  return text.take();
}

std::int64_t span_of(const GumboNode* node, const char* name, std::int64_t most) {
  const GumboAttribute* attribute = gumbo_get_attribute(&node->v.element.attributes, name);
  if (attribute == nullptr) return 1;
  const std::string_view text = attribute->value;
  std::int64_t value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp<std::int64_t>(value, 1, most);
}

/// Places a table's cells on a grid, as HTML's table model does.
class GridBuilder {
 public:
  explicit GridBuilder(HtmlTable& table) : table_(table) {}

  void add_row(const GumboNode* row, bool in_head) {
    const GumboVector& list = row->v.element.children;
    HtmlTable::Line line;
    line.offset = row->v.element.start_pos.offset;
    std::size_t column = 0, headings = 0, cells = 0;
    for (unsigned i = 0; i < list.length; ++i) {
      const auto* cell = static_cast<const GumboNode*>(list.data[i]);
      if (cell->type != GUMBO_NODE_ELEMENT) continue;
      const GumboTag tag = cell->v.element.tag;
      if (tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH) continue;
      headings += tag == GUMBO_TAG_TH;
      ++cells;
      while (taken(column)) ++column;
      place(cell, column, line);
    }
    if (cells == 0) return;
    line.names = in_head || headings == cells;
    table_.width = std::max(table_.width, line.cells.size());
    table_.rows.push_back(std::move(line));
  }

 private:
  std::int64_t row_number() const { return static_cast<std::int64_t>(table_.rows.size()) + 1; }

  bool taken(std::size_t column) const {
    const auto at = taken_until_.find(column);
    return at != taken_until_.end() && at->second >= row_number();
  }

  void place(const GumboNode* cell, std::size_t& column, HtmlTable::Line& line) {
    const std::int64_t columns = span_of(cell, "colspan", kMostColumnsSpanned);
    const std::int64_t rows = span_of(cell, "rowspan", kMostRowsSpanned);
    std::string text = shown_text(cell);
    table_.filled += !text.empty();
    line.cells.resize(std::max(line.cells.size(), column + static_cast<std::size_t>(columns)));
    line.cells[column] = std::move(text);
    if (columns > 1 || rows > 1)
      table_.merges.push_back({row_number(), static_cast<std::int64_t>(column), rows, columns});
    for (std::int64_t i = 0; i < columns; ++i, ++column)
      if (rows > 1) taken_until_[column] = row_number() + rows - 1;
  }

  HtmlTable& table_;
  std::map<std::size_t, std::int64_t> taken_until_;  ///< last row that a cell above reaches down to
};

class PageReader {
 public:
  explicit PageReader(HtmlPage& page) : page_(page) {}

  void visit(const GumboNode* node, HtmlTable* inside) {
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_DOCUMENT) return;
    const bool is_table =
        node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_TABLE;
    if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_TITLE)
      page_.title = shown_text(node);
    if (is_table) {
      if (inside != nullptr) inside->nested = true;
      HtmlTable table;
      read_table(node, table);
      visit_children(node, &table);
      tables_.emplace_back(node->v.element.start_pos.offset, std::move(table));
      return;
    }
    visit_children(node, inside);
  }

  /// In the order of the page.
  void finish() {
    std::ranges::stable_sort(tables_, {}, [](const auto& entry) { return entry.first; });
    for (auto& [offset, table] : tables_) page_.tables.push_back(std::move(table));
  }

 private:
  void visit_children(const GumboNode* node, HtmlTable* inside) {
    const GumboVector& list =
        node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
    for (unsigned i = 0; i < list.length; ++i)
      visit(static_cast<const GumboNode*>(list.data[i]), inside);
  }

  static void read_table(const GumboNode* node, HtmlTable& table) {
    GridBuilder grid(table);
    const GumboVector& list = node->v.element.children;
    for (unsigned i = 0; i < list.length; ++i) {
      const auto* part = static_cast<const GumboNode*>(list.data[i]);
      if (part->type != GUMBO_NODE_ELEMENT) continue;
      const GumboTag tag = part->v.element.tag;
      if (tag == GUMBO_TAG_CAPTION) table.caption = shown_text(part);
      if (tag == GUMBO_TAG_TR) grid.add_row(part, false);
      if (tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_TFOOT)
        read_group(part, grid, tag == GUMBO_TAG_THEAD);
    }
  }

  static void read_group(const GumboNode* group, GridBuilder& grid, bool head) {
    const GumboVector& list = group->v.element.children;
    for (unsigned i = 0; i < list.length; ++i) {
      const auto* row = static_cast<const GumboNode*>(list.data[i]);
      if (row->type == GUMBO_NODE_ELEMENT && row->v.element.tag == GUMBO_TAG_TR)
        grid.add_row(row, head);
    }
  }

  HtmlPage& page_;
  std::vector<std::pair<std::size_t, HtmlTable>> tables_;
};

}  // namespace

HtmlPage read_html(std::string_view html, std::uint64_t nesting, const std::string& file) {
  check_depth(html, nesting, file);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto destroy = [&options](GumboOutput* output) { gumbo_destroy_output(&options, output); };
  const std::unique_ptr<GumboOutput, decltype(destroy)> output(
      gumbo_parse_with_options(&options, html.data(), html.size()), destroy);
  HtmlPage page;
  PageReader reader(page);
  reader.visit(output->root, nullptr);
  reader.finish();
  page.text = shown_text(output->root);
  return page;
}

}  // namespace attest::intake
