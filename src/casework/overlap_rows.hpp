#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "estimate/table.hpp"

namespace attest::casework {

/// What the user says about the columns of a table of overlaps.
struct OverlapColumns {
  std::vector<std::string> lists;  ///< empty: every column that holds only 0 and 1
  std::vector<std::string>
      labels;  ///< columns that --by, --replicate and --missing name: never lists
};

/// A table of overlaps as it stands in a file: one 0/1 column a list and `count`, or one row a
/// person.
struct OverlapRows {
  struct Row {
    estimate::Pattern pattern = 0;
    std::int64_t count = 1;
    std::vector<std::string> labels;  ///< one a label column
    std::int64_t line = 0;            ///< in the file, for messages
  };
  std::vector<std::string> lists;
  std::vector<std::string> labels;  ///< all columns that are neither lists nor the count
  std::vector<Row> rows;            ///< equal ones added up where a row is a person
  bool row_a_person = false;
  std::int64_t outside = 0;  ///< people on none of the lists that --lists chose
  std::string sha256;        ///< of the file
};

/// Reads a CSV (or anything intake reads). Throws base::Error that names file, line and remedy for
/// a count that is negative, fractional, missing or above a billion, a list cell that is neither 0
/// nor 1, a pattern that comes twice under the same labels, people on no list; {kUsage} where a 0/1
/// column could be a label and --lists does not say.
OverlapRows read_overlap_rows(const std::string& path, const OverlapColumns& columns,
                              base::Reporter& reporter);

/// "", NA, N/A, NaN, null, missing, unknown: a label that is not known.
bool is_missing_label(const std::string& label);

}  // namespace attest::casework
