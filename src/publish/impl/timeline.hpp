#pragma once

#include <optional>
#include <vector>

#include "model/date.hpp"
#include "publish/html.hpp"

namespace attest::publish {

/// Dates along x. Undated ones stand apart, under "n.d.", beyond the last date.
class Timeline {
 public:
  /// Between `from` and `to` percent of the drawing; mirrored: the first date at the right.
  Timeline(const std::vector<std::optional<model::Date>>& dates, double from, double to,
           bool mirrored = false);
  double at(const std::optional<model::Date>& date) const;
  /// Grid lines and dates: years, months or days, as fits.
  Html axis(double top, double bottom) const;
  bool has_undated() const { return undated_; }

 private:
  double at_day(double day) const;
  std::vector<std::int64_t> ticks() const;
  double first_ = 0, last_ = 1;
  double from_, to_, nowhere_;
  bool undated_ = false;
  bool mirrored_;
};

}  // namespace attest::publish
