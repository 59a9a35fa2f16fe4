// A number that nobody claims cannot be made.
#include "model/nouns.hpp"

using namespace attest::model;

#ifdef MISUSE
const Figure kNobody{};
#else
const Figure kSomebody{.by = Attribution("The Herald")};
#endif
