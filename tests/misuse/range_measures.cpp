// A range of persons killed takes in no bodies.
#include "model/measure.hpp"

using namespace attest::model;

void widen(Range<Measure::kKilled>& killed, Range<Measure::kBodiesFound>& bodies) {
#ifdef MISUSE
  killed.include(Amount<Measure::kBodiesFound>{20});
#else
  killed.include(Amount<Measure::kKilled>{20});
#endif
  bodies.include(Amount<Measure::kBodiesFound>{20});
}
