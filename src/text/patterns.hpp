#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace attest::text {

/// Many words sought in one pass (Aho and Corasick, 1975), over bytes. For texts that are folded
/// (text/fold.hpp) the words must be folded too. Building is linear in the words; matching takes
/// one table step a byte. Thread-safe once built.
class Patterns {
 public:
  struct Hit {
    std::size_t end = 0;        ///< byte after its last
    std::uint32_t pattern = 0;  ///< index in the list given
    friend bool operator==(const Hit&, const Hit&) = default;
  };

  /// Empty words are never found.
  explicit Patterns(const std::vector<std::string_view>& words);

  /// Calls hit(Hit) for every occurrence, ordered by its end, longer ones first; stops when hit
  /// returns false.
  template <class F>
  void find(std::string_view text, F&& hit) const {
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      state = next_[state * width_ + classes_[static_cast<unsigned char>(text[i])]];
      for (std::uint32_t at = outputs_[state] ? state : links_[state]; at != 0; at = links_[at])
        for (std::uint32_t p = first_[at]; p < first_[at + 1]; ++p)
          if (!hit(Hit{i + 1, patterns_[p]})) return;
    }
  }

 private:
  std::array<std::uint16_t, 256> classes_{};  ///< bytes that no word tells apart share a class
  std::uint32_t width_ = 1;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> links_;   ///< nearest shorter suffix that ends a word
  std::vector<std::uint8_t> outputs_;  ///< whether a word ends here
  std::vector<std::uint32_t> first_;   ///< of patterns_, by state
  std::vector<std::uint32_t> patterns_;
};

}  // namespace attest::text
