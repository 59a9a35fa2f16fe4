#include <algorithm>

#include "publish/impl/pages.hpp"
#include "publish/page.hpp"
#include "publish/render.hpp"
#include "publish/roll.hpp"

namespace attest::publish {
namespace {

using Column = TableBuilder::Column;
constexpr std::size_t kPeopleAPage = 500;

bool is_name(std::string_view property) {
  return property == "name" || property.ends_with("_name") || property == "patronymic" ||
         property == "title" || property == "kunya" || property == "alias";
}

std::string page_name(std::size_t number) {
  return number == 0 ? "roll.html" : "roll." + std::to_string(number + 1) + ".html";
}

/// Properties of all records, in the order in which they first appear.
std::vector<std::string> properties_of(const Roll& roll, const RollPerson& person) {
  std::vector<std::string> out;
  for (const auto& record : person.records)
    for (const auto& [property, text] : record.cells) {
      if (roll.names == NamesOnPages::kWithheld && is_name(property)) continue;
      if (std::find(out.begin(), out.end(), property) == out.end()) out.push_back(property);
    }
  return out;
}

/// What the records state, each different text once.
std::vector<std::string> stated(const RollPerson& person, std::string_view property) {
  std::vector<std::string> out;
  for (const auto& record : person.records)
    for (const auto& [name_of, text] : record.cells)
      if (name_of == property && !text.empty() &&
          std::find(out.begin(), out.end(), text) == out.end())
        out.push_back(text);
  return out;
}

Html stated_words(const RollPerson& person, std::string_view property) {
  Html out;
  for (const auto& text : stated(person, property)) {
    if (!out.empty()) out += el("span", {{"class", "soft"}}, " / ");
    out += name(text);
  }
  return out;
}

std::string heading_of(const Roll& roll, const RollPerson& person) {
  if (roll.names == NamesOnPages::kShown)
    for (const auto& [property, text] : person.records.front().cells)
      if (property == "name" && !text.empty()) return text;
  return "Person " + model::to_string(person.records.front().address);
}

Html side_by_side(const Links& links, const Roll& roll, const RollPerson& person) {
  std::vector<TableBuilder::Heading> headings = {{"Property"}};
  for (const auto& record : person.records)
    headings.push_back(
        {all(name(record.list),
             record.said_by.empty() ? Html() : all(leaf("br"), name(record.said_by)))});
  TableBuilder table("Each record’s own words, side by side; nothing is merged", headings);
  for (const auto& property : properties_of(roll, person)) {
    std::vector<Html> cells = {name(property)};
    for (const auto& record : person.records) {
      Html cell;
      for (const auto& [name_of, text] : record.cells)
        if (name_of == property) cell = el("span", {{"dir", "auto"}}, text);
      cells.push_back(cell);
    }
    table.row(cells, stated(person, property).size() > 1 ? "differs" : "");
  }
  std::vector<Html> files = {"stands in"}, addresses = {"address"};
  for (const auto& record : person.records) {
    files.push_back(record.locator.exhibit.empty()
                        ? Html()
                        : all(links.exhibit(record.locator.exhibit,
                                            el("code", record.locator.exhibit.substr(0, 12))),
                              ", ", name(model::describe(record.locator))));
    addresses.push_back(el("code", model::to_string(record.address)));
  }
  return table.row(files).row(addresses).html();
}

void write_person(Writer& writer, const Index& index, const Roll& roll, const RollPerson& person) {
  const Links links(index, "../");
  const auto heading = heading_of(roll, person);
  Html body = el("p", {{"class", "kicker"}}, links.plain("roll.html", "Roll"));
  body += el("h1", name(heading));
  body += el("p", counted(person.records.size(), "record speaks", "records speak"),
             " of this person, as far as is decided. ",
             person.open_pairs == 0
                 ? std::string("No pair is open.")
                 : counted(person.open_pairs, "pair is open", "pairs are open") +
                       ": nobody has decided whether other records mean the same person.");
  body += side_by_side(links, roll, person);
  if (roll.names == NamesOnPages::kWithheld)
    body += el("p", {{"class", "note"}}, "Names are withheld in this publication.");
  writer.page(person_path(person), heading, body,
              {{"data-attest", "statement"},
               {"data-person", model::to_string(person.records.front().address)}});
}

Html roll_table(const Links& links, const Roll& roll, std::size_t from, std::size_t to) {
  const bool names = roll.names == NamesOnPages::kShown;
  std::vector<TableBuilder::Heading> headings = {{"Person"}};
  for (const auto* text : {"Sex", "Age", "Died", "Place", "Lists"}) headings.push_back({text});
  headings.push_back({"Open pairs", Column::kNumber});
  TableBuilder table("Persons, in the order in which their first record was made", headings);
  for (std::size_t i = from; i < to; ++i) {
    const auto& person = roll.people[i];
    Html lists;
    for (const auto& record : person.records) {
      if (!lists.empty()) lists += "; ";
      lists += name(record.list);
    }
    table.row(
        {links.statement_at(person_path(person), names ? name(heading_of(roll, person))
                                                       : Html("person " + std::to_string(i + 1))),
         stated_words(person, "sex"), stated_words(person, "age"),
         stated_words(person, "death_date"), stated_words(person, "place"), lists,
         person.open_pairs == 0 ? "" : std::to_string(person.open_pairs)});
  }
  return table.html();
}

Html roll_opening(const Links& links, const Roll& roll) {
  const std::string people = roll.low == roll.high
                                 ? model::display(roll.high)
                                 : model::display(roll.low) + "–" + model::display(roll.high);
  Html out = el("h1", "Roll");
  out += facts({{"Documented people",
                 all(links.figure_listed("roll.html", people),
                     roll.low == roll.high ? "" : ": fewer if open pairs are one person")},
                {"Records", model::display(roll.records)},
                {"Open pairs", model::display(roll.open_pairs)},
                {"How records were joined", name(roll.how)}});
  out += el(
      "p",
      "Every list is read by the same rule and the same threshold. Records that a person has not "
      "decided to be "
      "one stay apart. A record without a name is never joined to another by the program alone.");
  return out;
}

}  // namespace

std::string person_path(const RollPerson& person) {
  const auto& address = person.records.front().address;
  return "persons/" + address.origin + "-" + std::to_string(address.entry) + "-" +
         std::to_string(address.line) + ".html";
}

void write_roll(Writer& writer, const Index& index, const Roll& roll) {
  const Links links(index, "");
  const std::size_t pages =
      std::max<std::size_t>(1, (roll.people.size() + kPeopleAPage - 1) / kPeopleAPage);
  for (std::size_t number = 0; number < pages; ++number) {
    const std::size_t from = number * kPeopleAPage;
    Html body = number == 0 ? roll_opening(links, roll) : el("h1", "Roll, continued");
    if (pages > 1) {
      Html strip;
      for (std::size_t i = 0; i < pages; ++i)
        strip += el("a", {{"href", page_name(i)}, when(i == number, "aria-current", "page")},
                    std::to_string(i * kPeopleAPage + 1) + "…");
      body += el("nav", {{"class", "parts"}, {"aria-label", "Five hundred persons a page"}}, strip);
    }
    body += roll_table(links, roll, from, std::min(from + kPeopleAPage, roll.people.size()));
    writer.page(page_name(number), "Roll", body);
  }
  for (const auto& person : roll.people)
    if (!person.records.empty()) write_person(writer, index, roll, person);
}

}  // namespace attest::publish
