#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "publish/html.hpp"

/// Charts as inline SVG made at publishing time: they print, need no script, and keep their text as
/// text at its own size at any width, because places along x are percentages and places along y are
/// pixels. Series are told apart by dash, mark and a word at their end before colour. Every chart
/// has a title and a description for those who cannot see it; a table with the same values belongs
/// beneath, and is the caller's (TableBuilder).
namespace attest::publish {

/// Numbers to places. `from` and `to` are percent of the drawing's width (or pixels of its height);
/// a mirrored scale has from > to.
struct Scale {
  double low = 0;
  double high = 1;
  double from = 0;
  double to = 100;
  double at(double value) const;  ///< clamped to [low, high]
};
/// About `most` round values from low to high, 1, 2 or 5 times a power of ten apart (25, 250… too).
std::vector<double> round_ticks(double low, double high, int most = 5);
/// The first round number at or above `value` (0 becomes 1): ends an axis.
double round_up(double value);
/// "1,275", "0.04", "2.5e-07": short, the same everywhere.
std::string short_number(double value);
/// A place in SVG: two decimals at most. With "%" for places along x.
std::string place(double value);
std::string percent(double value);

/// What a chart is called, in words.
struct ChartText {
  std::string title = {};        ///< printed above it
  std::string description = {};  ///< what it shows and how to read it: one or two sentences
  std::string note = {};         ///< printed below it; may be empty
};
/// A drawing of `height` pixels with its title, description and note around it.
Html figure(const ChartText& text, double height, const Html& drawing,
            std::string_view css_class = {});

/// Marks in the order in which parties take them; circles stand for "neither, or not stated".
enum class Mark { kCircle, kSquare, kTriangle, kDiamond, kPentagon };
enum class Fill { kFilled, kHollow };
/// One mark at a place; `css_class` gives its colour ("party-1").
Html mark(Mark shape, Fill fill, double x_percent, double y, std::string_view css_class = {});
/// The same for running text and legends.
Html inline_mark(Mark shape, Fill fill, std::string_view css_class = {});

/// An axis along the bottom or the left.
struct Axis {
  std::string label = {};
  std::optional<double> low = {};  ///< nothing: from the values; bars always start at zero
  std::optional<double> high = {};
  std::function<std::string(double)> print = short_number;
};

/// Bars along x, one a row, with their label before and their value after. Negative values go to
/// the other side of zero.
struct Bar {
  std::string label = {};
  double value = 0;
  std::string shown = {};          ///< empty: axis.print(value)
  std::string note = {};           ///< on hover or focus
  std::string href = {};           ///< may be empty
  std::optional<double> low = {};  ///< an interval, drawn as a line with ends
  std::optional<double> high = {};
};
Html bar_chart(const ChartText& text, const std::vector<Bar>& bars, const Axis& axis = {});

/// Steps that add up to a total: match weights of a pair. The first bar starts at zero.
Html waterfall(const ChartText& text, const std::vector<Bar>& steps, std::string_view total_label,
               const Axis& axis = {});

/// Curves over one x. Up to six are told apart by dash; each carries its label at its highest point
/// or its end.
struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
struct Series {
  std::string label = {};
  std::vector<Point> points;      ///< by rising x
  std::vector<Point> upper = {};  ///< a band: `points` is then its lower edge, and no line is drawn
  bool marked = false;            ///< marks at points
};
/// A place on x worth a word: a threshold, a documented count.
struct Landmark {
  double x = 0;
  std::string label = {};
};
Html line_chart(const ChartText& text, const std::vector<Series>& series, const Axis& x,
                const Axis& y, const std::vector<Landmark>& landmarks = {});

/// Densities of draws per model, one ridge a row over one x, with median and interval beneath each.
struct Density {
  std::string label = {};
  std::vector<Point> curve;  ///< by rising x; heights are relative within the row
  double low = 0;
  double middle = 0;
  double high = 0;
  std::string shown = {};  ///< "8,970 (8,310–9,840)"
};
Html density_chart(const ChartText& text, const std::vector<Density>& rows, const Axis& x,
                   const std::vector<Landmark>& landmarks = {});
/// A smooth curve from draws: Gaussian kernel, Silverman's rule, 128 points over the central
/// 99.5 percent, but no farther out than twice the 95 percent interval. Pure, the same for any
/// order of draws up to rounding. Empty for fewer than two.
std::vector<Point> kernel_density(std::vector<double> draws);

/// Overlap of lists (UpSet): one column a pattern of lists, its count as a bar above, its lists as
/// joined dots below; at most `most` columns are drawn, by count, and a note says how many are
/// left.
struct Overlap {
  std::vector<bool> in;  ///< one a list
  std::int64_t count = 0;
  std::string href = {};
};
Html upset(const ChartText& text, const std::vector<std::string>& lists,
           std::vector<Overlap> overlaps, std::size_t most = 31);

}  // namespace attest::publish
