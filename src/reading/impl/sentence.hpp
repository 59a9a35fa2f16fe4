#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/impl/lexicon.hpp"
#include "text/segment.hpp"

namespace attest::reading {

/// Tokens [first, end) of a sentence.
struct Span {
  std::size_t first = 0;
  std::size_t end = 0;
  bool empty() const { return first >= end; }
  bool contains(std::size_t token) const { return token >= first && token < end; }
  friend bool operator==(const Span&, const Span&) = default;
};

struct Token {
  std::uint32_t begin = 0;  ///< bytes of the text
  std::uint32_t end = 0;
  text::WordKind kind = text::WordKind::kWord;
  bool capital = false;
  bool space_before = false;
  bool joined = false;   ///< "and" was cut from its front: و20 is two tokens, وقتل one
  bool article = false;  ///< "the" was cut from its front
  bool in_date = false;
  std::uint16_t clause = 0;   ///< counts from 0
  std::uint16_t segment = 0;  ///< parts set against each other: "…, while the army says …"
  std::uint64_t classes = 0;  ///< bits of the phrases that begin here
  std::uint32_t first_match = 0;
  std::uint32_t end_match = 0;
  std::uint32_t folded_begin = 0;
  std::uint32_t folded_end = 0;
  const Entry* number = nullptr;   ///< number word, also where an ending was cut from it
  std::int64_t added = 0;          ///< what a compound adds to it
  std::uint32_t ending_begin = 0;  ///< that ending, or one joined to digits by - or '
  std::uint32_t ending_end = 0;
};

/// A phrase of the pack found in the sentence.
struct Match {
  std::size_t first = 0;
  std::size_t end = 0;
  const Entry* entry = nullptr;
};

/// Whether `a` says more of what stands there than `b`: longer, or fewer letters left to a stem.
bool is_closer(const Match& a, const Match& b);

/// One sentence with all that the pack knows of its words. Refilled for each sentence, so that
/// nothing is allocated once it is warm.
class Sentence {
 public:
  explicit Sentence(const Lexicon& lexicon) : lexicon_(lexicon) {}

  /// Takes the words [first, end) of `list`; `text` must outlive the use of the sentence.
  void fill(std::string_view text, const std::vector<text::Word>& list, std::size_t first,
            std::size_t end);

  const Lexicon& lexicon() const { return lexicon_; }
  std::size_t size() const { return tokens_.size(); }
  const Token& operator[](std::size_t token) const { return tokens_[token]; }
  Token& at(std::size_t token) { return tokens_[token]; }

  bool is(std::size_t token, Class cls) const {
    return token < tokens_.size() && (tokens_[token].classes & bit(cls)) != 0;
  }
  bool is_any(std::size_t token, std::uint64_t classes) const {
    return token < tokens_.size() && (tokens_[token].classes & classes) != 0;
  }
  /// The longest phrase of a class that begins at the token; nullptr if none does.
  const Match* match(std::size_t token, Class cls) const;
  /// The longest phrase of a class that ends before token `end`.
  const Match* match_ending(std::size_t end, Class cls) const;
  const std::vector<Match>& matches() const { return matches_; }

  bool is_word(std::size_t token) const {
    return token < size() && tokens_[token].kind == text::WordKind::kWord;
  }
  bool is_digits(std::size_t token) const {
    return token < size() && tokens_[token].kind == text::WordKind::kNumber;
  }
  bool is_mark(std::size_t token) const {
    return token < size() && tokens_[token].kind == text::WordKind::kPunctuation;
  }
  /// Whether the token is this punctuation mark.
  bool is_mark(std::size_t token, std::string_view mark) const {
    return is_mark(token) && raw(token) == mark;
  }
  bool is_quote(std::size_t token) const;
  bool is_comma(std::size_t token) const;
  bool is_dash(std::size_t token) const;
  bool is_hyphen(std::size_t token) const;  ///< between two words, without blanks

  std::string_view raw(std::size_t token) const {
    return text_.substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin);
  }
  std::string_view folded(std::size_t token) const {
    const Token& t = tokens_[token];
    return std::string_view(folded_).substr(t.folded_begin, t.folded_end - t.folded_begin);
  }
  std::string_view ending(std::size_t token) const {
    const Token& t = tokens_[token];
    return std::string_view(folded_).substr(t.ending_begin, t.ending_end - t.ending_begin);
  }
  std::string_view raw(Span span) const {
    return span.empty() ? std::string_view()
                        : text_.substr(tokens_[span.first].begin,
                                       tokens_[span.end - 1].end - tokens_[span.first].begin);
  }

 private:
  void tag();
  void tag_token(std::size_t token);
  bool look_up(std::size_t token, std::string_view word);
  void without_clitics(std::size_t token);
  bool without_enclitics(std::size_t token, std::string_view word);
  bool look_up_person(std::size_t token, std::string_view word);
  void without_ending(std::size_t token);
  void digit_ending(std::size_t token);
  void reads_as_compound(std::size_t token);
  bool take_unit(std::size_t token, std::string_view rest, std::string_view suffix);
  void hide_inner_matches();
  bool is_ignored(const Token& token, const Match& match) const;
  void number_clauses();
  std::size_t break_place(const Match& match) const;
  bool counts_before(std::size_t token) const;
  void add_match(std::size_t token, const Entry& entry);
  bool is_word_of(const Entry& entry, std::size_t i, std::size_t token) const;
  bool is_infix(std::size_t token) const;
  bool follows_number(std::size_t token) const;

  const Lexicon& lexicon_;
  std::string_view text_;
  std::string folded_;
  std::vector<Token> tokens_;
  std::vector<Match> matches_;
};

}  // namespace attest::reading
