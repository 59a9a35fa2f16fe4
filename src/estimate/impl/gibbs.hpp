#pragma once

#include <vector>

#include "base/random.hpp"
#include "estimate/impl/mixture.hpp"

namespace attest::estimate::impl {

/// What a draw of the unseen and of everybody's class shows.
struct Occupancy {
  double unseen = 0;  ///< N − n
  int classes = 0;    ///< classes that hold somebody
};

/// N − n given P(on no list): negative binomial, cut at the limit. Negative if the limit cannot be
/// met.
double draw_unseen(const Problem& problem, double missed, base::Stream& stream);

/// One sweep of ordinary Gibbs sampling in one lane at temperature 1: unseen and classes given the
/// parameters, parameters given those (Manrique-Vallier 2016), then two neighbouring classes may
/// change places. It reaches what gradients do not: alpha near 0, classes that fill and empty at
/// once. q changes; the caller evaluates anew.
Occupancy gibbs_sweep(const Problem& problem, LaneVector& q, int lane, base::Stream& stream);

/// alpha given the sticks, which stay as they are (the e follow). Valid at every temperature.
void redraw_alpha(const Problem& problem, LaneVector& q, int lane, base::Stream& stream);

}  // namespace attest::estimate::impl
