#include <fmt/format.h>

#include <algorithm>

#include "publish/chart.hpp"
#include "publish/impl/plot.hpp"

namespace attest::publish {
namespace {

constexpr double kTop = 22;
constexpr double kBars = 170;  // height of the bars' field
constexpr double kRow = 24;
constexpr double kLabels = 26;  // percent

/// Small columns are only as wide as a phone shows; labels turn where numbers would touch.
Html column(const Overlap& overlap, double x, double width, const Scale& up, bool turned) {
  const double y = up.at(static_cast<double>(overlap.count));
  const std::string shown = short_number(static_cast<double>(overlap.count));
  Html number = text_at(x, y - 5, "middle", "value", shown);
  if (turned)
    number =
        el("svg", {{"x", percent(x)}, {"y", place(y - 5)}, {"overflow", "visible"}},
           el("text", {{"class", "value small"}, {"transform", "rotate(-90)"}, {"y", "4"}}, shown));
  const Html bar = leaf("rect", {{"class", "bar"},
                                 {"x", percent(x - width * 0.32)},
                                 {"y", place(y)},
                                 {"width", percent(width * 0.64)},
                                 {"height", place(std::max(up.from - y, 0.5))}});
  if (overlap.href.empty()) return all(bar, number);
  return el("a", {{"href", overlap.href}}, bar, number);
}

Html dots(const Overlap& overlap, double x, double top) {
  Html out;
  double first = -1, last = -1;
  for (std::size_t i = 0; i < overlap.in.size(); ++i) {
    const double y = top + kRow * (static_cast<double>(i) + 0.5);
    if (overlap.in[i]) {
      if (first < 0) first = y;
      last = y;
    }
    out += leaf("circle", {{"class", overlap.in[i] ? "dot in" : "dot"},
                           {"cx", percent(x)},
                           {"cy", place(y)},
                           {"r", "4"}});
  }
  if (last > first) out += line_at(x, first, x, last, "joined");
  return out;
}

Html list_names(const std::vector<std::string>& lists, double top) {
  Html out;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const double y = top + kRow * static_cast<double>(i);
    if (i % 2 == 0)
      out += leaf("rect", {{"class", "stripe"},
                           {"x", "0"},
                           {"y", place(y)},
                           {"width", "100%"},
                           {"height", place(kRow)}});
    out += text_at(kLabels - 1, y + kRow / 2 + 4, "end", "row-label", lists[i]);
  }
  return out;
}

}  // namespace

Html upset(const ChartText& text, const std::vector<std::string>& lists,
           std::vector<Overlap> overlaps, std::size_t most) {
  std::erase_if(overlaps, [](const Overlap& one) { return one.count == 0; });
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const Overlap& a, const Overlap& b) { return a.count > b.count; });
  ChartText words = text;
  if (overlaps.size() > most) {
    words.note += fmt::format("{}{} rarer patterns are not drawn; the table has them.",
                              words.note.empty() ? "" : " ", overlaps.size() - most);
    overlaps.resize(most);
  }
  const double highest = overlaps.empty() ? 1 : static_cast<double>(overlaps.front().count);
  const Axis axis;
  const Scale up{0, highest, kTop + kBars, kTop};
  const double matrix = kTop + kBars + 10;
  const double width =
      (100 - kLabels) / static_cast<double>(std::max<std::size_t>(overlaps.size(), 1));
  Html out = all(y_axis(axis, up, kLabels, 100), list_names(lists, matrix));
  for (std::size_t i = 0; i < overlaps.size(); ++i) {
    const double x = kLabels + width * (static_cast<double>(i) + 0.5);
    out +=
        all(column(overlaps[i], x, width, up, overlaps.size() > 8), dots(overlaps[i], x, matrix));
  }
  return figure(words, matrix + kRow * static_cast<double>(lists.size()) + 4, out);
}

}  // namespace attest::publish
