#pragma once

#include <cmath>

namespace attest::estimate {

/// log|Γ(x)|. The standard's lgamma writes the sign to a global, which threads then race for.
inline double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

}  // namespace attest::estimate
