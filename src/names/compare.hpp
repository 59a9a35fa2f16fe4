#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attest::names {

// Likeness of two words over code points, never bytes: a byte-wise measure gives two three-letter
// Arabic words with no letter in common 0.67 and two such Latin words 0.00. Text is compared as it
// is; fold it first. Everything here is pure and symmetric.
//
// Jaro (1989); Winkler (1990): prefix of at most 4 letters, scale 0.1, applied above 0.7, as
// RapidFuzz and jellyfish do. Edit distances by bit-parallel rows (Myers 1999, Hyyrö 2003).

/// In [0, 1]; 1 only for equal words; two empty words are equal.
double jaro(std::u32string_view a, std::u32string_view b);
/// 0 where the likeness is below `cutoff`.
double jaro_winkler(std::u32string_view a, std::u32string_view b, double cutoff = 0.0);

/// Least number of insertions, deletions and substitutions (Levenshtein).
std::size_t levenshtein(std::u32string_view a, std::u32string_view b);
/// With swaps of neighbours, no stretch edited twice (optimal string alignment).
std::size_t osa(std::u32string_view a, std::u32string_view b);
/// With swaps and edits between swapped letters (Damerau 1964, Lowrance & Wagner 1975): a metric.
std::size_t damerau(std::u32string_view a, std::u32string_view b);

/// 1 − distance ÷ length of the longer word; 1 for two empty words.
double osa_likeness(std::u32string_view a, std::u32string_view b);

/// One word against single others: the word's letters are kept as bit masks, so that a comparison
/// costs a few operations a letter. Words above 64 letters take a slower way to the same results.
/// Const calls are thread-safe.
class CachedWord {
 public:
  explicit CachedWord(std::u32string_view word);

  double jaro(std::u32string_view other) const;
  /// 0 where the likeness is below `cutoff`, which lets hopeless words stop early.
  double jaro_winkler(std::u32string_view other, double cutoff = 0.0) const;
  std::size_t levenshtein(std::u32string_view other) const;
  std::size_t osa(std::u32string_view other) const;

 private:
  std::uint64_t mask(char32_t letter) const;
  double jaro_above(std::u32string_view other, double cutoff) const;

  struct Slot {
    char32_t letter = 0;
    std::uint64_t bits = 0;
  };
  std::u32string word_;
  std::vector<Slot> slots_;  ///< open addressing; empty above 64 letters
};

/// Many words laid out side by side, so that one word is compared with dozens of them at a time
/// (vector lanes; the widest the processor has). Results are the same bits as `jaro_winkler` gives.
/// Build once, query often; const calls are thread-safe.
class WordBank {
 public:
  explicit WordBank(std::span<const std::u32string_view> words);

  std::size_t size() const { return size_; }
  /// Jaro–Winkler of `word` with each word of the bank, 0 where below `cutoff`, in the order of the
  /// words. `out` has size() places.
  void jaro_winkler(std::u32string_view word, double cutoff, std::span<double> out) const;

  struct Hit {
    std::uint32_t index;  ///< of the word in the bank
    double likeness;
  };
  /// Only the words at or above `cutoff`, in the order of the words.
  std::vector<Hit> jaro_winkler_hits(std::u32string_view word, double cutoff) const;

 private:
  struct Block {  ///< up to kLanes words of one length
    std::uint32_t length = 0;
    std::uint32_t first = 0;  ///< where its words start in order_
    std::uint32_t count = 0;
    std::size_t letters = 0;  ///< where its transposed letters start in letters_
  };
  void add_block(std::span<const std::u32string_view> words, std::size_t first, std::size_t end,
                 std::size_t length);
  template <typename Emit>
  void scan(std::u32string_view word, double cutoff, const Emit& emit) const;
  template <typename Emit>
  void scan_apart(const CachedWord& word, double cutoff, const Emit& emit) const;

  std::size_t size_ = 0;
  std::vector<Block> blocks_;
  std::vector<char16_t> letters_;
  std::vector<std::uint32_t> order_;  ///< place in a block → index of the word
  std::vector<std::u32string> odd_;   ///< too long for lanes, or beyond the basic plane
  std::vector<std::uint32_t> odd_index_;
};

}  // namespace attest::names
