// Taking list entries from persons killed tells nothing.
#include "model/measure.hpp"

using namespace attest::model;

constexpr Amount<Measure::kKilled> kKilled{20};
constexpr Amount<Measure::kListEntries> kEntries{12};
#ifdef MISUSE
const auto kRest = kKilled - kEntries;
#else
const auto kRest = kKilled.value - kEntries.value;  // whoever writes this has said so
#endif
