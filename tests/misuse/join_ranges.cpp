// Ranges of different measures do not join.
#include "model/measure.hpp"

using namespace attest::model;

void join(Range<Measure::kKilled>& killed, const Range<Measure::kWounded>& wounded) {
#ifdef MISUSE
  killed.include(wounded);
#else
  killed.include(Range<Measure::kKilled>{killed});
  (void)wounded;
#endif
}
