#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"

namespace attest::casework {

/// `attest rows FILE`: what a reader makes of a file, without a case. Options as the command line
/// has them.
struct RowsRequest {
  std::string file;
  std::string encoding;
  std::string delimiter;
  std::string header;  ///< "none", or the row that holds the names, counted from 1
  std::string sheet;
  std::string kind;
  std::vector<std::string> limits;  ///< "memory=1000000"
  enum class Form { kText, kJson };
  Form form = Form::kText;
};

struct RowsAnswer {
  std::int64_t rows = 0;  ///< refused ones too
  std::int64_t refused = 0;
};

/// Reads the file and hands over lines, each without its line break: the head, one a row, the sums
/// (docs/manual/rows.md). Throws base::Error where the file as a whole cannot be read, {kLimit}
/// when limit 'seconds' is met.
RowsAnswer rows(const RowsRequest& request, base::Reporter& reporter,
                const std::function<void(std::string_view)>& print);
base::Json to_json(const RowsAnswer& answer);

}  // namespace attest::casework
