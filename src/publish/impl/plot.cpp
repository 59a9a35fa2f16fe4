#include "publish/impl/plot.hpp"

#include <algorithm>
#include <cmath>

#include "base/unicode.hpp"

namespace attest::publish {

Html text_at(double x_percent, double y, std::string_view anchor, std::string_view css_class,
             std::string_view text) {
  return el("text",
            {{"x", percent(x_percent)},
             {"y", place(y)},
             {"text-anchor", anchor},
             when(!css_class.empty(), "class", css_class)},
            text);
}

Html line_at(double x1, double y1, double x2, double y2, std::string_view css_class) {
  return leaf("line", {{"class", css_class},
                       {"x1", percent(x1)},
                       {"y1", place(y1)},
                       {"x2", percent(x2)},
                       {"y2", place(y2)}});
}

Scale scale_of(const Axis& axis, double low, double high, double from, double to) {
  Scale out{axis.low.value_or(low), axis.high.value_or(high), from, to};
  if (!(out.high > out.low)) out.high = out.low + 1;
  return out;
}

Html x_axis(const Axis& axis, const Scale& scale, double top, double bottom) {
  Html out;
  for (const double tick : round_ticks(scale.low, scale.high)) {
    const double x = scale.at(tick);
    out += line_at(x, top, x, bottom, "grid");
    out += text_at(x, bottom + 16, "middle", "tick", axis.print(tick));
  }
  if (!axis.label.empty())
    out += text_at((scale.from + scale.to) / 2, bottom + 34, "middle", "axis-label", axis.label);
  return out;
}

Html y_axis(const Axis& axis, const Scale& scale, double left, double right) {
  Html out;
  for (const double tick : round_ticks(scale.low, scale.high)) {
    const double y = scale.at(tick);
    out += line_at(left, y, right, y, "grid");
    out += text_at(left - 1, y + 4, "end", "tick", axis.print(tick));
  }
  if (!axis.label.empty()) out += text_at(0, scale.to - 12, "start", "axis-label", axis.label);
  return out;
}

Html window(double x_percent, double y, double width_percent, double height, const Html& paths) {
  return el("svg",
            {{"x", percent(x_percent)},
             {"y", place(y)},
             {"width", percent(width_percent)},
             {"height", place(height)},
             {"viewBox", "0 0 1000 1000"},
             {"preserveAspectRatio", "none"}},
            paths);
}

std::string path_through(const std::vector<Point>& points, const Scale& x, const Scale& y) {
  std::string out;
  for (const auto& point : points) {
    out += out.empty() ? 'M' : 'L';
    out += place(x.at(point.x)) + ' ' + place(y.at(point.y));
  }
  return out;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> out(1);
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find(' ', from), text.size());
    const auto word = text.substr(from, end - from);
    if (!out.back().empty() &&
        base::count_points(out.back()) + 1 + base::count_points(word) > columns)
      out.emplace_back();
    if (!out.back().empty()) out.back() += ' ';
    out.back() += word;
    from = end + 1;
  }
  return out;
}

}  // namespace attest::publish
