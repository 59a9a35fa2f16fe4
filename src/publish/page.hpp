#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "publish/html.hpp"

namespace attest::publish {

/// What stands around the body of a page. A page needs no network and no script.
struct Frame {
  std::string title;            ///< of the window
  std::string site_title;       ///< printed above every page; empty: nothing is
  std::string language = "en";  ///< BCP 47, of the page's labels
  bool right_to_left = false;
  std::string root;  ///< way up to style.css: "" or "../"; standalone pages need none
  struct Link {
    std::string text;
    std::string href;
    bool current = false;
  };
  std::vector<Link> navigation;
  std::vector<std::pair<std::string, std::string>> main;  ///< attributes of the main element
  Html footer;
};

/// A page of a site; its style and script are files beside it (`style()`, `script()`).
std::string page(const Frame& frame, const Html& body);

/// A page that is one file, with the style inside: for reports of engines that are used without a
/// case. `body` should begin with an <h1>.
std::string standalone_page(std::string_view title, const Html& body);
std::string standalone_page(const Frame& frame, const Html& body);

std::string_view style();   ///< web/style.css
std::string_view script();  ///< web/app.js: sorts and filters tables, nothing else

/// Languages that are written from right to left, by their BCP 47 tag.
bool is_right_to_left(std::string_view language);

/// A table with a heading row, row by row. Wide ones scroll inside their frame, so that a page
/// never does; the script lets readers sort and filter tables of more than a few rows.
class TableBuilder {
 public:
  /// One column a heading. Columns of numbers are set flush at their end.
  enum class Column { kText, kNumber };
  struct Heading {
    Html text;
    Column column = Column::kText;
  };
  TableBuilder(std::string_view caption, std::vector<Heading> headings);

  /// As many cells as headings; missing ones are empty. The first is the row's heading.
  TableBuilder& row(const std::vector<Html>& cells, std::string_view css_class = {});
  /// A heading over the rows that follow.
  TableBuilder& group(const Html& heading);
  bool empty() const { return rows_ == 0; }
  Html html() const;

 private:
  std::string caption_;
  std::vector<Heading> headings_;
  Html body_;
  std::size_t rows_ = 0;
  bool in_group_ = false;
};

/// Pairs of a term and what stands under it, as a list (<dl>). Empty values are left out.
Html facts(const std::vector<std::pair<Html, Html>>& pairs);

}  // namespace attest::publish
