#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attest::text {

enum class WordKind : std::uint8_t { kWord, kNumber, kPunctuation };

/// One word, number or punctuation mark. Offsets are bytes of the text that was segmented.
struct Word {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  ///< exclusive
  WordKind kind = WordKind::kWord;
  bool capital = false;       ///< begins with an upper-case letter (never in scripts without case)
  bool space_before = false;  ///< white space stands before it
};

/// One sentence: bytes of the text and its words [first_word, end_word).
struct Sentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t first_word = 0;
  std::uint32_t end_word = 0;
  bool opens_paragraph = false;
};

struct Segmented {
  std::vector<Word> words;
  std::vector<Sentence> sentences;
};

/// What a language changes in the boundaries of Unicode's UAX 29.
struct SegmentRules {
  std::string language = "en";             ///< ICU locale
  std::vector<std::string> abbreviations;  ///< folded, without the point: no sentence ends there
  bool elision = false;                    ///< l'armée, d'une: the apostrophe ends a word
};

/// Sentences and words by ICU's rules (UAX 29), then: digits are cut from letters (و20), elided
/// articles from their nouns, and sentences that only seemed to end (abbreviations, initials,
/// hard line wraps) are joined. A line that is blank, short or much longer than a wrapped one ends
/// a paragraph. Ill-formed UTF-8 is read as U+FFFD and keeps its bytes. Not thread-safe: one
/// Segmenter, one thread. Texts are limited to 2 GiB.
class Segmenter {
 public:
  explicit Segmenter(SegmentRules rules);
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  Segmented segment(std::string_view utf8) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attest::text
