// Persons killed and bodies examined have no sum.
#include "model/measure.hpp"

using namespace attest::model;

constexpr Amount<Measure::kKilled> kKilled{20};
constexpr Amount<Measure::kBodiesExamined> kExamined{12};
#ifdef MISUSE
const auto kSum = kKilled + kExamined;
#else
const auto kSum = kKilled + kKilled;
const auto kOther = kExamined + kExamined;
#endif
