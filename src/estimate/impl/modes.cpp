#include "estimate/impl/modes.hpp"

#include <algorithm>
#include <cmath>

namespace attest::estimate::impl {
namespace {

constexpr int kGrid = 256;
constexpr double kValley = 0.5;     // of the lower peak
constexpr double kSmallest = 0.05;  // share of draws

struct Density {
  double from = 0, step = 0;
  std::vector<double> height;
};

// A histogram smoothed by a normal kernel.
Density density_of(const std::vector<double>& sorted) {
  Density out;
  const double spread = std::min((quantile(sorted, 0.975) - quantile(sorted, 0.025)) / 3.92,
                                 (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349);
  const double width = std::max(0.5 * 1.06 * spread * std::pow(1000.0, -0.2), 1e-9);
  out.from = sorted.front() - 3 * width;
  out.step = (sorted.back() + 3 * width - out.from) / (kGrid - 1);
  std::vector<double> counts(kGrid, 0.0);
  for (const double y : sorted) counts[static_cast<std::size_t>((y - out.from) / out.step)] += 1;
  out.height.assign(kGrid, 0.0);
  const int reach = static_cast<int>(std::ceil(4 * width / out.step));
  for (int i = 0; i < kGrid; ++i)
    for (int d = -reach; d <= reach; ++d)
      if (i + d >= 0 && i + d < kGrid)
        out.height[static_cast<std::size_t>(i)] +=
            counts[static_cast<std::size_t>(i + d)] *
            std::exp(-0.5 * std::pow(d * out.step / width, 2));
  return out;
}

// Grid points that part modes: the lowest between two peaks, if low enough.
std::vector<double> valleys(const Density& density) {
  std::vector<double> out;
  double peak = 0, lowest = 0;
  int lowest_at = 0;
  for (int i = 0; i < kGrid; ++i) {
    const double h = density.height[static_cast<std::size_t>(i)];
    if (peak == 0 || (h > peak && lowest >= kValley * peak)) {
      peak = lowest = h;
      lowest_at = i;
    } else if (h < lowest) {
      lowest = h;
      lowest_at = i;
    } else if (lowest < kValley * std::min(peak, h)) {
      out.push_back(density.from + density.step * lowest_at);
      peak = lowest = h;
      lowest_at = i;
    }
  }
  return out;
}

}  // namespace

std::vector<Mode> find_modes(const std::vector<double>& draws, double documented, double level) {
  std::vector<double> sorted = draws;
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> y;
  for (const double n : sorted) y.push_back(std::log(n - documented + 1));
  std::vector<std::size_t> ends;
  if (y.front() < y.back())
    for (const double v : valleys(density_of(y)))
      ends.push_back(static_cast<std::size_t>(std::lower_bound(y.begin(), y.end(), v) - y.begin()));
  ends.push_back(y.size());
  std::vector<Mode> out;
  const double smallest = kSmallest * static_cast<double>(y.size());
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const bool last = end == y.size();
    if (!last && (static_cast<double>(end - begin) < smallest ||
                  static_cast<double>(y.size() - end) < smallest))
      continue;
    const std::vector<double> part(sorted.begin() + static_cast<std::ptrdiff_t>(begin),
                                   sorted.begin() + static_cast<std::ptrdiff_t>(end));
    const Summary s = summarise(part, level);
    out.push_back({static_cast<double>(part.size()) / static_cast<double>(y.size()), s.median,
                   s.low, s.high});
    begin = end;
  }
  return out;
}

}  // namespace attest::estimate::impl
