#include <array>

#include "model/record.hpp"

namespace attest::model {
namespace {

using enum PropertyType;

constexpr std::array kCommon = {
    Property{"key", kText, "the list's own id of the row"},
    Property{"asserter", kText, "who says it; the source of the import where empty"},
    Property{"asserter_kind", kWord,
             "what the asserter is: state party, NGO, court, press, international organisation, "
             "survivor, academic or other"},
    Property{"affiliation", kText, "the party the asserter belongs to or speaks for"},
    Property{"relays", kList, "through whom it came, nearest to the asserter first"},
    Property{"publication", kText, "where it was published"},
    Property{"said_date", kDate, "when it was said or published"},
    Property{"seen", kWord, "whether the text was seen (yes), only listed, or recalled (no)"},
    Property{"reference", kText, "address or citation, as given"},
    Property{"repeats", kList, "keys or sources that this row only repeats"},
    Property{"note", kText, "the documenter's remark"},
};

constexpr std::array kFigure = {
    Property{"about", kReference, "the incident it speaks of, by key or name"},
    Property{"measure", kWord, "what is counted: killed, bodies_examined, families…"},
    Property{"category", kWord, "of whom: all, women, children, civilians…"},
    Property{"measure_category", kWord,
             "both in one cell, split at the first stroke: killed/women; a category that says "
             "list makes the measure list_entries"},
    Property{"quantity", kQuantity, "the number with its bound, in one cell: at least 600"},
    Property{"value", kQuantity, "the number given"},
    Property{"value_low", kInteger, "the lowest it may be; alone, a stated floor"},
    Property{"value_high", kInteger, "the highest it may be; alone, a stated ceiling"},
    Property{"wording", kText, "what the source says is counted, in its words"},
    Property{"part_of", kReference, "key of the figure it is said to be a part of"},
    Property{"event_date", kDate, "when what is counted happened, if not the incident's date"},
};

constexpr std::array kPosition = {
    Property{"about", kReference, "the incident it speaks of, by key or name"},
    Property{"body", kText, "the body that takes the position"},
    Property{"country", kText, "the body's country, or what else it belongs to"},
    Property{"level", kText, "plenary, chamber, committee, local, executive, court, signatories…"},
    Property{"instrument", kText, "resolution, motion, statement, with its number"},
    Property{"adoption", kWord, "adopted, not adopted, withdrawn or unknown"},
    Property{"words", kText, "the exact words of the position"},
    Property{"date", kDate, "when it was taken"},
};

constexpr std::array kArticle = {
    Property{"about", kReference, "the incident it speaks of, by key or name"},
    Property{"outlet", kText, "who published it"},
    Property{"country", kText, "the outlet's country"},
    Property{"language", kText, "its language"},
    Property{"title", kText, "its title or first line"},
    Property{"date", kDate, "when it appeared"},
    Property{"count_stated", kCount, "the number it states, or its words about numbers"},
};

constexpr std::array kIncident = {
    Property{"name", kText, "what the list calls it"},
    Property{"date", kDate, "when it happened"},
    Property{"place", kText, "where it happened"},
    Property{"conflict", kText, "the conflict it belongs to"},
    Property{"also_named", kList, "other names and keys"},
};

constexpr std::array kPerson = {
    Property{"name", kText, "the whole name"},
    Property{"given_name", kText, "given name"},
    Property{"father_name", kText, "father's name"},
    Property{"grandfather_name", kText, "grandfather's name"},
    Property{"family_name", kText, "family name"},
    Property{"patronymic", kText, "patronymic"},
    Property{"sex", kWord, "female, male, or the list's word"},
    Property{"birth_date", kDate, "when born"},
    Property{"birth_year", kInteger, "the year of birth where no date is given"},
    Property{"death_date", kDate, "when killed"},
    Property{"age", kInteger, "age in years"},
    Property{"place", kText, "where killed, or where from"},
    Property{"address", kText, "where the person lived"},
    Property{"incident", kReference, "the incident, by key or name"},
    Property{"family", kText, "the list's own family or household id"},
    Property{"status", kText, "civilian, combatant, or the list's word"},
    Property{"cause", kText, "cause of death, or kind of harm"},
};

constexpr std::array kAct = {
    Property{"incident", kReference, "the incident, by key or name"},
    Property{"victim", kReference, "the victim, by key or name"},
    Property{"harm", kText, "the kind of harm"},
    Property{"perpetrator", kText, "the alleged perpetrator, as attributed"},
    Property{"role", kText, "the alleged perpetrator's part in it"},
    Property{"date", kDate, "when it happened"},
    Property{"place", kText, "where it happened"},
};

constexpr std::array kSource = {
    Property{"name", kText, "the source's name"},
    Property{
        "kind", kWord,
        "state party, NGO, court, press, international organisation, survivor, academic, other"},
    Property{"derives_from", kList, "sources that it copies or repeats"},
    Property{"also_named", kList, "other spellings that tables use"},
};

constexpr std::array kStatement = {
    Property{"about", kReference, "the incident or subject, by key or name"},
    Property{"topic", kText, "place, corridor, legal…"},
    Property{"wording", kText, "the exact words"},
};

const Property* find_in(std::span<const Property> list, std::string_view name) {
  for (const auto& property : list)
    if (property.name == name) return &property;
  return nullptr;
}

}  // namespace

std::span<const Property> common_properties() {
  return kCommon;
}

std::span<const Property> properties(RecordKind kind) {
  switch (kind) {
    case RecordKind::kPerson:
      return kPerson;
    case RecordKind::kFigure:
      return kFigure;
    case RecordKind::kPosition:
      return kPosition;
    case RecordKind::kAct:
      return kAct;
    case RecordKind::kArticle:
      return kArticle;
    case RecordKind::kSource:
      return kSource;
    case RecordKind::kIncident:
      return kIncident;
    case RecordKind::kStatement:
      return kStatement;
  }
  return {};
}

const Property* find_property(RecordKind kind, std::string_view name) {
  const Property* own = find_in(properties(kind), name);
  return own ? own : find_in(kCommon, name);
}

}  // namespace attest::model
