#include "names/impl/patronymic.hpp"

#include <algorithm>
#include <array>

namespace attest::names {
namespace {

using View = std::u32string_view;

bool ends(View word, View ending, std::size_t before) {
  return word.size() >= ending.size() + before && word.ends_with(ending);
}

bool is_vowel(char32_t p) {
  return View(U"аеиоуыэюяaeiouy").find(p) != View::npos;
}

// Nominatives on -й, -ий and -ь all give -евич; the soft sign is lost by folding.
std::u32string soft_father(View base, bool cyrillic) {
  constexpr std::array<View, 6> kHard = {U"игор", U"лазар", U"цезар", U"igor", U"lazar", U"tsezar"};
  std::u32string father(base);
  if (std::find(kHard.begin(), kHard.end(), base) != kHard.end()) return father;
  if (cyrillic) return father + (is_vowel(base.back()) ? U"и" : U"ии");
  if (father.back() == U'y') father.pop_back();
  return father + U"i";
}

}  // namespace

std::u32string father_of_slavic(std::u32string_view word) {
  constexpr std::array<View, 8> kHard = {U"ович", U"овна",  U"ивна", U"ovich",
                                         U"ovna", U"ovych", U"ivna", U"ovitch"};
  constexpr std::array<View, 5> kSoft = {U"евич", U"евна", U"evich", U"evna", U"evitch"};
  constexpr std::array<View, 5> kOnA = {U"ильич", U"илич", U"илинична", U"ilyich", U"ilyinichna"};
  if (std::find(kOnA.begin(), kOnA.end(), word) != kOnA.end()) {
    return word.front() == U'и' ? U"илья" : U"ilya";
  }
  for (const View ending : kHard) {
    if (ends(word, ending, 2)) return std::u32string(word.substr(0, word.size() - ending.size()));
  }
  for (const View ending : kSoft) {
    if (!ends(word, ending, 2)) continue;
    return soft_father(word.substr(0, word.size() - ending.size()), ending.front() == U'е');
  }
  return {};
}

std::u32string father_of_armenian(std::u32string_view word) {
  const bool native = ends(word, U"ի", 3);
  const bool latin = ends(word, U"i", 3);
  return native || latin ? std::u32string(word.substr(0, word.size() - 1)) : std::u32string();
}

std::u32string father_before_son(std::u32string_view word) {
  std::u32string father(word);
  if (ends(word, U"ის", 2)) father.pop_back();
  return father;
}

bool ends_like_family(std::u32string_view word) {
  constexpr std::array kEndings = {
      View(U"yan"),   View(U"yants"), View(U"ov"),   View(U"ova"),    View(U"ev"),   View(U"eva"),
      View(U"zade"),  View(U"zadeh"), View(U"dze"),  View(U"shvili"), View(U"enko"), View(U"skiy"),
      View(U"skaya"), View(U"ян"),    View(U"янц"),  View(U"ов"),     View(U"ова"),  View(U"ев"),
      View(U"ева"),   View(U"заде"),  View(U"дзе"),  View(U"швили"),  View(U"енко"), View(U"скии"),
      View(U"ская"),  View(U"յան"),   View(U"յանց"), View(U"ենց"),    View(U"ձե"),   View(U"შვილი"),
      View(U"ძე")};
  constexpr std::array<View, 4> kGiven = {U"yakov", U"jakov", U"яков", U"лев"};
  if (std::find(kGiven.begin(), kGiven.end(), word) != kGiven.end()) return false;
  return std::any_of(kEndings.begin(), kEndings.end(), [&](View e) { return ends(word, e, 3); });
}

}  // namespace attest::names
