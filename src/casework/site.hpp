#pragma once

#include "base/report.hpp"
#include "casework/case.hpp"
#include "publish/site.hpp"

namespace attest::casework {

/// The values a case's site is made from, under the entries in force.
publish::Site make_site(const Case& kase, base::Reporter& reporter);

}  // namespace attest::casework
