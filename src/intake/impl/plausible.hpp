#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::intake {

/// How well some bytes read in one encoding.
struct Reading {
  std::string encoding;
  std::string language;  ///< that they read best as
  std::string text;
  double score = 0;    ///< log likelihood; higher is better
  double oddness = 0;  ///< what its characters beyond ASCII cost, in nats
};

/// Reads bytes in every encoding of languages.hpp, best first; encodings that give the same text
/// are one reading, under the most usual name. `favoured` (may be empty) is another detector's
/// opinion: it is tried too, and leads where scores are close.
std::vector<Reading> read_in_all(std::string_view bytes, std::string_view favoured);

}  // namespace attest::intake
