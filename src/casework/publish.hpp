#pragma once

#include <string>

#include "base/json.hpp"
#include "base/report.hpp"
#include "publish/render.hpp"

namespace attest::casework {

/// `attest publish CASE OUT`
struct PublishRequest {
  /// Whether the log remembers that this was published, with its list of files. A site that is
  /// published again without any act between is the same, byte for byte.
  enum class Remember { kNo, kYes };
  enum class Existing { kRefuse, kReplace };

  std::string folder;
  std::string out;
  std::string member;
  Remember remember = Remember::kNo;
  Existing existing = Existing::kRefuse;  ///< what to do where `out` holds an earlier site
};
struct PublishAnswer {
  publish::Rendered rendered;
  std::string out;
  std::string index;  ///< the first page
  std::uint64_t exhibits_withheld = 0;
};

/// Writes the whole site into a fresh folder and puts it in place when it is complete. Names of
/// persons, and files that are lists of persons, are given out only where the case's settings say
/// so.
PublishAnswer publish(const PublishRequest& request, base::Reporter& reporter);
base::Json to_json(const PublishAnswer& answer);

}  // namespace attest::casework
