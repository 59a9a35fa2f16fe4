#pragma once

#include <vector>

#include "casework/case.hpp"
#include "publish/estimate_page.hpp"

namespace attest::casework {

/// Pages of the newest estimate in force: all people, then its strata. Nothing where none was made.
std::vector<publish::EstimatePage> make_estimates(const Case& kase);

}  // namespace attest::casework
