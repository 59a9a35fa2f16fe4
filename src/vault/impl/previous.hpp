#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "vault/impl/index.hpp"
#include "vault/rows.hpp"

namespace attest::vault {

/// A row, as far as matching needs it: 64 bits of SHA-256 each, salted anew for every import so
/// that nobody can make two rows meet.
struct RowKey {
  std::uint64_t key = 0;    ///< of the key columns, or of all cells
  std::uint64_t cells = 0;  ///< of all cells, text and parsed form
};

/// Makes RowKeys from cells. Columns count by name, so their order may change between versions of a
/// file.
class RowHasher {
 public:
  /// `keys` empty: all cells are the key.
  RowHasher(std::string salt, std::span<const std::string> columns,
            std::span<const std::string> keys);
  RowKey of(const RowBatch& batch, const RowBatch::RowView& row);
  /// `cells`: JSON texts of a line, as many as columns.
  RowKey of(std::span<const std::string_view> cells);

 private:
  template <class Append>
  RowKey hash(const Append& append_cell);

  std::string salt_;
  std::string names_;               ///< of all columns
  std::vector<std::size_t> order_;  ///< of columns by name
  std::vector<std::size_t> keys_;
  std::string message_;
};

/// The rows of a list's former snapshot, waiting to be met: by key and how-manieth.
class Previous {
 public:
  void reserve(std::uint64_t rows) { rows_.reserve(rows); }
  /// In the snapshot's order; then sort().
  void add(RowKey key) {
    rows_.push_back({key.key, key.cells, static_cast<std::uint32_t>(rows_.size()), 0});
  }
  void sort(std::vector<LineRange> places);
  bool empty() const { return rows_.empty(); }

  struct Match {
    LineId line;
    bool same = false;  ///< all cells are equal
  };
  /// The first row of that key that nobody has met.
  std::optional<Match> meet(const RowKey& key);
  /// Rows that nobody met, in the snapshot's order.
  void each_left(const std::function<void(LineId)>& visit) const;

 private:
  struct Row {
    std::uint64_t key;
    std::uint64_t cells;
    std::uint32_t position;
    std::uint32_t met;  ///< in the first row of a key: how many of its rows were met
  };
  LineId place_of(std::uint32_t position) const;

  std::vector<Row> rows_;
  std::vector<std::uint32_t> buckets_;  ///< first row by the key's leading bits
  int shift_ = 0;
  std::vector<LineRange> places_;
  std::vector<std::uint64_t> starts_;  ///< position of each place's first line
  std::vector<bool> left_;             ///< by position
};

/// Keys seen so far; a plain open table, 16 bytes a key at most.
class KeySet {
 public:
  /// False if it was there.
  bool insert(std::uint64_t key);
  std::size_t size() const { return size_; }

 private:
  void grow();
  std::vector<std::uint64_t> slots_;  ///< 0: free
  std::size_t size_ = 0;
};

}  // namespace attest::vault
