// How many matches no rule proposes, from how the rules overlap.
#include <algorithm>
#include <array>
#include <cmath>

#include "link/blocking.hpp"

namespace attest::link {
namespace {

/// Rules of one kind fail together; they count as one observer. Names, dates, and each text field.
std::size_t observer_of(const BlockingRule& rule) {
  bool name = false, date = false, text = false;
  for (const auto& part : rule.parts) {
    text = text || part.trait == Trait::kText || part.trait == Trait::kTextWord;
    date = date || (part.trait >= Trait::kBirth && part.trait <= Trait::kDeath);
    name = name || part.trait <= Trait::kBeginnings;
  }
  if (name && !date && !text) return 0;
  if (date && !text) return 1;
  return name ? 2 : 3;
}

}  // namespace

double estimated_recall(std::span<const BlockingRule> rules,
                        std::span<const std::uint64_t> proposers) {
  std::array<std::uint64_t, 4> masks{};
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    masks[observer_of(rules[rule])] |= std::uint64_t{1} << rule;
  }
  double once = 0, twice = 0, found = 0;
  for (const auto bits : proposers) {
    const auto observers =
        std::count_if(masks.begin(), masks.end(), [bits](auto mask) { return (bits & mask) != 0; });
    found += observers > 0;
    once += observers == 1;
    twice += observers == 2;
  }
  const auto kinds = std::count_if(masks.begin(), masks.end(), [](auto mask) { return mask != 0; });
  if (kinds < 2 || found <= 0) return 1;
  const double t = static_cast<double>(kinds);
  const double missed = (t - 1) / t * once * std::max(0.0, once - 1) / (2 * (twice + 1));
  return found / (found + missed);
}

}  // namespace attest::link
