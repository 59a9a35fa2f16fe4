#pragma once

#include <string>
#include <string_view>

namespace attest::text {

/// The form under which a word is looked up in word lists: lower case; dotless and dotted i as one;
/// Arabic vowel marks, tatweel and joiners dropped, its hamza carriers and final forms as one;
/// ё as е; և as եւ; Armenian tone marks dropped; digits of all scripts as ASCII; the curly
/// apostrophe as the straight one. Accents stay: Turkish öldü (died) is not oldu (became).
std::string fold_word(std::string_view utf8);
/// The same, appended to `out`.
void append_folded(std::string& out, std::string_view utf8);

}  // namespace attest::text
