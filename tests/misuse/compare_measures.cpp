// Nor can one be more than the other.
#include "model/measure.hpp"

using namespace attest::model;

constexpr Amount<Measure::kKilled> kKilled{20};
constexpr Amount<Measure::kFamilies> kFamilies{12};
#ifdef MISUSE
const bool kMore = kKilled > kFamilies;
#else
const bool kMore = kKilled > Amount<Measure::kKilled>{12} && kFamilies == kFamilies;
#endif
