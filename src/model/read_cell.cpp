#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.hpp"
#include "model/read.hpp"

namespace attest::model {
namespace {

constexpr std::size_t kMostShown = 60;

std::string quoted(std::string_view text) {
  const std::string valid = base::replace_invalid_utf8(text);
  if (base::count_points(valid) <= kMostShown) return "“" + valid + "”";
  return "“" + valid.substr(0, base::byte_offset(valid, kMostShown)) + "…”";
}

CellReading refused(std::string_view text, std::string_view why, std::string_view remedy) {
  return {{}, quoted(text) + ' ' + std::string(why), std::string(remedy)};
}

/// Lists write sex in many ways; what is none of them stays the list's own word.
std::string sex(std::string_view text) {
  constexpr std::array<std::string_view, 22> kFemale = {
      "f",     "female", "woman", "girl",  "ж",      "жен",      "женский", "женщина",
      "qadin", "qiz",    "kadin", "kiz",   "femme",  "femenino", "mujer",   "feminin",
      "انثي",  "انثى",   "أنثى",  "امراه", "իգական", "կին"};
  constexpr std::array<std::string_view, 20> kMale = {
      "m",        "male", "man",   "boy",    "м",       "муж",    "мужской",
      "мужчина",  "kisi", "oglan", "erkek",  "homme",   "hombre", "masculino",
      "masculin", "ذكر",  "رجل",   "արական", "տղամարդ", "e"};
  const std::string folded = base::search_fold(text);
  const auto among = [&](const auto& words) {
    return std::ranges::any_of(words, [&](auto w) { return base::search_fold(w) == folded; });
  };
  if (among(kFemale)) return "female";
  return among(kMale) ? "male" : std::string();
}

template <class Value>
CellReading of_vocabulary(std::optional<Value> value, std::string_view text,
                          std::string_view words) {
  if (value) return {std::string(word(*value)), {}, {}};
  return refused(text, "is no word of this column", words);
}

CellReading read_word(const Property& property, std::string_view text) {
  if (property.name == "seen")
    return of_vocabulary(parse_seen(text), text, "write seen (yes), listed, or recalled (no)");
  if (property.name == "kind" || property.name == "asserter_kind")
    return of_vocabulary(parse_source_kind(text), text,
                         "write state party, NGO, court, press, international organisation, "
                         "survivor, academic or other");
  if (property.name == "adoption")
    return of_vocabulary(parse_adoption(text), text,
                         "write adopted, not adopted, withdrawn or unknown");
  if (property.name == "measure") return {word(measure_name(text)), {}, {}};
  if (property.name == "category") return {category(text).words, {}, {}};
  if (property.name == "sex") return {sex(text), {}, {}};
  const auto both = split_measure(text);
  return {word(both.measure) + '/' + both.category.words, {}, {}};
}

CellReading read_number(std::string_view text) {
  if (const auto quantity = read_quantity(text)) return {quantity_code(*quantity), {}, {}};
  return refused(
      text, "is not a number",
      "write a number, such as 613, at least 600, 500–1,000 or dozens, or leave it empty");
}

CellReading read_whole_number(std::string_view text) {
  if (const auto number = read_integer(text)) return {std::to_string(*number), {}, {}};
  return refused(text, "is not a whole number", "write digits only, or leave the cell empty");
}

CellReading read_day(std::string_view text, DayOrder order) {
  const auto reading = read_date(text, order);
  if (reading.date) return {reading.date->text(), {}, {}};
  return refused(text, "is not a date: " + reading.reason,
                 "write it as 1992-02-26, 1992-02, 1992 or 1992-02-25/1992-02-26");
}

}  // namespace

CellReading read_cell(const Property& property, std::string_view text, DayOrder order) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  const auto core = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  switch (property.type) {
    case PropertyType::kDate:
      return read_day(core, order);
    case PropertyType::kQuantity:
      return read_number(core);
    case PropertyType::kInteger:
      return read_whole_number(core);
    case PropertyType::kWord:
      return read_word(property, core);
    case PropertyType::kCount:
      if (const auto quantity = read_quantity(core)) return {quantity_code(*quantity), {}, {}};
      return {};
    case PropertyType::kText:
    case PropertyType::kReference:
    case PropertyType::kList:
      break;
  }
  return {};
}

}  // namespace attest::model
