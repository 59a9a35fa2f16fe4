#include <algorithm>

#include "publish/chart.hpp"
#include "publish/impl/plot.hpp"

namespace attest::publish {
namespace {

constexpr double kRow = 24;
constexpr double kLabels = 34;  // percent of the width
constexpr double kLine = 15;
constexpr std::size_t kLabelColumns = 30;

struct Drawn {
  const Bar* bar;
  double from, to;
  std::string shown;
};

double rows_of(const Bar& bar) {
  return static_cast<double>(wrapped(bar.label, kLabelColumns).size());
}

Html label(const Bar& bar, double y) {
  Html out;
  for (const auto& line : wrapped(bar.label, kLabelColumns)) {
    out += text_at(kLabels - 1.5, y, "end", "row-label", line);
    y += kLine;
  }
  return out;
}

Html interval(const Bar& bar, const Scale& scale, double y) {
  if (!bar.low || !bar.high) return {};
  return all(line_at(scale.at(*bar.low), y, scale.at(*bar.high), y, "interval"),
             line_at(scale.at(*bar.low), y - 4, scale.at(*bar.low), y + 4, "interval"),
             line_at(scale.at(*bar.high), y - 4, scale.at(*bar.high), y + 4, "interval"));
}

Html bar_of(const Drawn& drawn, const Scale& scale, double y) {
  const double a = scale.at(std::min(drawn.from, drawn.to));
  const double b = scale.at(std::max(drawn.from, drawn.to));
  const bool down = drawn.to < drawn.from;
  const double end = scale.at(std::max({drawn.from, drawn.to, drawn.bar->high.value_or(drawn.to)}));
  Html out =
      all(leaf("rect", {{"class", down ? "bar down" : "bar"},
                        {"x", percent(a)},
                        {"y", place(y - 7)},
                        {"width", percent(std::max(b - a, 0.15))},
                        {"height", "14"}}),
          interval(*drawn.bar, scale, y), text_at(end + 1, y + 4, "start", "value", drawn.shown));
  if (!drawn.bar->note.empty()) out = el("g", el("title", drawn.bar->note), out);
  if (drawn.bar->href.empty()) return out;
  return el("a", {{"href", drawn.bar->href}}, out);
}

Html drawing(const ChartText& text, const std::vector<Drawn>& rows, const Axis& axis) {
  double low = 0, high = 0, height = 6;
  for (const auto& row : rows) {
    low = std::min({low, row.from, row.to, row.bar->low.value_or(0)});
    high = std::max({high, row.from, row.to, row.bar->high.value_or(0)});
    height += kRow + (rows_of(*row.bar) - 1) * kLine;
  }
  const Scale scale = scale_of(axis, low, low == high ? 1 : high, kLabels, 86);
  Html out = x_axis(axis, scale, 4, height);
  out += line_at(scale.at(0), 4, scale.at(0), height, "zero");
  double y = 18;
  for (const auto& row : rows) {
    out += all(label(*row.bar, y + 4), bar_of(row, scale, y));
    y += kRow + (rows_of(*row.bar) - 1) * kLine;
  }
  return figure(text, height + (axis.label.empty() ? 22 : 40), out);
}

std::string shown(const Bar& bar, const Axis& axis) {
  return bar.shown.empty() ? axis.print(bar.value) : bar.shown;
}

}  // namespace

Html bar_chart(const ChartText& text, const std::vector<Bar>& bars, const Axis& axis) {
  std::vector<Drawn> rows;
  for (const auto& bar : bars) rows.push_back({&bar, 0, bar.value, shown(bar, axis)});
  return drawing(text, rows, axis);
}

Html waterfall(const ChartText& text, const std::vector<Bar>& steps, std::string_view total_label,
               const Axis& axis) {
  std::vector<Drawn> rows;
  Bar total{.label = std::string(total_label)};
  for (const auto& step : steps) {
    const std::string sign = step.shown.empty() && step.value > 0 ? "+" : "";
    rows.push_back({&step, total.value, total.value + step.value, sign + shown(step, axis)});
    total.value += step.value;
  }
  rows.push_back({&total, 0, total.value, axis.print(total.value)});
  return drawing(text, rows, axis);
}

}  // namespace attest::publish
