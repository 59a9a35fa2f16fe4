#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/impl/layout.hpp"

namespace attest::intake {

/// A table of an HTML page as a grid: a cell that spans several places stands in the first of them.
struct HtmlTable {
  std::string caption;
  struct Line {
    std::vector<std::optional<std::string>> cells;
    std::size_t offset = 0;  ///< of its tag in the page
    bool names = false;      ///< in a thead, or all th
  };
  std::vector<Line> rows;
  std::vector<Merge> merges;
  std::size_t width = 0;
  std::size_t filled = 0;  ///< cells with text
  bool nested = false;     ///< holds other tables: it lays out a page
};

struct HtmlPage {
  std::string title;
  std::vector<HtmlTable> tables;
  std::string text;  ///< of the body, as a browser would show it
};

/// Reads a page (UTF-8). Text is what a browser shows: blanks collapse as HTML says, br and blocks
/// break lines, scripts and styles are left out, and nothing else is changed. Throws
/// base::Error{kLimit} where tags are nested too deep.
HtmlPage read_html(std::string_view html, std::uint64_t nesting, const std::string& file);

}  // namespace attest::intake
