#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::names {

using Words = std::vector<std::u32string>;

/// Folded text cut at its blanks; words that hold a digit are left out.
Words split_words(std::u32string_view folded);

/// Joins "abu", "abd", "al-din" and the like to the word they belong to and leaves out "bin",
/// "van", "al". `family`: the words are a family name, so that a first "van" or "al" is a particle
/// too.
enum class Place { kName, kFamily };
Words join_particles(const Words& words, Place place);

/// One spelling for joined words: "عبدالرحمن" and "عبدرحمن", "abdelrahman" and "abdurrahman",
/// "salahuddin" and "salah el dine" lose the article inside; "abou" is "abu".
std::u32string without_inner_article(std::u32string word);
/// The Arabic article is taken from the beginning, where a word remains.
std::u32string without_article(std::u32string word);

}  // namespace attest::names
