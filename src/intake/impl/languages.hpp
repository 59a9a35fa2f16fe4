#pragma once

#include <span>
#include <string_view>

namespace attest::intake {

/// The letters of a language that are not ASCII, most frequent first, lower case. For a language in
/// another script that is its whole alphabet. Only the order is used (see plausible.cpp), so rough
/// counts do.
struct Language {
  enum class Setting {
    kLatin,       ///< its letters stand singly among ASCII letters
    kDenseLatin,  ///< they stand among them, often side by side
    kOwnScript
  };
  std::string_view name;
  std::string_view letters;
  std::string_view encodings;  ///< those it is written in, separated by blanks
  Setting setting = Setting::kLatin;
};
std::span<const Language> languages();

}  // namespace attest::intake
