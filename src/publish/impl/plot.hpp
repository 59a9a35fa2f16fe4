#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "publish/chart.hpp"

namespace attest::publish {

/// Pieces that several charts draw alike.
Html text_at(double x_percent, double y, std::string_view anchor, std::string_view css_class,
             std::string_view text);
Html line_at(double x1, double y1, double x2, double y2, std::string_view css_class);

/// The values' span, widened to the axis' own ends; never empty.
Scale scale_of(const Axis& axis, double low, double high, double from, double to);
/// Grid lines and tick labels of an x axis between two heights, its label below.
Html x_axis(const Axis& axis, const Scale& scale, double top, double bottom);
/// Grid lines and tick labels of a y axis between two places along x, its label above.
Html y_axis(const Axis& axis, const Scale& scale, double left, double right);

/// A path through points inside a window of the drawing: its numbers are thousandths of the window,
/// which stretches with the page while strokes keep their width.
Html window(double x_percent, double y, double width_percent, double height, const Html& paths);
std::string path_through(const std::vector<Point>& points, const Scale& x, const Scale& y);

/// A label that the reader's eye finds in rows: cut nowhere, wrapped at about `columns` characters.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

}  // namespace attest::publish
