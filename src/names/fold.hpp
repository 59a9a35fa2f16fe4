#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace attest::names {

/// The script a word is written in, as far as comparing names needs it. Persian, Urdu and Kurdish
/// are kArabic; Azerbaijani, Turkish and Bosnian letters are kLatin or kCyrillic.
enum class Script : std::uint8_t {
  kNone,
  kLatin,
  kArabic,
  kHebrew,
  kCyrillic,
  kArmenian,
  kGeorgian,
  kGreek,
  kOther
};
inline constexpr std::size_t kScriptCount = 9;

/// The stable word of a script, for reports: "latin", "arabic" …
std::string_view script_word(Script script);
Script script_of(char32_t point);
/// The script of most letters of `text`; kNone if it has none. Ties go to the one met first.
Script script_of(std::u32string_view text);

/// True for a single letter of an alphabet, which may stand for a word; false for a Chinese name.
bool is_initial(std::u32string_view folded);

/// Letters under which spellings of one name that readers take for equal are equal: lower case,
/// without marks; per script the seats of hamza, forms of alef, ya and kaf, taa marbuta, Hebrew
/// finals, Armenian ligatures, Cyrillic yo and the old Azerbaijani letters, Latin dotless i, schwa
/// and ligatures, Greek final sigma. Apostrophes join; all other punctuation and any run of blanks
/// becomes one U+0020. Digits of any script become ASCII. Ill-formed UTF-8 is a blank.
/// Only for comparing: a fold is never stored as evidence.
std::u32string fold(std::string_view utf8);

/// Arabic letters that differ only in dots become one letter (the rasm), which undoes most damage
/// done by scanning and PDF extraction. Other letters stay as they are.
char32_t rasm(char32_t folded);
/// True if two folded words differ in nothing but dots.
bool same_rasm(std::u32string_view a, std::u32string_view b);

}  // namespace attest::names
