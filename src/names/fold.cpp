#include "names/fold.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/unicode.hpp"

namespace attest::names {
namespace {

struct Range {
  char32_t first, last;
  Script script;
};

// Below, answers are kept in tables.
constexpr char32_t kKnown = 0x2100;

constexpr std::array kRanges = {
    Range{0x41, 0x5A, Script::kLatin},        Range{0x61, 0x7A, Script::kLatin},
    Range{0xC0, 0x2AF, Script::kLatin},       Range{0x370, 0x3FF, Script::kGreek},
    Range{0x400, 0x52F, Script::kCyrillic},   Range{0x531, 0x58F, Script::kArmenian},
    Range{0x590, 0x5FF, Script::kHebrew},     Range{0x620, 0x6FF, Script::kArabic},
    Range{0x750, 0x77F, Script::kArabic},     Range{0x8A0, 0x8FF, Script::kArabic},
    Range{0x10A0, 0x10FF, Script::kGeorgian}, Range{0x1C90, 0x1CBF, Script::kGeorgian},
    Range{0x1E00, 0x1EFF, Script::kLatin},    Range{0x1F00, 0x1FFF, Script::kGreek},
    Range{0xFB50, 0xFDFF, Script::kArabic},   Range{0xFE70, 0xFEFC, Script::kArabic}};

Script find_script(char32_t point) {
  for (const Range& range : kRanges) {
    if (point >= range.first && point <= range.last) return range.script;
  }
  return point < 0x80 || !base::is_letter(point) ? Script::kNone : Script::kOther;
}

struct Change {
  char32_t from;
  std::u32string_view to;
};

// What remains different after NFKD, lower case and dropping of marks.
constexpr std::array kChanges = {
    // Latin
    Change{U'ı', U"i"}, Change{U'ə', U"e"}, Change{U'ǝ', U"e"}, Change{U'ø', U"o"},
    Change{U'æ', U"ae"}, Change{U'œ', U"oe"}, Change{U'đ', U"dj"}, Change{U'ð', U"d"},
    Change{U'þ', U"th"}, Change{U'ł', U"l"}, Change{U'ß', U"ss"}, Change{U'ħ', U"h"},
    Change{U'ŋ', U"n"},
    // Arabic, Persian, Kurdish, Urdu, Pashto
    Change{U'ء', U""}, Change{U'ٱ', U"ا"}, Change{U'ى', U"ي"}, Change{U'ی', U"ي"},
    Change{U'ے', U"ي"}, Change{U'ې', U"ي"}, Change{U'ێ', U"ي"}, Change{U'ۍ', U"ي"},
    Change{U'ة', U"ه"}, Change{U'ە', U"ه"}, Change{U'ہ', U"ه"}, Change{U'ھ', U"ه"},
    Change{U'ۃ', U"ه"}, Change{U'ک', U"ك"}, Change{U'ڪ', U"ك"}, Change{U'ڭ', U"ك"},
    Change{U'ۆ', U"و"}, Change{U'ۇ', U"و"}, Change{U'ۋ', U"و"}, Change{U'ڤ', U"ف"},
    Change{U'ڵ', U"ل"}, Change{U'ڕ', U"ر"}, Change{U'ړ', U"ر"}, Change{U'ڑ', U"ر"},
    Change{U'ٹ', U"ت"}, Change{U'ټ', U"ت"}, Change{U'ڈ', U"د"}, Change{U'ډ', U"د"},
    Change{U'ں', U"ن"}, Change{U'ڼ', U"ن"}, Change{U'ٮ', U"ب"},
    // Hebrew finals
    Change{U'ך', U"כ"}, Change{U'ם', U"מ"}, Change{U'ן', U"נ"}, Change{U'ף', U"פ"},
    Change{U'ץ', U"צ"},
    // Cyrillic: signs, Azerbaijani before 1991, Ukrainian, Serbian, Central Asian
    Change{U'ъ', U""}, Change{U'ь', U""}, Change{U'ә', U"а"}, Change{U'ғ', U"г"},
    Change{U'ҝ', U"г"}, Change{U'ө', U"о"}, Change{U'ү', U"у"}, Change{U'ұ', U"у"},
    Change{U'һ', U"х"}, Change{U'ҹ', U"дж"}, Change{U'ј', U"и"}, Change{U'і', U"и"},
    Change{U'є', U"е"}, Change{U'ґ', U"г"}, Change{U'қ', U"к"}, Change{U'ң', U"н"},
    Change{U'ҳ', U"х"}, Change{U'ҷ', U"дж"}, Change{U'ђ', U"дж"}, Change{U'ћ', U"ч"},
    Change{U'љ', U"л"}, Change{U'њ', U"н"}, Change{U'џ', U"дж"},
    // Greek
    Change{U'ς', U"σ"}};

bool joins(char32_t p) {
  constexpr std::u32string_view kJoining = U"'’‘ʼ`´ʻʿʾ״׳ـ՚՛\u00AD\uFEFF";
  return kJoining.find(p) != std::u32string_view::npos || (p >= 0x200B && p <= 0x200F) ||
         (p >= 0x202A && p <= 0x202E) || (p >= 0x2060 && p <= 0x2069);
}

std::u32string_view changed(const char32_t& p) {
  for (const Change& change : kChanges) {
    if (change.from == p) return change.to;
  }
  return {&p, 1};
}

void append_blank(std::u32string& out) {
  if (!out.empty() && out.back() != U' ') out += U' ';
}

// Folding goes letter by letter: what canonical reordering moves are marks, and those go.
std::u32string fold_point(char32_t point) {
  if (joins(point)) return {};
  std::u32string out;
  for (const char32_t part : base::nfkd({&point, 1})) {
    if (base::is_mark(part) || joins(part)) continue;
    const std::string digit = base::ascii_digits(base::to_utf8({&part, 1}));
    const char32_t p = base::to_lower(base::decode_utf8(digit, 0).point);
    if (base::is_letter(p)) {
      out += changed(p);
    } else {
      out += base::is_digit(p) ? p : U' ';
    }
  }
  return out;
}

const std::u32string& fold_known(char32_t point) {
  static const std::vector<std::u32string> kFolds = [] {
    std::vector<std::u32string> folds(kKnown);
    for (char32_t p = 0; p < folds.size(); ++p) folds[p] = fold_point(p);
    return folds;
  }();
  return kFolds[point];
}

void append_all(std::u32string& out, std::u32string_view letters) {
  for (const char32_t p : letters) {
    if (p == U' ') {
      append_blank(out);
    } else {
      out += p;
    }
  }
}

// Armenian yiwn is v except after vo, where both make the vowel u.
void mend_armenian(std::u32string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'ւ' && (i == 0 || text[i - 1] != U'ո')) text[i] = U'վ';
  }
}

}  // namespace

std::string_view script_word(Script script) {
  constexpr std::array<std::string_view, kScriptCount> kWords = {
      "none", "latin", "arabic", "hebrew", "cyrillic", "armenian", "georgian", "greek", "other"};
  return kWords[static_cast<std::size_t>(script)];
}

Script script_of(char32_t point) {
  static const std::vector<Script> kScripts = [] {
    std::vector<Script> scripts(kKnown);
    for (char32_t p = 0; p < kKnown; ++p) scripts[p] = find_script(p);
    return scripts;
  }();
  return point < kKnown ? kScripts[point] : find_script(point);
}

Script script_of(std::u32string_view text) {
  std::array<int, kScriptCount> count{};
  Script best = Script::kNone;
  for (const char32_t point : text) {
    const Script script = script_of(point);
    if (script == Script::kNone) continue;
    const int now = ++count[static_cast<std::size_t>(script)];
    if (best == Script::kNone || now > count[static_cast<std::size_t>(best)]) best = script;
  }
  return best;
}

bool is_initial(std::u32string_view folded) {
  return folded.size() == 1 && script_of(folded[0]) != Script::kOther;
}

std::u32string fold(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (const char32_t point : base::to_utf32(utf8)) {
    append_all(out, point < kKnown ? fold_known(point) : fold_point(point));
  }
  mend_armenian(out);
  if (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

char32_t rasm(char32_t folded) {
  switch (folded) {
    case U'ت':
    case U'ث':
    case U'ن':
    case U'ي':
    case U'پ':
      return U'ب';
    case U'ج':
    case U'خ':
    case U'چ':
      return U'ح';
    case U'ذ':
      return U'د';
    case U'ز':
    case U'ژ':
      return U'ر';
    case U'ش':
      return U'س';
    case U'ض':
      return U'ص';
    case U'ظ':
      return U'ط';
    case U'غ':
      return U'ع';
    case U'ق':
      return U'ف';
    case U'گ':
      return U'ك';
    default:
      return folded;
  }
}

bool same_rasm(std::u32string_view a, std::u32string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char32_t x, char32_t y) { return rasm(x) == rasm(y); });
}

}  // namespace attest::names
