#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::findings::impl {

/// Folded for comparing: case, marks, letter forms, and runs of blanks as one space.
std::string fold(std::string_view text);

/// Folded words: runs of letters and digits.
std::vector<std::string> words(std::string_view text);

/// True if folded `text` holds folded `term` from the start of a word on.
bool has_term(std::string_view folded_text, std::string_view folded_term);

/// The same, and that it ends at the end of a word.
bool has_word(std::string_view folded_text, std::string_view folded_word);

/// A short quotation for a message: at most `points` code points, cut at a word with "…".
std::string shorten(std::string_view text, std::size_t points);

}  // namespace attest::findings::impl
