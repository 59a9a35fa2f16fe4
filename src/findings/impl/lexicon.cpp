#include "findings/impl/lexicon.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "findings/impl/fold.hpp"

namespace attest::findings::impl {
namespace {

using Words = std::vector<std::string>;

Words folded(std::initializer_list<std::string_view> words) {
  Words out;
  for (const auto word : words) out.push_back(fold(word));
  return out;
}

const std::map<Theme, Words>& themes() {
  static const std::map<Theme, Words> table{
      {Theme::kDeath, folded({"killed", "dead", "died", "deaths", "perished", "victims",
                              "fatalities", "tués", "morts", "muertos", "убит", "погиб", "öldürül",
                              "ölen", "həlak", "قتل", "قتيل", "զոհ", "сконча"})},
      {Theme::kReservation,
       folded({"not to be understood as", "not be understood as", "should not be read as",
               "not to be read as", "does not constitute", "without prejudice", "not a finding",
               "does not imply", "not binding", "commits only", "no finding", "ne saurait être",
               "не следует понимать", "не является", "не означает", "لا يعني", "anlamına gelmez",
               "no constituye"})},
      {Theme::kRuling, folded({"determined", "ruled", "found that", "recognised", "recognized",
                               "established", "confirmed", "proved", "признал", "установил",
                               "tanıdı", "reconnu", "reconoció", "اعترف"})},
      {Theme::kMostly, folded({"mostly", "mainly", "majority", "most of", "chiefly", "largely",
                               "predominantly", "главным образом", "в основном", "большинство",
                               "çoğu", "əsasən", "surtout", "la plupart", "mayoría", "معظم"})},
      {Theme::kWomen, folded({"women", "woman", "female", "girls", "femmes", "mujeres", "женщин",
                              "kadın", "qadın", "نساء", "կանայք"})},
      {Theme::kChildren, folded({"children", "child", "minors", "enfants", "niños", "дет", "ребен",
                                 "çocuk", "uşaq", "أطفال", "երեխա"})},
      {Theme::kRelayed, folded({"headline",
                                "listed as",
                                "listed by",
                                "label of the list",
                                "label of the inventory",
                                "inventory",
                                "reported as",
                                "report)",
                                "report citing",
                                "according to",
                                "paraphrase",
                                "press says",
                                "is recorded as",
                                "called by",
                                "media say",
                                "gazete",
                                "заголов",
                                "по сообщени",
                                "selon",
                                "según"})},
      {Theme::kNegation,
       folded({"not", "no", "remove the word", "without the word", "instead of", "never", "не",
               "нет", "ne pas", "değil", "deyil", "ليس", "only in"})},
      {Theme::kFailed,
       folded({"withdrawn", "defeated", "not adopted", "failed", "voted down", "rejected",
               "blocked", "fallen", "lapsed", "introduced text", "died in committee", "отозван",
               "отклонен", "reddedildi", "retiré", "retirada"})},
      {Theme::kCountedAs, folded({"listed as", "recognition list", "listed among", "counted as",
                                  "reported as", "listed by", "lists it", "passed"})},
      {Theme::kMisattributed,
       folded({"misattribut", "attributes this", "attributes these", "attributed wrongly",
               "wrongly attributed", "wrongly credited", "credits it to", "credited instead to",
               "приписыва", "ошибочно приписан", "attribué à tort", "atribuido por error",
               "yanlışlıqla", "yanlışlıkla", "نسب خطأ"})},
      {Theme::kHedge,
       folded({"reportedly", "may have",      "might",      "possibly", "preliminary", "believed",
               "feared",     "estimated",     "estimate",   "alleged",  "as many as",  "якобы",
               "возможно",   "предварительн", "по оценк",   "ehtimal",  "guya",        "iddia",
               "belki",      "peut-être",     "estimation", "quizás",   "al parecer",  "ربما",
               "يقدر",       "հնարավոր"})},
  };
  return table;
}

struct RungWords {
  Rung rung;
  Words words;
};

const std::vector<RungWords>& rungs() {
  static const std::vector<RungWords> table{
      {Rung::kGenocide,
       folded({"genocide", "genocidal", "genocidio", "génocide", "völkermord", "геноцид",
               "soykırım", "soyqırım", "إبادة", "ցեղասպան", "genocid"})},
      {Rung::kCrimeAgainstHumanity,
       folded({"crime against humanity", "crimes against humanity", "crime contre l'humanité",
               "crímenes de lesa humanidad", "преступление против человеч",
               "преступления против человеч", "insanlığa karşı", "insanlıq əleyhinə",
               "جرائم ضد الإنسانية", "zločin proti lidskosti"})},
      {Rung::kWarCrime,
       folded({"war crime", "crime de guerre", "crímenes de guerra", "военное преступление",
               "военные преступления", "savaş suç", "جرائم حرب", "hərbi cinayət"})},
      {Rung::kMassacre,
       folded({"massacre", "carnage", "slaughter", "mass killing", "masacre", "резн", "бойн",
               "katliam", "qətliam", "مجزرة", "مذبحة", "կոտորած", "pogrom", "погром"})},
      {Rung::kTragedy,
       folded({"tragedy", "tragedia", "tragédie", "трагеди", "facia", "faciə", "مأساة", "ողբերգ"})},
      {Rung::kEvent, folded({"event", "events", "incident", "события", "olay", "hadisə", "أحداث"})},
  };
  return table;
}

struct UnitWords {
  Unit unit;
  Words words;
};

const std::vector<UnitWords>& units() {
  static const std::vector<UnitWords> table{
      {{"miles", "length", 1609.344}, folded({"mile", "miles", "миля", "мили", "миль", "mil"})},
      {{"km", "length", 1000},
       folded({"km", "kilometre", "kilometres", "kilometer", "kilometers", "км", "километр",
               "километров", "kilomètres"})},
      {{"metres", "length", 1},
       folded({"m", "metre", "metres", "meter", "meters", "метр", "метров"})},
      {{"yards", "length", 0.9144}, folded({"yard", "yards"})},
      {{"feet", "length", 0.3048}, folded({"feet", "foot"})},
      {{"hectares", "area", 10000}, folded({"ha", "hectare", "hectares", "гектар"})},
      {{"acres", "area", 4046.856}, folded({"acre", "acres", "акр"})},
      {{"kg", "weight", 1}, folded({"kg", "kilogram", "kilograms", "кг"})},
      {{"pounds", "weight", 0.45359237}, folded({"lb", "pound", "pounds"})},
      {{"tonnes", "weight", 1000}, folded({"tonne", "tonnes", "tons", "тонн"})},
  };
  return table;
}

}  // namespace

/// Short words stand alone ("no", not "north"); longer ones may take endings.
std::optional<std::string> first_mention(std::string_view text, Theme theme) {
  constexpr std::size_t kShort = 3;
  for (const auto& word : themes().at(theme))
    if (word.size() <= kShort ? has_word(text, word) : has_term(text, word)) return word;
  return std::nullopt;
}

bool mentions(std::string_view text, Theme theme) {
  return first_mention(text, theme).has_value();
}

Rung rung_in(std::string_view text) {
  for (const auto& rung : rungs()) {
    for (const auto& word : rung.words) {
      if (has_term(text, word)) return rung.rung;
    }
  }
  return Rung::kNone;
}

std::optional<Unit> unit_in(const std::vector<std::string>& words) {
  for (const auto& entry : units()) {
    for (const auto& word : words) {
      if (std::find(entry.words.begin(), entry.words.end(), word) != entry.words.end()) {
        return entry.unit;
      }
    }
  }
  return std::nullopt;
}

const std::vector<Split>& complete_splits() {
  static const std::vector<Split> splits{
      {{{"women", "female"}, {"men", "male"}}},
      {{{"women and girls"}, {"men and boys"}}},
      {{{"women", "female"}, {"men", "male"}, {"children"}}},
      {{{"civilians", "civilian"}, {"soldiers", "combatants", "combatant", "soldier"}}},
      {{{"adults"}, {"children"}}},
  };
  return splits;
}

}  // namespace attest::findings::impl
