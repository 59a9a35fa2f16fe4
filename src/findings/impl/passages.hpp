#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace attest::findings::impl {

/// A 64-bit fingerprint of every `length` words in a row, in the order they stand. Only equality
/// means anything.
std::vector<std::uint64_t> word_runs(const std::vector<std::string>& words, std::size_t length);

/// Texts met so far, by the runs of words they hold: finds the earlier ones that a new text shares
/// a passage with. Texts under eight words are left alone.
class Passages {
 public:
  struct Shared {
    std::size_t text = 0;  ///< as numbered by `add`
    std::string words;     ///< the first words they share
  };
  /// The earlier texts that share at least half of the runs of the shorter one, earliest first;
  /// numbers texts 0, 1, 2 … in the order they come.
  std::vector<Shared> add(std::string_view text);

 private:
  std::vector<std::size_t> sizes_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders_;
};

}  // namespace attest::findings::impl
