#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace attest::findings::impl {

/// Texts met so far, by the runs of words they hold: finds the earliest one that a new text shares
/// a passage with. Exact, by an index of word runs; texts under eight words are left alone.
class Passages {
 public:
  struct Shared {
    std::size_t text = 0;  ///< as numbered by `add`
    std::string words;     ///< the first words they share
  };
  /// The earliest text that shares at least half of the runs of the shorter one; numbers texts 0,
  /// 1, 2 … in the order they come. Nothing is shared with itself.
  std::vector<Shared> add(std::string_view text);

 private:
  std::vector<std::size_t> sizes_;
  std::map<std::string, std::vector<std::size_t>> holders_;
};

}  // namespace attest::findings::impl
