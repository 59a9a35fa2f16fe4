#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attest::link {

/// The texts of one column, each distinct text kept once. A million rows of a column with few
/// values cost four bytes each. Adding is not thread-safe; reading is, while nobody adds.
class TextColumn {
 public:
  void add(std::string_view text);
  /// Gives back what only adding needs. Adding again is allowed, and costs as much as all before.
  void close();

  std::size_t size() const { return codes_.size(); }
  std::string_view operator[](std::size_t row) const { return value(codes_[row]); }
  /// Equal for equal texts; 0 … distinct()−1 in the order of first use.
  std::uint32_t code(std::size_t row) const { return codes_[row]; }
  std::size_t distinct() const { return ends_.size(); }
  std::string_view value(std::uint32_t code) const;

 private:
  std::uint32_t intern(std::string_view text);
  void grow();

  std::vector<std::uint32_t> codes_;
  std::string bytes_;
  std::vector<std::uint64_t> ends_;  ///< where each distinct text ends in bytes_
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t place = 0;  ///< code + 1; 0: empty
  };
  std::vector<Slot> slots_;  ///< open addressing; given back by close()
};

}  // namespace attest::link
