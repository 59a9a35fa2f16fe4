#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "findings/tally.hpp"

namespace attest::casework {

/// `attest count CASE --by F,F`: people, as the newest linkage and the decisions in force resolve
/// the records.
struct CountPersonsRequest {
  std::string folder;
  std::vector<std::string>
      by;  ///< fields of findings/tally.hpp; "sdg" alone: the table of indicator 16.1.2
};
struct CountPersonsAnswer {
  findings::Tally tally;
  std::size_t records = 0;
  std::size_t open_pairs = 0;  ///< unsure pairs nobody has decided: what low and high differ by
  std::vector<std::string> notes;
};
/// Documented people with low and high. Throws Error{kUsage} for an unknown field, Error{kRefused}
/// where the case has no person records.
CountPersonsAnswer count_persons(const CountPersonsRequest& request);
/// The fields of that name; Error{kUsage} with those there are.
std::vector<findings::Field> read_fields(const std::vector<std::string>& words);
base::Json to_json(const CountPersonsAnswer& answer);
std::string to_text(const CountPersonsAnswer& answer);

}  // namespace attest::casework
