#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "findings/findings.hpp"

namespace attest::casework {

/// `attest count CASE`
struct CountRequest {
  std::string folder;
  std::string policy;    ///< by name; empty: the case's first
  std::string incident;  ///< key or name; empty: all
};

/// What one incident's figures come to, under one policy. Documented only.
struct CountAnswer {
  struct Row {
    std::string measure;
    std::string category;
    findings::Answer answer;
    std::vector<std::string> low_by;  ///< addresses of the statements that state the low
    std::vector<std::string> high_by;
  };
  struct Incident {
    std::string key;
    std::string name;
    std::vector<Row> rows;
  };
  std::string policy;
  std::string rule;  ///< what the policy does, in words
  std::vector<Incident> incidents;
};

/// Documented ranges, one a measure and category, never mixed. Throws Error{kNotFound} for a policy
/// or an incident that the case does not have.
CountAnswer count(const CountRequest& request);
base::Json to_json(const CountAnswer& answer);
std::string to_text(const CountAnswer& answer);

}  // namespace attest::casework
