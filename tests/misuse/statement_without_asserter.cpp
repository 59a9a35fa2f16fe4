// Nobody's statement is no statement.
#include "model/nouns.hpp"

using namespace attest::model;

#ifdef MISUSE
const Statement kNobody{};
#else
const Statement kSomebody{.by = Attribution("The Herald")};
#endif
