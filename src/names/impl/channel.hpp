#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attest::names {

/// Where a letter stands in its word; a single letter stands first.
enum class LetterPlace : std::uint8_t { kInside, kFirst, kLast };
inline LetterPlace letter_place(std::size_t i, std::size_t size) {
  return i == 0 ? LetterPlace::kFirst : i + 1 == size ? LetterPlace::kLast : LetterPlace::kInside;
}

/// Latin chunks: the 18,279 words of at most three letters a to z, numbered by length, then order.
inline constexpr std::size_t kMostChunk = 3;
inline constexpr std::size_t kChunkCount = 1 + 26 + 26 * 26 + 26 * 26 * 26;
std::uint32_t chunk_code(std::string_view letters);
std::string chunk_letters(std::uint32_t code);

/// The chance of a chunk that was never seen for a letter.
inline constexpr std::array<double, kMostChunk + 1> kUnseenChunk = {2e-4, 7.7e-6, 3e-7, 1.1e-8};
/// The chance of a chunk for a letter that has no row.
inline constexpr std::array<double, kMostChunk + 1> kUnknownLetter = {0.2, 7.7e-3, 3e-4, 1.1e-5};

/// Words longer than this are not compared.
inline constexpr std::size_t kLongestWord = 32;

/// How the letters of one script are spelt in Latin: P(chunk | letter, place). Filled once, then
/// read by any number of threads.
class Channel {
 public:
  /// A letter with its place, and a chunk with its chance.
  void set(char32_t letter, LetterPlace place, std::uint32_t chunk, double chance);
  bool empty() const { return row_of_.empty(); }
  /// log2 P(latin | native), summed over all ways of cutting `latin`. Both words have 1 to
  /// kLongestWord letters; `latin` is a to z. What is below `least` may come back as anything below
  /// it: hopeless words stop early.
  double bits(std::u32string_view native, std::string_view latin, double least = -1e9) const;

 private:
  static constexpr std::size_t kLatin = 26;
  /// A letter in its place. Nearly all chunks of two or three letters were never seen for it; their
  /// first letters tell.
  struct Row {
    explicit Row(const std::array<double, kMostChunk + 1>& usual);
    double none;
    std::array<double, kLatin> one;
    double usual_two, usual_three;                       ///< of chunks without an entry
    std::uint32_t first_of_two = 0, first_of_three = 0;  ///< letters as bits
  };
  struct Slot {
    std::uint32_t key = 0;
    float chance = 0;
  };
  std::uint32_t row_of(char32_t letter, LetterPlace place) const;
  double chance(std::uint32_t row, std::uint32_t chunk, double usual) const;
  void insert(std::uint32_t key, float chance);

  std::vector<std::uint32_t> row_of_;  ///< by letter − first_letter_ and place; 0: none
  char32_t first_letter_ = 0;
  std::vector<Row> rows_ = {Row(kUnknownLetter)};
  std::vector<Slot> slots_;  ///< longer chunks by open addressing, at most half full
  std::size_t used_ = 0;
};

/// What any Latin word is worth: letters by the letter before, learned with the channels.
class LatinBackground {
 public:
  LatinBackground();
  /// Letters a to z; 0 for the beginning and the end of a word.
  void set(char before, char letter, double bits);
  /// log2 P(letter | before).
  double step(char before, char letter) const { return bits_[index(before)][index(letter)]; }
  /// log2 P(word), at most 0.
  double bits(std::string_view latin) const;

 private:
  static std::size_t index(char letter) {
    return letter == 0 ? 26 : static_cast<std::size_t>(letter - 'a');
  }
  std::array<std::array<float, 27>, 27> bits_;
};

/// From the channel's bits above background to weight of evidence: letters are not independent, so
/// the bits are scaled; some pairs are no spellings at all (translations, errors), so there is a
/// floor: log2((1 − odd) 2^(scale × bits) + odd).
struct Calibration {
  double scale = 1;
  double odd = 0.03;
  double weight(double bits) const;
  /// The bits that a weight needs; far below any where the floor reaches it.
  double bits_of(double weight) const;
};

}  // namespace attest::names
