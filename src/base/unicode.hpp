#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attest::base {

/// True if `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);
/// Byte offset of the first ill-formed sequence, if any.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);
/// Ill-formed sequences become U+FFFD (for messages and pages; never for stored text).
std::string replace_invalid_utf8(std::string_view text);

/// Code points of well-formed UTF-8; ill-formed bytes become U+FFFD.
std::u32string to_utf32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t point);
/// The code point at `offset` and how many bytes it takes; U+FFFD and 1 where ill-formed.
struct Decoded {
  char32_t point;
  std::size_t length;
};
Decoded decode_utf8(std::string_view utf8, std::size_t offset);
/// Number of code points.
std::size_t count_points(std::string_view utf8);
/// Byte offset of the `points`-th code point (size() past the end).
std::size_t byte_offset(std::string_view utf8, std::size_t points);

/// Normalisation forms (Unicode 15). Facts are never normalised; these are for comparing.
std::string nfc(std::string_view utf8);
std::string nfkc_casefold(std::string_view utf8);
std::u32string nfkd(std::u32string_view text);

/// A key under which spellings that readers take for equal are equal: case, marks, tatweel,
/// joiners, Arabic letter forms, digits of all scripts, dotless i, schwa (toolchain.md section 5).
std::string search_fold(std::string_view utf8);
/// ASCII digits for the digits of any script; the rest unchanged.
std::string ascii_digits(std::string_view utf8);

/// The first strong direction of a text; kNone if it has none.
enum class Direction { kNone, kLeftToRight, kRightToLeft };
Direction direction(std::string_view utf8);

/// ISO 15924 code of a code point's script: "Latn", "Arab", "Cyrl", "Zyyy" (common)…
std::string_view script(char32_t point);

bool is_letter(char32_t point);
bool is_digit(char32_t point);
bool is_space(char32_t point);
bool is_mark(char32_t point);
char32_t to_lower(char32_t point);
char32_t to_upper(char32_t point);

/// Sort key order of a language-neutral collation (CLDR root): <0, 0, >0. Not thread-safe
/// construction is hidden; calls are thread-safe.
int compare_collated(std::string_view a, std::string_view b);

/// Text in a legacy or UTF-16/32 encoding (IANA or ICU name) as UTF-8. `faults` are byte offsets
/// that had no meaning in it; their text is U+FFFD. Throws Error{kUsage} for an unknown encoding. A
/// byte order mark is taken away by UTF-16 and UTF-32 alone; in all other encodings it is text
/// (U+FEFF). ARMSCII-8 is known too.
struct Transcoded {
  std::string utf8;
  std::vector<std::size_t> faults;
};
Transcoded transcode(std::string_view bytes, std::string_view encoding);

/// A streaming decoder of one encoding to UTF-8, for files of any size. Not thread-safe.
class Decoder {
 public:
  explicit Decoder(std::string_view encoding);  ///< throws Error{kUsage} for an unknown one
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;
  /// Appends the text of `bytes` to `out`; `last` flushes what is pending. Returns the number of
  /// sequences without meaning (written as U+FFFD).
  std::size_t decode(std::string_view bytes, bool last, std::string& out);

 private:
  struct State;
  State* state_;
};

}  // namespace attest::base
