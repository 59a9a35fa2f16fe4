#include <algorithm>
#include <cmath>

#include "publish/chart.hpp"
#include "publish/impl/plot.hpp"

namespace attest::publish {
namespace {

constexpr double kLeft = 12;
constexpr double kRight = 96;
constexpr double kTop = 30;
constexpr double kBottom = 270;

struct Span {
  double low = INFINITY;
  double high = -INFINITY;
  void include(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

struct Spans {
  Span x, y;
};

Spans spans(const std::vector<Series>& series) {
  Spans out;
  for (const auto& one : series)
    for (const auto* points : {&one.points, &one.upper})
      for (const auto& point : *points) {
        out.x.include(point.x);
        out.y.include(point.y);
      }
  if (out.x.low > out.x.high) out = {{0, 1}, {0, 1}};
  return out;
}

/// Within the window: thousandths, whatever the page's width.
Scale inside(const Scale& scale, double from, double to) {
  return {scale.low, scale.high, from, to};
}

Html curve(const Series& one, std::size_t index, const Scale& x, const Scale& y) {
  const std::string number = std::to_string(index % 6);
  if (one.upper.empty())
    return leaf("path",
                {{"class", "curve curve-" + number}, {"d", path_through(one.points, x, y)}});
  auto around = one.points;
  around.insert(around.end(), one.upper.rbegin(), one.upper.rend());
  return leaf("path", {{"class", "band band-" + number}, {"d", path_through(around, x, y) + "Z"}});
}

Html marks(const Series& one, std::size_t index, const Scale& x, const Scale& y) {
  if (!one.marked) return {};
  Html out;
  for (const auto& point : one.points)
    out += mark(static_cast<Mark>(index % 5), Fill::kFilled, x.at(point.x), y.at(point.y),
                "curve-mark-" + std::to_string(index % 6));
  return out;
}

/// Sample of the line and its word, in rows below the drawing: labels never cover curves.
Html key(const std::vector<Series>& series, double y) {
  Html out;
  for (std::size_t i = 0; i < series.size(); ++i, y += 18) {
    const std::string number = std::to_string(i % 6);
    const bool band = !series[i].upper.empty();
    out += line_at(kLeft, y - 4, kLeft + 6, y - 4,
                   band ? "band-line band-" + number : "curve curve-" + number);
    if (series[i].marked)
      out +=
          mark(static_cast<Mark>(i % 5), Fill::kFilled, kLeft + 3, y - 4, "curve-mark-" + number);
    out += text_at(kLeft + 7.5, y, "start", "row-label", series[i].label);
  }
  return out;
}

Html landmark_lines(const std::vector<Landmark>& landmarks, const Scale& x, double top,
                    double bottom) {
  Html out;
  double y = top - 4;
  for (const auto& [value, label] : landmarks) {
    const double at = x.at(value);
    out += line_at(at, top, at, bottom, "landmark");
    out += text_at(at, y, at > 60 ? "end" : "start", "value", label);
    y -= 14;
  }
  return out;
}

double room_above(const std::vector<Landmark>& landmarks) {
  return 14 * static_cast<double>(landmarks.size());
}

}  // namespace

Html line_chart(const ChartText& text, const std::vector<Series>& series, const Axis& x,
                const Axis& y, const std::vector<Landmark>& landmarks) {
  const Spans found = spans(series);
  const double top = kTop + room_above(landmarks);
  const double bottom = top + (kBottom - kTop);
  const Scale across = scale_of(x, found.x.low, found.x.high, kLeft, kRight);
  const Scale up = scale_of(y, std::min(0.0, found.y.low), found.y.high, bottom, top);
  Html paths, dots;
  for (std::size_t i = 0; i < series.size(); ++i) {
    paths += curve(series[i], i, inside(across, 0, 1000), inside(up, 1000, 0));
    dots += marks(series[i], i, across, up);
  }
  const double below = bottom + (x.label.empty() ? 40 : 58);
  return figure(text, below + 18 * static_cast<double>(series.size()) - 8,
                all(y_axis(y, up, kLeft, kRight), x_axis(x, across, top, bottom),
                    window(kLeft, top, kRight - kLeft, bottom - top, paths), dots,
                    landmark_lines(landmarks, across, top, bottom), key(series, below)));
}

Html density_chart(const ChartText& text, const std::vector<Density>& rows, const Axis& x,
                   const std::vector<Landmark>& landmarks) {
  constexpr double kRow = 86;
  constexpr double kRidge = 44;
  Span span;
  for (const auto& row : rows) {
    for (const auto& point : row.curve) span.include(point.x);
    for (const double value : {row.low, row.middle, row.high}) span.include(value);
  }
  for (const auto& landmark : landmarks) span.include(landmark.x);
  if (span.low > span.high) span = {0, 1};
  const Scale across = scale_of(x, span.low, span.high, 2, 96);
  const double top = 8 + room_above(landmarks);
  const double bottom = top + kRow * static_cast<double>(rows.size());
  Html out = all(x_axis(x, across, top, bottom), landmark_lines(landmarks, across, top, bottom));
  double y = top;
  for (std::size_t i = 0; i < rows.size(); ++i, y += kRow) {
    const auto& row = rows[i];
    double peak = 0;
    for (const auto& point : row.curve) peak = std::max(peak, point.y);
    const Scale up{0, peak > 0 ? peak : 1, 1000, 0};
    out += text_at(0, y + 14, "start", "row-label strong", row.label);
    out += text_at(100, y + 14, "end", "value", row.shown);
    std::vector<Point> closed = row.curve;
    if (!closed.empty()) {
      closed.insert(closed.begin(), {closed.front().x, 0});
      closed.push_back({closed.back().x, 0});
    }
    out += window(across.from, y + 20, across.to - across.from, kRidge,
                  leaf("path", {{"class", "ridge"},
                                {"d", path_through(closed, inside(across, 0, 1000), up)}}));
    const double base = y + 20 + kRidge + 7;
    out += line_at(across.at(row.low), base, across.at(row.high), base, "interval thick");
    out += mark(Mark::kCircle, Fill::kFilled, across.at(row.middle), base);
  }
  return figure(text, bottom + (x.label.empty() ? 24 : 42), out);
}

std::vector<Point> kernel_density(std::vector<double> draws) {
  constexpr std::size_t kPoints = 128;
  std::sort(draws.begin(), draws.end());
  if (draws.size() < 2 || draws.front() == draws.back()) return {};
  const auto quantile = [&](double p) {
    return draws[static_cast<std::size_t>(p * static_cast<double>(draws.size() - 1))];
  };
  double mean = 0, square = 0;
  // A heavy tail would press everything else into one line.
  const double middle = quantile(0.5);
  const double low = std::max(quantile(0.0025), middle - 2 * (middle - quantile(0.025)));
  const double high = std::min(quantile(0.9975), middle + 2 * (quantile(0.975) - middle));
  for (const double draw : draws) mean += draw / static_cast<double>(draws.size());
  for (const double draw : draws) square += (draw - mean) * (draw - mean);
  const double deviation = std::sqrt(square / static_cast<double>(draws.size() - 1));
  const double middle_half = (quantile(0.75) - quantile(0.25)) / 1.34;
  const double width = 0.9 * (middle_half > 0 ? std::min(deviation, middle_half) : deviation) *
                       std::pow(static_cast<double>(draws.size()), -0.2);
  std::vector<Point> out;
  for (std::size_t i = 0; i < kPoints; ++i) {
    const double x = low + (high - low) * static_cast<double>(i) / (kPoints - 1);
    const auto from = std::lower_bound(draws.begin(), draws.end(), x - 4 * width);
    const auto to = std::upper_bound(from, draws.end(), x + 4 * width);
    double sum = 0;
    for (auto draw = from; draw != to; ++draw)
      sum += std::exp(-0.5 * (x - *draw) * (x - *draw) / (width * width));
    out.push_back({x, sum / (static_cast<double>(draws.size()) * width * 2.5066282746310002)});
  }
  return out;
}

}  // namespace attest::publish
