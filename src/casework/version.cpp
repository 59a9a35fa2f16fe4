#include "casework/version.hpp"

namespace attest::casework {

std::string program_name() {
  return std::string("attest ") + ATTEST_VERSION;
}

}  // namespace attest::casework
