#include "vault/impl/previous.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

#include "base/error.hpp"
#include "proof/line.hpp"

namespace attest::vault {
namespace {

constexpr std::uint32_t kAll = UINT32_MAX;

/// Unambiguous bytes for a cell: present, length of the text, text, parsed form.
void append_cell_bytes(std::string& out, std::string_view text, std::string_view parsed) {
  const auto length = static_cast<std::uint32_t>(text.size());
  out.push_back('\1');
  out.append(reinterpret_cast<const char*>(&length), sizeof length);
  out.append(text).append(parsed).push_back('\0');
}

void append_json_cell(std::string& out, std::string_view cell) {
  if (cell.starts_with('"') && cell.find('\\') == std::string_view::npos)
    return append_cell_bytes(out, cell.substr(1, cell.size() - 2), {});
  const auto read = proof::read_cell_text(cell);
  if (read && read->kind == proof::CellText::Kind::kText)
    return append_cell_bytes(out, read->text, read->parsed);
  out.push_back('\2');
  if (cell != "null") out.append(cell).push_back('\0');
}

std::uint64_t first_bits(const base::Digest& digest) {
  std::uint64_t bits;
  std::memcpy(&bits, digest.data(), sizeof bits);
  return bits;
}

}  // namespace

RowHasher::RowHasher(std::string salt, std::span<const std::string> columns,
                     std::span<const std::string> keys)
    : salt_(std::move(salt)), order_(columns.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::ranges::stable_sort(order_, {},
                           [&](std::size_t i) -> const std::string& { return columns[i]; });
  for (const auto i : order_) names_.append(columns[i]).push_back('\0');
  for (const auto& key : keys)
    if (const auto at = std::ranges::find(columns, key); at != columns.end())
      keys_.push_back(static_cast<std::size_t>(at - columns.begin()));
}

template <class Append>
RowKey RowHasher::hash(const Append& append_cell) {
  message_.assign(salt_).append(names_);
  for (const auto i : order_) append_cell(message_, i);
  const auto cells = first_bits(base::sha256(message_));
  if (keys_.empty()) return {cells, cells};
  message_.assign(salt_);
  for (const auto i : keys_) append_cell(message_, i);
  return {first_bits(base::sha256(message_)), cells};
}

RowKey RowHasher::of(const RowBatch& batch, const RowBatch::RowView& row) {
  return hash([&](std::string& out, std::size_t i) {
    const auto cell = batch.cell(row, i);
    if (cell.present)
      append_cell_bytes(out, cell.text, cell.parsed);
    else
      out.push_back('\2');
  });
}

RowKey RowHasher::of(std::span<const std::string_view> cells) {
  return hash([&](std::string& out, std::size_t i) {
    if (i < cells.size())
      append_json_cell(out, cells[i]);
    else
      out.push_back('\2');
  });
}

void Previous::sort(std::vector<LineRange> places) {
  places_ = std::move(places);
  std::uint64_t position = 0;
  for (const auto& place : places_) {
    starts_.push_back(position);
    position += static_cast<std::uint64_t>(place.count);
  }
  base::ensure(position == rows_.size() && position < kAll, "every former row has its place");
  left_.assign(rows_.size(), true);
  std::ranges::sort(rows_, [](const Row& a, const Row& b) {
    return a.key != b.key ? a.key < b.key : a.position < b.position;
  });
  const int bits = std::max(1, static_cast<int>(std::bit_width(rows_.size())) - 1);
  shift_ = 64 - bits;
  buckets_.assign((std::size_t{1} << bits) + 1, 0);
  for (const auto& row : rows_) ++buckets_[(row.key >> shift_) + 1];
  std::partial_sum(buckets_.begin(), buckets_.end(), buckets_.begin());
}

std::optional<Previous::Match> Previous::meet(const RowKey& key) {
  if (rows_.empty()) return std::nullopt;
  const auto bucket = key.key >> shift_;
  auto at = buckets_[bucket];
  const auto end = buckets_[bucket + 1];
  while (at < end && rows_[at].key < key.key) ++at;
  if (at == end || rows_[at].key != key.key) return std::nullopt;
  const auto chosen = at + rows_[at].met;
  if (chosen >= rows_.size() || rows_[chosen].key != key.key) return std::nullopt;
  ++rows_[at].met;
  const auto& row = rows_[chosen];
  left_[row.position] = false;
  return Match{place_of(row.position), row.cells == key.cells};
}

void Previous::each_left(const std::function<void(LineId)>& visit) const {
  for (std::uint32_t position = 0; position < left_.size(); ++position)
    if (left_[position]) visit(place_of(position));
}

LineId Previous::place_of(std::uint32_t position) const {
  const auto next = std::ranges::upper_bound(starts_, std::uint64_t{position});
  const auto place = static_cast<std::size_t>(next - starts_.begin()) - 1;
  const auto& first = places_[place].first;
  return {first.entry, first.line + static_cast<std::int64_t>(position - starts_[place])};
}

bool KeySet::insert(std::uint64_t key) {
  if (key == 0) key = 1;
  if (2 * (size_ + 1) > slots_.size()) grow();
  for (auto at = key & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == key) return false;
    if (slots_[at] != 0) continue;
    slots_[at] = key;
    ++size_;
    return true;
  }
}

void KeySet::grow() {
  const auto old = std::exchange(
      slots_, std::vector<std::uint64_t>(std::max<std::size_t>(1'024, slots_.size() * 2)));
  size_ = 0;
  for (const auto key : old)
    if (key != 0) insert(key);
}

}  // namespace attest::vault
