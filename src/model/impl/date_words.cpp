#include "model/impl/date_words.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.hpp"

namespace attest::model::impl {
namespace {

using Kind = DateWord::Kind;
using Words = std::vector<std::string_view>;

// Whole words; an asterisk lets endings follow («феврал*», "fevral*").
const std::vector<Words>& month_words() {
  static const std::vector<Words> months = {
      {"january", "jan", "январ*", "янв", "yanvar*", "ocak*", "janvier", "janv", "enero", "ene",
       "januar", "հունվար*", "يناير", "جانفي"},
      {"february", "feb", "febr", "феврал*", "фев", "fevral*", "şubat*", "février", "fév", "févr",
       "febrero", "februar", "փետրվար*", "فبراير", "فيفري", "شباط"},
      {"march", "mar", "март", "марта", "марте", "мар", "mart", "martın", "martda", "martta",
       "mars", "marzo", "märz", "մարտ", "մարտի", "մարտին", "مارس", "آذار"},
      {"april", "apr", "апрел*", "апр", "aprel*", "nisan*", "avril", "avr", "abril", "abr",
       "ապրիլ*", "أبريل", "أفريل", "نيسان"},
      {"may", "май", "мая", "мае", "mayın", "mayda", "mayıs*", "mai", "mayo", "մայիս*", "مايو",
       "ماي", "أيار"},
      {"june", "jun", "июн*", "iyun*", "haziran*", "juin", "junio", "juni", "հունիս*", "يونيو",
       "جوان", "حزيران"},
      {"july", "jul", "июл*", "iyul*", "temmuz*", "juillet", "juil", "julio", "juli", "հուլիս*",
       "يوليو", "جويلية", "تموز"},
      {"august", "aug", "август*", "авг", "avqust*", "ağustos*", "août", "agosto", "ago",
       "օգոստոս*", "أغسطس", "أوت", "آب"},
      {"september", "sep", "sept", "сентябр*", "сен", "сент", "sentyabr*", "eylül*", "septembre",
       "septiembre", "setiembre", "սեպտեմբեր*", "سبتمبر", "أيلول"},
      {"october", "oct", "октябр*", "окт", "oktyabr*", "ekim*", "octobre", "octubre", "oktober",
       "okt", "հոկտեմբեր*", "أكتوبر"},
      {"november", "nov", "ноябр*", "ноя", "noyabr*", "kasım*", "novembre", "noviembre",
       "նոյեմբեր*", "نوفمبر"},
      {"december", "dec", "декабр*", "дек", "dekabr*", "aralık*", "décembre", "déc", "diciembre",
       "dic", "dezember", "dez", "դեկտեմբեր*", "ديسمبر"}};
  return months;
}

const Words kUntil = {"to",  "till", "until", "and", "по", "до",  "на",  "и",
                      "ilə", "və",   "ile",   "ve",  "au", "et",  "à",   "al",
                      "y",   "a",    "bis",   "und", "և",  "إلى", "الى", "و"};
const Words kAbout = {"about",     "circa",    "c",     "ca",       "approximately",
                      "approx",    "around",   "около", "примерно", "ориентировочно",
                      "təxminən",  "yaklaşık", "vers",  "environ",  "hacia",
                      "alrededor", "etwa",     "մոտ",   "حوالي",    "نحو"};
const Words kFiller = {
    "of",          "the",     "on",         "in",       "at",      "from",     "between",
    "night",       "nights",  "evening",    "morning",  "day",     "st",       "nd",
    "rd",          "th",      "year",       "early",    "g",       "г",        "гг",
    "год",         "года",    "году",       "ночь",     "ночью",   "с",        "со",
    "в",           "во",      "от",         "числа",    "го",      "ил",       "il",
    "ilin",        "ildə",    "ci",         "cı",       "cu",      "cü",       "gecə*",
    "gece*",       "yıl*",    "yılında",    "tarix*",   "le",      "la",       "les",
    "du",          "de",      "des",        "del",      "el",      "los",      "las",
    "nuit",        "noche",   "entre",      "er",       "año",     "den",      "der",
    "vom",         "am",      "nacht",      "թ",        "թվական*", "գիշեր*",   "لیلة",
    "ليلة",        "من",      "عام",        "سنة",      "يوم",     "في",       "م",
    "monday",      "tuesday", "wednesday",  "thursday", "friday",  "saturday", "sunday",
    "mon",         "tue",     "wed",        "thu",      "fri",     "sat",      "sun",
    "понедельник", "вторник", "среда",      "среду",    "четверг", "пятница",  "пятницу",
    "суббота",     "субботу", "воскресенье"};

struct Table {
  std::map<std::string, DateWord> whole;
  std::vector<std::pair<std::string, DateWord>> starts;

  void add(std::string_view word, DateWord meaning) {
    const bool open = word.ends_with('*');
    if (open) word.remove_suffix(1);
    auto folded = base::search_fold(word);
    if (open) {
      starts.emplace_back(std::move(folded), meaning);
    } else {
      whole.emplace(std::move(folded), meaning);
    }
  }
};

Table make_table() {
  Table table;
  int month = 0;
  for (const auto& names : month_words()) {
    ++month;
    for (const auto name : names) table.add(name, {Kind::kMonth, month});
  }
  for (const auto word : kUntil) table.add(word, {Kind::kUntil});
  for (const auto word : kAbout) table.add(word, {Kind::kAbout});
  for (const auto word : kFiller) table.add(word, {Kind::kFiller});
  return table;
}

}  // namespace

DateWord date_word(std::string_view word) {
  static const Table table = make_table();
  const std::string folded = base::search_fold(word);
  const auto whole = table.whole.find(folded);
  if (whole != table.whole.end()) return whole->second;
  for (const auto& [start, meaning] : table.starts)
    if (folded.starts_with(start)) return meaning;
  return {};
}

}  // namespace attest::model::impl
