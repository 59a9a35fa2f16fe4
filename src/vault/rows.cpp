#include "vault/rows.hpp"

#include "base/error.hpp"

namespace attest::vault {

void RowBatch::begin_record(std::int64_t row, std::string_view head) {
  rows_.push_back(
      {row, cells_.size(), static_cast<std::uint32_t>(head.size()), false, text_.size()});
  text_.append(head);
}

void RowBatch::begin_refused(std::int64_t row, std::string_view column, std::string_view value,
                             std::string_view reason, std::string_view remedy) {
  rows_.push_back({row, cells_.size(), 0, true, text_.size()});
  for (const auto text : {column, value, reason, remedy}) add_cell(text);
}

void RowBatch::add_null() {
  cells_.push_back({text_.size(), kAbsent, 0});
}

void RowBatch::add_cell(std::string_view text, std::string_view parsed) {
  if (text.size() >= kAbsent || parsed.size() >= kAbsent)
    throw base::Error(base::Code::kLimit, "a cell is longer than 4 GB");
  cells_.push_back({text_.size(), static_cast<std::uint32_t>(text.size()),
                    static_cast<std::uint32_t>(parsed.size())});
  text_.append(text).append(parsed);
}

void RowBatch::clear() {
  text_.clear();
  rows_.clear();
  cells_.clear();
}

RowBatch::RowView RowBatch::row(std::size_t index) const {
  const auto& row = rows_[index];
  const auto end = index + 1 < rows_.size() ? rows_[index + 1].first_cell : cells_.size();
  return {row.row, std::string_view(text_).substr(row.head_offset, row.head_length), row.refused,
          row.first_cell, end - row.first_cell};
}

RowBatch::CellView RowBatch::cell(const RowView& row, std::size_t index) const {
  const auto& cell = cells_[row.first_cell + index];
  if (cell.text == kAbsent) return {};
  const auto text = std::string_view(text_).substr(cell.offset, cell.text);
  return {true, text, std::string_view(text_).substr(cell.offset + cell.text, cell.parsed)};
}

}  // namespace attest::vault
