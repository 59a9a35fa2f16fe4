// Single values: sex and age.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "base/unicode.hpp"
#include "link/prepared.hpp"

namespace attest::link {
namespace {

constexpr std::array<std::string_view, 37> kMale = {
    "m",        "male",      "man",    "boy",        "1",        "h",         "homme",   "hombre",
    "masculin", "masculino", "garcon", "varon",      "mannlich", "maennlich", "ذكر",     "رجل",
    "ولد",      "م",         "مرد",    "пол м",      "м",        "муж",       "мужской", "мужчина",
    "արական",   "ա",         "kisi",   "kişi",       "erkek",    "muski",     "muški",   "muskarac",
    "זכר",      "ז",         "males",  "adult male", "mr"};
constexpr std::array<std::string_view, 35> kFemale = {
    "f",       "female",   "woman",  "girl",     "2",     "femme", "mujer",
    "feminin", "femenino", "fille",  "weiblich", "انثى",  "أنثى",  "امراه",
    "امرأة",   "بنت",      "ف",      "انثي",     "زن",    "ж",     "жен",
    "женский", "женщина",  "իգական", "ի",        "qadin", "qadın", "kadin",
    "kadın",   "zenski",   "ženski", "zena",     "נקבה",  "נ",     "adult female"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, const std::string& folded) {
  return std::any_of(words.begin(), words.end(), [&folded](std::string_view word) {
    return base::search_fold(word) == folded;
  });
}

std::string trimmed_fold(std::string_view text) {
  std::string folded = base::search_fold(text);
  const auto from = folded.find_first_not_of(" \t\r\n.");
  if (from == std::string::npos) return {};
  return folded.substr(from, folded.find_last_not_of(" \t\r\n.") - from + 1);
}

bool counts_months_or_days(std::string_view unit) {
  constexpr std::array<std::string_view, 14> kUnits = {"m",    "mo",   "month", "d",    "day",
                                                       "w",    "week", "شهر",   "اشهر", "يوم",
                                                       "ايام", "ay",   "мес",   "hour"};
  return std::any_of(kUnits.begin(), kUnits.end(), [unit](std::string_view known) {
    return unit == known || (known.size() > 2 && unit.find(known) != std::string_view::npos);
  });
}

}  // namespace

Sex read_sex(std::string_view text) {
  const std::string folded = trimmed_fold(text);
  if (among(kMale, folded)) return Sex::kMale;
  if (among(kFemale, folded)) return Sex::kFemale;
  return Sex::kUnknown;
}

int read_age(std::string_view text) {
  const std::string folded = trimmed_fold(text);
  char* end = nullptr;
  const double value = std::strtod(folded.c_str(), &end);
  if (end == folded.c_str() || value < 0 || value > 125) return -1;
  std::string unit(end);
  unit.erase(0, std::min(unit.find_first_not_of(' '), unit.size()));
  if (counts_months_or_days(unit)) return 0;
  return static_cast<int>(value);
}

}  // namespace attest::link
