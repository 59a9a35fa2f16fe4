#pragma once

#include <vector>

#include "estimate/table.hpp"

namespace studies {

/// P(N − n = 0, 1, 2, …  given the table) in the latent-class model with two classes, uniform
/// capture probabilities, alpha ~ Gamma(1/4, rate 1/4) and p(N) ∝ 1/N up to `most_unseen`: every
/// way to put the people of every pattern, and those of none, into the two classes is gone through,
/// and alpha is integrated numerically. For tiny tables of three lists.
std::vector<double> exact_unseen(const attest::estimate::Table& table, int most_unseen);

}  // namespace studies
