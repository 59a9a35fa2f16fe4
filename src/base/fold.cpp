// What unicode.hpp promises about characters and forms, by ICU.
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace attest::base {
namespace {

void ensure_icu(UErrorCode status) {
  ensure(U_SUCCESS(status) != 0, "ICU has its own data");
}

UChar32 icu_point(char32_t point) {
  return static_cast<UChar32>(point);
}

// ICU's singletons, all fetched at once by the first caller: the compiler guards that moment.
struct Forms {
  const icu::Normalizer2* nfc;
  const icu::Normalizer2* nfkd;
  const icu::Normalizer2* nfkc_casefold;
  std::unique_ptr<icu::Collator> root;

  Forms() {
    UErrorCode status = U_ZERO_ERROR;
    nfc = icu::Normalizer2::getNFCInstance(status);
    nfkd = icu::Normalizer2::getNFKDInstance(status);
    nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    root.reset(icu::Collator::createInstance(icu::Locale::getRoot(), status));
    ensure_icu(status);
  }
};

const Forms& forms() {
  static const Forms kForms;
  return kForms;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

icu::StringPiece piece(std::string_view utf8) {
  if (utf8.size() > INT32_MAX) {
    throw Error(Code::kLimit, "a single text is larger than 2 GB", {}, "Cut it into pieces");
  }
  return {utf8.data(), static_cast<int32_t>(utf8.size())};
}

icu::UnicodeString in_form(const icu::Normalizer2& form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  auto out = form.normalize(text, status);
  ensure_icu(status);
  return out;
}

std::string in_form(const icu::Normalizer2& form, std::string_view utf8) {
  std::string out;
  in_form(form, icu::UnicodeString::fromUTF8(piece(utf8))).toUTF8String(out);
  return out;
}

// Letters that differ in code and not to a reader. Case and marks are folded before.
char32_t same_letter(char32_t point) {
  switch (point) {
    case U'ı':
      return U'i';
    case U'ə':
      return U'e';
    case U'ی':
    case U'ى':
      return U'ي';
    case U'ک':
      return U'ك';
    case U'ة':
      return U'ه';
    default:
      return point;
  }
}

bool is_unseen(char32_t point) {
  constexpr char32_t kTatweel = 0x0640;
  constexpr char32_t kNonJoiner = 0x200C;
  constexpr char32_t kJoiner = 0x200D;
  return point == kTatweel || point == kNonJoiner || point == kJoiner ||
         u_charType(icu_point(point)) == U_NON_SPACING_MARK;
}

char32_t ascii_digit(char32_t point) {
  const auto value = u_charDigitValue(icu_point(point));
  return value < 0 ? point : U'0' + static_cast<char32_t>(value);
}

}  // namespace

std::string nfc(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  return in_form(*forms().nfc, utf8);
}

std::string nfkc_casefold(std::string_view utf8) {
  if (is_ascii(utf8)) return ascii_lower(utf8);
  return in_form(*forms().nfkc_casefold, utf8);
}

std::u32string nfkd(std::u32string_view text) {
  return to_utf32(in_form(*forms().nfkd, to_utf8(text)));
}

std::string search_fold(std::string_view utf8) {
  if (is_ascii(utf8)) return ascii_lower(utf8);
  const auto folded = in_form(*forms().nfkc_casefold, icu::UnicodeString::fromUTF8(piece(utf8)));
  const auto apart = in_form(*forms().nfkd, folded);
  std::string out;
  for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
    const auto point = static_cast<char32_t>(apart.char32At(at));
    if (!is_unseen(point)) append_utf8(out, same_letter(ascii_digit(point)));
  }
  return out;
}

std::string ascii_digits(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [point, length] = decode_utf8(utf8, at);
    const char32_t digit = ascii_digit(point);
    if (digit == point) {
      out.append(utf8.substr(at, length));
    } else {
      append_utf8(out, digit);
    }
    at += length;
  }
  return out;
}

Direction direction(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [point, length] = decode_utf8(utf8, at);
    at += length;
    const auto strong = u_charDirection(icu_point(point));
    if (strong == U_LEFT_TO_RIGHT) return Direction::kLeftToRight;
    if (strong == U_RIGHT_TO_LEFT || strong == U_RIGHT_TO_LEFT_ARABIC) {
      return Direction::kRightToLeft;
    }
  }
  return Direction::kNone;
}

std::string_view script(char32_t point) {
  UErrorCode status = U_ZERO_ERROR;
  const auto code = uscript_getScript(icu_point(point), &status);
  return U_SUCCESS(status) != 0 ? uscript_getShortName(code) : "Zzzz";
}

bool is_letter(char32_t point) {
  return u_isalpha(icu_point(point)) != 0;
}
bool is_digit(char32_t point) {
  return u_isdigit(icu_point(point)) != 0;
}
bool is_space(char32_t point) {
  return u_isUWhiteSpace(icu_point(point)) != 0;
}
bool is_mark(char32_t point) {
  return (U_GET_GC_MASK(icu_point(point)) & U_GC_M_MASK) != 0;
}
char32_t to_lower(char32_t point) {
  return static_cast<char32_t>(u_tolower(icu_point(point)));
}
char32_t to_upper(char32_t point) {
  return static_cast<char32_t>(u_toupper(icu_point(point)));
}

int compare_collated(std::string_view a, std::string_view b) {
  UErrorCode status = U_ZERO_ERROR;
  const auto order = forms().root->compareUTF8(piece(a), piece(b), status);
  ensure_icu(status);
  return order;
}

}  // namespace attest::base
