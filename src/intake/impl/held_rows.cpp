#include "intake/impl/held_rows.hpp"

namespace attest::intake {
HeldReader::HeldReader(Head head, std::vector<HeldRow> rows) : rows_(std::move(rows)) {
  head_ = std::move(head);
}

bool HeldReader::next(Batch& batch) {
  batch.clear();
  while (given_ < rows_.size() && batch.bytes() < Batch::kEnough) {
    const HeldRow& row = rows_[given_];
    Batch::Line& line = batch.add_row(static_cast<std::int64_t>(given_++));
    line.at.sheet_row = row.sheet_row;
    line.at.page = row.page;
    line.at.byte = row.byte;
    for (const auto& cell : row.cells) batch.add_cell(cell ? Cell(batch.keep(*cell)) : Cell());
    for (std::size_t i = row.cells.size(); i < head_.columns.size(); ++i)
      batch.add_cell(std::nullopt);
  }
  return !batch.empty();
}

}  // namespace attest::intake
