#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attest::reading {

class Lexicon;  // reading/impl/lexicon.hpp

/// What the words of a language do, as data. One pack is one text file, `data/reading/<lang>.pack`;
/// its format is docs/formats/rule-pack.md. In short:
///
///     language = az                 settings: name = value
///     measure killed verb : öldür* | qətlə yetir*      class, arguments : words | words
///
/// `*` ends a stem; a blank joins the words of a phrase; `#` begins a comment. Words are compared
/// folded (text/fold.hpp).
class Pack {
 public:
  /// Throws base::Error{kMalformed} with the line of the first fault: an unknown class, setting or
  /// argument, or a line without words.
  static Pack parse(std::string_view text, std::string_view where);

  Pack(Pack&&) noexcept;
  Pack& operator=(Pack&&) noexcept;
  ~Pack();

  const std::string& language() const;  ///< ISO 639-1
  const std::string& name() const;      ///< in English
  const Lexicon& lexicon() const;       ///< used by the engine

 private:
  explicit Pack(std::unique_ptr<Lexicon> lexicon);
  std::unique_ptr<Lexicon> lexicon_;
};

/// The packs that come with the program, in the order of their codes.
const std::vector<Pack>& shipped_packs();
/// The pack of a language, or none.
const Pack* find_pack(std::string_view language);
/// The language most words of a text belong to, by script and by common words; "en" where nothing
/// speaks for another.
std::string guess_language(std::string_view utf8);

}  // namespace attest::reading
