#pragma once

#include <string>

#include "base/json.hpp"
#include "base/report.hpp"
#include "proof/verify.hpp"

namespace attest::casework {

/// `attest verify PATH`: what a path holds, and whether it is whole.
struct VerifyAnswer {
  enum class What { kCase, kSite };
  What what = What::kCase;
  std::string path;
  proof::Verification found;
};

/// A case is checked from its plain files, as attest-verify does; a published site against its
/// SHA256SUMS (missing, altered and additional files are faults). Throws Error{kNotFound} where
/// there is neither.
VerifyAnswer verify(const std::string& path, base::Reporter& reporter);
base::Json to_json(const VerifyAnswer& answer);
std::string to_text(const VerifyAnswer& answer);

}  // namespace attest::casework
