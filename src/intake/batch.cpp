#include "intake/batch.hpp"

#include <algorithm>
#include <cstring>

namespace attest::intake {
namespace {
constexpr std::size_t kArenaBlock = 64 * 1024;
}

Row Batch::operator[](std::size_t index) const {
  const Line& line = rows_[index];
  Row row;
  row.number = line.number;
  row.cells = std::span(cells_).subspan(line.first_cell, line.cells);
  row.at = line.at;
  row.at.shown = std::span(shown_).subspan(line.first_shown, line.shown);
  row.refused = line.refused;
  row.remedy = line.remedy;
  row.note = line.note;
  return row;
}

void Batch::clear() {
  rows_.clear();
  cells_.clear();
  shown_.clear();
  blocks_.clear();
  room_ = {};
  bytes_ = 0;
}

std::string_view Batch::keep(std::string_view bytes) {
  if (bytes.empty()) return "";
  if (bytes.size() > room_.size()) {
    const std::size_t size = std::max(kArenaBlock, bytes.size());
    blocks_.push_back(std::unique_ptr<char[]>(new char[size]));
    room_ = {blocks_.back().get(), size};
  }
  std::memcpy(room_.data(), bytes.data(), bytes.size());
  const std::string_view kept(room_.data(), bytes.size());
  room_ = room_.subspan(bytes.size());
  bytes_ += bytes.size();
  return kept;
}

void Batch::keep_block(std::unique_ptr<char[]> block, std::size_t size) {
  blocks_.push_back(std::move(block));
  bytes_ += size;
}

Batch::Line& Batch::add_row(std::int64_t number) {
  Line line;
  line.number = number;
  line.first_cell = cells_.size();
  line.first_shown = shown_.size();
  rows_.push_back(line);
  return rows_.back();
}

std::span<Cell> Batch::add_cells(std::size_t count) {
  cells_.resize(cells_.size() + count);
  rows_.back().cells += count;
  return std::span(cells_).last(count);
}

void Batch::add_shown(Cell shown) {
  shown_.push_back(shown);
  ++rows_.back().shown;
}

void Batch::refuse(std::string_view reason, std::string_view remedy) {
  rows_.back().refused = keep(reason);
  rows_.back().remedy = keep(remedy);
}

void Batch::note(std::string_view what) {
  rows_.back().note = keep(what);
}

}  // namespace attest::intake
