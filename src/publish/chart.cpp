#include "publish/chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace attest::publish {

double Scale::at(double value) const {
  if (!(high > low)) return from;
  return from + (std::clamp(value, low, high) - low) / (high - low) * (to - from);
}

std::vector<double> round_ticks(double low, double high, int most) {
  if (!(high > low) || !std::isfinite(high - low) || most < 2) return {low};
  const double rough = (high - low) / most;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = power * 10;
  for (const double factor : {1.0, 2.0, 2.5, 5.0})
    if (factor * power >= rough * (1 - 1e-9) && (factor != 2.5 || power >= 10)) {
      step = factor * power;
      break;
    }
  std::vector<double> out;
  for (double i = std::ceil(low / step - 1e-9); i * step <= high + step * 1e-9; ++i)
    out.push_back(i == 0 ? 0 : i * step);
  return out;
}

double round_up(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double factor : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (factor * power >= value * (1 - 1e-9)) return factor * power;
  return power * 10;
}

std::string short_number(double value) {
  if (!std::isfinite(value)) return "–";
  if (value < 0) return "−" + short_number(-value);
  if (value >= 1e15 || (value > 0 && value < 1e-4)) return fmt::format("{:.2g}", value);
  const int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value == 0 ? 0 : 4;
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (decimals > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  auto end = std::min(text.find('.'), text.size());
  while (end > 3) text.insert(end -= 3, ",");
  return text;
}

std::string place(double value) {
  std::string text = fmt::format("{:.2f}", std::isfinite(value) ? value : 0.0);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string percent(double value) {
  return place(value) + "%";
}

Html figure(const ChartText& text, double height, const Html& drawing, std::string_view css_class) {
  Html out;
  if (!text.title.empty()) out += el("figcaption", text.title);
  const std::string kind = "chart " + std::string(css_class);
  out += el("svg",
            {{"class", kind},
             {"width", "100%"},
             {"height", place(height)},
             {"role", "img"},
             {"aria-label", text.title + ". " + text.description}},
            el("title", text.title), el("desc", text.description), drawing);
  if (!text.note.empty()) out += el("p", {{"class", "note"}}, text.note);
  return el("figure", {{"dir", "ltr"}}, out);
}

namespace {

std::string_view outline(Mark shape) {
  switch (shape) {
    case Mark::kSquare:
      return "M-5-5H5V5H-5Z";
    case Mark::kTriangle:
      return "M0-6.2L6.2 5H-6.2Z";
    case Mark::kDiamond:
      return "M0-6.8L6.2 0L0 6.8L-6.2 0Z";
    case Mark::kPentagon:
      return "M0-6.4L6.2-1.8L3.8 5.4H-3.8L-6.2-1.8Z";
    case Mark::kCircle:
      break;
  }
  return "M-5.4 0A5.4 5.4 0 1 1 5.4 0A5.4 5.4 0 1 1 -5.4 0Z";
}

std::string mark_class(Fill fill, std::string_view css_class) {
  std::string out = fill == Fill::kFilled ? "mark" : "mark hollow";
  if (!css_class.empty()) out.append(" ").append(css_class);
  return out;
}

}  // namespace

Html mark(Mark shape, Fill fill, double x_percent, double y, std::string_view css_class) {
  return el("svg", {{"x", percent(x_percent)}, {"y", place(y)}, {"overflow", "visible"}},
            leaf("path", {{"class", mark_class(fill, css_class)}, {"d", outline(shape)}}));
}

Html inline_mark(Mark shape, Fill fill, std::string_view css_class) {
  return el("svg", {{"class", "inline-mark"}, {"viewBox", "-8 -8 16 16"}, {"aria-hidden", "true"}},
            leaf("path", {{"class", mark_class(fill, css_class)}, {"d", outline(shape)}}));
}

}  // namespace attest::publish
