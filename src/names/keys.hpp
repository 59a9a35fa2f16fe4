#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "names/form.hpp"

namespace attest::names {

// Keys under which different spellings of one name meet. For finding candidates only: equal keys
// are no evidence that words are equal, and unequal keys little that they differ.

/// A readable Latin spelling of a folded word or name in any known script: lower-case a to z and
/// spaces, by data/names/letters.tsv; unknown letters are left out, vowels that the script does not
/// write are missing. For display beside the original, never instead of it.
std::string romanise(std::u32string_view folded);

/// Consonants by coarse class, without vowels, w, y, a final h and doubles: the same for most
/// spellings of a name in any two scripts ("محمد", "Muhammad", "Mohamed", "Мухаммед" → "MKMT"). A
/// word that begins with a vowel and has less than two consonants keeps "A" for it ("علي", "Ali" →
/// "AL"). Empty where no letter is known. How often true pairs meet: docs/methods/names.md.
std::string skeleton(std::u32string_view folded);

/// Finer than skeleton: keeps voicing and place of articulation, drops vowels. For lists in one
/// script ("phonetic" matching across spellings).
std::string sound_key(std::u32string_view folded);

/// The compared words (no titles, no relation) in code point order, joined by spaces: the same for
/// any order of words.
std::u32string sorted_words(const NameForm& name);
/// Skeletons of the compared words, sorted and joined by spaces; words without one are left out.
std::string sorted_skeletons(const NameForm& name);
/// All letters of the compared words in order, without spaces: undoes spaces in wrong places.
std::u32string joined_letters(const NameForm& name);

}  // namespace attest::names
