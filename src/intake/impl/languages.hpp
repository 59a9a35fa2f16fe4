#pragma once

#include <span>
#include <string_view>

namespace attest::intake {

/// The letters of a language that are not ASCII, most frequent first, lower case. For a language in
/// another script that is its whole alphabet. Only the order is used (see plausible.cpp), so rough
/// counts do.
struct Language {
  std::string_view name;
  std::string_view letters;
  std::string_view encodings;  ///< those it is written in, separated by blanks
  bool latin = false;          ///< its letters stand among ASCII letters
};
std::span<const Language> languages();

}  // namespace attest::intake
