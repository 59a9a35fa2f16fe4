#pragma once

#include <string>
#include <utility>
#include <vector>

#include "intake/reader.hpp"

namespace attest::intake {

/// A row that is held in memory; small documents are read whole.
struct HeldRow {
  std::vector<std::optional<std::string>> cells;
  std::int64_t sheet_row = 0;
  std::int64_t page = 0;
  std::optional<std::uint64_t> byte;
};

/// A table that is held in memory.
class HeldReader final : public Reader {
 public:
  HeldReader(Head head, std::vector<HeldRow> rows);
  bool next(Batch& batch) override;

 private:
  std::vector<HeldRow> rows_;
  std::size_t given_ = 0;
};

}  // namespace attest::intake
