#pragma once

#include <string_view>

namespace attest::model::impl {

/// What a word means inside a date.
struct DateWord {
  enum class Kind {
    kMonth,
    kUntil,   ///< stands between two dates: "to", «по»
    kAbout,   ///< "about", «около»
    kFiller,  ///< says nothing more: "night of", "th", «года», names of weekdays
    kUnknown
  };
  Kind kind = Kind::kUnknown;
  int month = 0;
};

/// One word, letters only, in any case. English, Russian, Azerbaijani, Turkish, French, Spanish,
/// German, Armenian, Arabic (both sets of month names that are one word).
DateWord date_word(std::string_view word);

}  // namespace attest::model::impl
