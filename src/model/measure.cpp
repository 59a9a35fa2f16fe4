#include "model/measure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace attest::model {
namespace {

struct Entry {
  Measure measure;
  std::string_view word;
  std::string_view label;
};
constexpr std::array kMeasures = {
    Entry{Measure::kKilled, "killed", "killed"},
    Entry{Measure::kWounded, "wounded", "wounded"},
    Entry{Measure::kDisabled, "disabled", "disabled"},
    Entry{Measure::kCaptive, "captive", "taken captive"},
    Entry{Measure::kCaptiveReleased, "captive_released", "captives released"},
    Entry{Measure::kMissing, "missing", "missing"},
    Entry{Measure::kDisplaced, "displaced", "displaced"},
    Entry{Measure::kArrested, "arrested", "arrested"},
    Entry{Measure::kRaped, "raped", "raped"},
    Entry{Measure::kExecuted, "executed", "executed"},
    Entry{Measure::kAffected, "affected", "dead and wounded together"},
    Entry{Measure::kBodiesFound, "bodies_found", "bodies found or seen"},
    Entry{Measure::kBodiesExamined, "bodies_examined", "bodies examined"},
    Entry{Measure::kBuried, "buried", "buried"},
    Entry{Measure::kIdentified, "identified", "identified"},
    Entry{Measure::kListEntries, "list_entries", "names on a list"},
    Entry{Measure::kFamilies, "families", "families"},
    Entry{Measure::kPopulation, "population", "population"},
    Entry{Measure::kActs, "acts", "acts"},
    Entry{Measure::kOther, "other", "other"}};

const Entry& entry(Measure measure) {
  return *std::ranges::find(kMeasures, measure, &Entry::measure);
}

std::string lower_trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  std::string out(text.substr(first, text.find_last_not_of(" \t") - first + 1));
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// Words that tables use for the same measure.
constexpr std::array<std::pair<std::string_view, Measure>, 47> kSynonyms = {{
    {"death", Measure::kKilled},
    {"killings", Measure::kKilled},
    {"murdered", Measure::kKilled},
    {"people killed", Measure::kKilled},
    {"persons killed", Measure::kKilled},
    {"number killed", Measure::kKilled},
    {"injuries", Measure::kWounded},
    {"wounds", Measure::kWounded},
    {"people wounded", Measure::kWounded},
    {"persons wounded", Measure::kWounded},
    {"handicapped", Measure::kDisabled},
    {"maimed", Measure::kDisabled},
    {"casualties", Measure::kAffected},
    {"dead and wounded", Measure::kAffected},
    {"bodies recovered", Measure::kBodiesFound},
    {"autopsied", Measure::kBodiesExamined},
    {"autopsies", Measure::kBodiesExamined},
    {"graves", Measure::kBuried},
    {"hostage", Measure::kCaptive},
    {"prisoners of war", Measure::kCaptive},
    {"abducted", Measure::kCaptive},
    {"captives released", Measure::kCaptiveReleased},
    {"missing persons", Measure::kMissing},
    {"internally displaced", Measure::kDisplaced},
    {"refugees", Measure::kDisplaced},
    {"arrests", Measure::kArrested},
    {"executions", Measure::kExecuted},
    {"inhabitants", Measure::kPopulation},
    {"deaths", Measure::kKilled},
    {"dead", Measure::kKilled},
    {"fatalities", Measure::kKilled},
    {"died", Measure::kKilled},
    {"injured", Measure::kWounded},
    {"bodies", Measure::kBodiesFound},
    {"bodies found", Measure::kBodiesFound},
    {"bodies examined", Measure::kBodiesExamined},
    {"bodies autopsied", Measure::kBodiesExamined},
    {"hostages", Measure::kCaptive},
    {"taken hostage", Measure::kCaptive},
    {"captives", Measure::kCaptive},
    {"captive released", Measure::kCaptiveReleased},
    {"released", Measure::kCaptiveReleased},
    {"list entries", Measure::kListEntries},
    {"names", Measure::kListEntries},
    {"names on a list", Measure::kListEntries},
    {"detained", Measure::kArrested},
    {"disappeared", Measure::kMissing},
}};

}  // namespace

std::string_view word(Measure measure) {
  return entry(measure).word;
}

std::string_view label(Measure measure) {
  return entry(measure).label;
}

std::optional<Measure> parse_measure(std::string_view text) {
  for (const auto& e : kMeasures)
    if (e.word == text) return e.measure;
  return std::nullopt;
}

MeasureName measure_name(std::string_view words) {
  std::string text = lower_trimmed(words);
  if (text.starts_with("other:")) return {Measure::kOther, lower_trimmed(text.substr(6))};
  if (const auto measure = parse_measure(text)) return {*measure, {}};
  for (const auto& [synonym, measure] : kSynonyms)
    if (synonym == text) return {measure, {}};
  return {Measure::kOther, text};
}

std::string label(const MeasureName& name) {
  if (name.measure != Measure::kOther || name.other.empty())
    return std::string(label(name.measure));
  return name.other;
}

std::string word(const MeasureName& name) {
  if (name.measure != Measure::kOther || name.other.empty()) return std::string(word(name.measure));
  return "other: " + name.other;
}

Category category(std::string_view words) {
  const std::string text = lower_trimmed(words);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kSame = {{
      {"", "all"},
      {"total", "all"},
      {"all persons", "all"},
      {"persons", "all"},
      {"people", "all"},
      {"civilian", "civilians"},
      {"woman", "women"},
      {"child", "children"},
      {"minors", "children"},
      {"man", "men"},
      {"old people", "elderly"},
      {"old", "elderly"},
      {"combatant", "combatants"},
      {"soldier", "soldiers"},
      {"policemen", "police"},
      {"family", "families"},
      {"house", "houses"},
  }};
  for (const auto& [spelling, canonical] : kSame)
    if (spelling == text) return {std::string(canonical)};
  // Names of groups keep their capitals: they are proper nouns.
  const auto first = words.find_first_not_of(" \t");
  return {std::string(words.substr(first, words.find_last_not_of(" \t") - first + 1))};
}

MeasureCategory split_measure(std::string_view words) {
  const auto stroke = words.find('/');
  if (stroke == std::string_view::npos) return {measure_name(words), category({})};
  return measure_of(words.substr(0, stroke), words.substr(stroke + 1));
}

MeasureCategory measure_of(std::string_view measure, std::string_view of_whom) {
  const std::string words = lower_trimmed(of_whom);
  if (words == "list") return {{Measure::kListEntries, {}}, category({})};
  if (words.ends_with("(list)"))
    return {{Measure::kListEntries, {}}, category(of_whom.substr(0, of_whom.rfind('(')))};
  return {measure_name(measure), category(of_whom)};
}

}  // namespace attest::model
