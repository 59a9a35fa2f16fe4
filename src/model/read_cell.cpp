#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <unordered_map>

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
  using Words = std::initializer_list<std::string_view>;
  static const auto known = [] {
    std::unordered_map<std::string, std::string> out;
    const auto add = [&](const char* canonical, Words words) {
      for (const auto word : words) out.emplace(base::search_fold(word), canonical);
    };
    add("female", {"f",     "female",   "woman", "girl", "ж",     "жен",     "женский", "женщина",
                   "qadın", "qız",      "kadın", "kız",  "femme", "féminin", "mujer",   "femenino",
                   "frau",  "weiblich", "أنثى",  "انثى", "امرأة", "իգական",  "կին"});
    add("male", {"m",         "male", "man",      "boy",   "м",     "муж",      "мужской",
                 "мужчина",   "kişi", "oğlan",    "erkek", "homme", "masculin", "hombre",
                 "masculino", "mann", "männlich", "ذكر",   "رجل",   "արական",   "տղամարդ"});
    return out;
  }();
  const auto found = known.find(base::search_fold(text));
  return found == known.end() ? std::string() : found->second;
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

CellReading read_core(const Property& property, std::string_view text, DayOrder order) {
  switch (property.type) {
    case PropertyType::kDate:
      return read_day(text, order);
    case PropertyType::kQuantity:
      return read_number(text);
    case PropertyType::kInteger:
      return read_whole_number(text);
    case PropertyType::kWord:
      return read_word(property, text);
    case PropertyType::kCount:
      if (const auto quantity = read_quantity(text)) return {quantity_code(*quantity), {}, {}};
      break;
    case PropertyType::kText:
    case PropertyType::kReference:
    case PropertyType::kList:
      break;
  }
  return {};
}

}  // namespace

CellReading read_cell(const Property& property, std::string_view text, DayOrder order) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  const auto core = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  auto reading = read_core(property, core, order);
  if (reading.parsed == text) reading.parsed.clear();
  return reading;
}

}  // namespace attest::model
