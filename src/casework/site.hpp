#pragma once

#include "casework/case.hpp"
#include "publish/site.hpp"

namespace attest::casework {

/// The values a case's site is made from, under the entries in force.
publish::Site make_site(const Case& kase);

}  // namespace attest::casework
