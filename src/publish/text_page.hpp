#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/address.hpp"

namespace attest::publish {

/// A text with its claims marked, each beside what other sources of the case say about it.
enum class Corroboration {
  kAgree,       ///< an independent source says the same
  kDiffer,      ///< others say something else
  kOnlyRepeat,  ///< others say it, but only repeat
  kNoneFound    ///< nobody else in the case speaks of it
};

struct TextClaim {
  std::int64_t start = 0;  ///< code points of the text, end exclusive
  std::int64_t end = 0;
  std::string quote;    ///< the exact words
  std::string kind;     ///< "count", "legal word"…, for readers
  std::string what;     ///< "613 killed, civilians": what it was read as
  std::string speaker;  ///< words of the text; empty: the author's own voice
  std::string rule;     ///< what suggested it, or who accepted it
  bool hedged = false;
  bool denied = false;
  model::Address statement;  ///< where it was accepted; empty: a suggestion still
  Corroboration corroboration = Corroboration::kNoneFound;
  /// Statements of the case that speak of the same, of each sort.
  std::vector<model::Address> agree, differ, repeat;
};

struct TextPage {
  std::string title;
  std::string author;
  std::string exhibit;   ///< hexadecimal SHA-256 of the file
  std::string language;  ///< BCP 47
  std::string text;      ///< UTF-8; empty where the case may not print it: quotes alone are shown
  std::string why_no_text;
  std::vector<TextClaim> claims;  ///< by start
};

}  // namespace attest::publish
