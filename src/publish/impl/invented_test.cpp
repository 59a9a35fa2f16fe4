#include "publish/impl/invented.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/hash.hpp"

namespace attest::publish::invented {
namespace {

const std::string kTable = base::to_hex(base::sha256("the table"));
const std::string kReport = base::to_hex(base::sha256("the report"));
const std::string kPrivate = base::to_hex(base::sha256("the private file"));
const std::string kOrigin = "00112233445566aa";

model::Address address(std::int64_t entry, std::int64_t line) {
  return {kOrigin, entry, line, 2};
}

Excerpt around(const model::Locator& locator) {
  Excerpt out;
  if (const auto* cell = std::get_if<model::CellLocator>(&locator.place)) {
    out.columns = {"id", "deaths", "said by"};
    for (std::int64_t row = std::max<std::int64_t>(0, cell->row - 1); row < cell->row + 2; ++row)
      out.rows.push_back({row,
                          {fmt::format("V-{}", row), fmt::format("{}", 100 + row), "somebody"},
                          row == cell->row});
    out.marked_column = cell->column;
  } else if (std::get_if<model::TextLocator>(&locator.place) != nullptr) {
    out = {{},
           {},
           {},
           "and on the morning of the third day, ",
           "at least 120 bodies",
           " were counted"};
  }
  return out;
}

class Kept final : public Originals {
 public:
  std::vector<Original> read(std::span<const model::Attribution* const> said) const override {
    std::vector<Original> kept;
    for (const auto* by : said) {
      const auto record = by->statement.record();
      kept.push_back(
          {around(by->locator),
           {{"quantity",
             "deaths",
             "120",
             "exact:120",
             {record.origin, record.entry, record.line, 1}},
            {"note", "remarks", std::nullopt, "", {record.origin, record.entry, record.line, 2}}},
           "c2sp.org/tlog-proof@v1"});
    }
    return kept;
  }
};

model::Attribution by(const std::string& asserter, const std::string& said, std::int64_t line) {
  model::Attribution out(asserter);
  if (!said.empty()) out.said = model::Date::parse(said);
  out.statement = address(3, line);
  out.locator = {kTable, model::CellLocator{"", line, "deaths"}};
  out.key = fmt::format("V-{}", line);
  out.publication = "A publication";
  out.reference = fmt::format("https://example.org/{}", line);
  return out;
}

class Builder {
 public:
  Site site;

  model::Figure& figure(const std::string& who, const std::string& said, const std::string& measure,
                        const std::string& category, const std::string& quantity,
                        const std::string& wording) {
    model::Figure out{by(who, said, line_++),
                      "varn",
                      model::measure_name(measure),
                      model::category(category),
                      {},
                      {},
                      wording,
                      {}};
    if (const auto read = model::read_quantity(quantity)) out.quantity = *read;
    out.quantity.words = quantity;
    site.figures.push_back(std::move(out));
    return site.figures.back();
  }
  void position(const std::string& body, const std::string& country, const std::string& level,
                const std::string& date, model::Adoption adoption, const std::string& words) {
    site.positions.push_back({by(body, date, line_++), "varn", body, country, level, "resolution",
                              adoption, words, model::Date::parse(date)});
  }
  void article(const std::string& outlet, const std::string& date, const std::string& title,
               const std::string& count) {
    model::Article out{by(outlet, date, line_++), "varn", outlet, "Elsewhere", "en", title,
                       model::Date::parse(date),  {}};
    if (!count.empty()) out.count_stated = model::read_quantity(count);
    site.articles.push_back(std::move(out));
  }
  void statement(const std::string& who, const std::string& topic, const std::string& words) {
    site.statements.push_back({by(who, "1931-05-10", line_++), "varn", topic, words});
    site.statements.back().by.locator = {
        kReport, model::TextLocator{kReport, 120, 139, "at least 120 bodies", "", "", 3}};
  }
  void source(const std::string& name, model::SourceKind kind, const std::string& affiliation,
              std::vector<std::string> derives = {}) {
    site.sources.push_back({address(2, static_cast<std::int64_t>(site.sources.size())),
                            name,
                            kind,
                            affiliation,
                            std::move(derives),
                            {}});
  }

 private:
  std::int64_t line_ = 0;
};

void add_frame(Site& site) {
  site.title = "Varn, 3–4 May 1931";
  site.summary =
      "In the night of 3 to 4 May 1931 the town of Varn was taken. What happened to the people who "
      "fled is told "
      "differently by each side.\n\nThis report sets their statements side by side.";
  site.scope = "Statements about the taking of Varn and the days after.";
  site.inclusion_rule = "Every statement with a source that can be named.";
  site.standard_of_proof = "None is applied: statements are recorded, not weighed.";
  site.definitions = {{"killed", "dead by any act of violence"},
                      {"seen", "the text itself was read"}};
  site.method = "Tables were typed from printed pages.\n\nEach row names its page.";
  site.licence = "CC BY 4.0";
  site.program = "attest 0.1.0";
  site.checkpoint = {"example.org/varn", 7, "c29tZSByb290", "2031-02-03T10:00:00.000Z",
                     "example.org/varn\n7\nc29tZSByb290\n"};
  Act& act = site.acts.emplace_back();
  act.entry = {kOrigin, 3};
  act.member = "A. Recorder";
  act.time = "2031-02-01T09:00:00.000Z";
  act.what = "import";
  act.how = "imported with claims.toml";
  site.exhibits = {{{kTable, 1234, "claims.csv", "text/csv", "typed from print", {kOrigin, 1}},
                    "",
                    Bytes::kOffered,
                    ""},
                   {{kReport, 9999, "report.html", "text/html", "from the archive", {kOrigin, 1}},
                    "The report",
                    Bytes::kOffered,
                    ""},
                   {{kPrivate, 55, "names.csv", "text/csv", "by hand", {kOrigin, 1}},
                    "",
                    Bytes::kWithheld,
                    "It is a list of persons."}};
  site.parties = {{"Northland", "Northland", Shape::kSquare, "#1f5f8b"},
                  {"Southland", "", Shape::kTriangle, "#ff0000"}};
  model::Incident varn{model::Attribution("A. Recorder"),
                       "varn",
                       "Varn, 3–4 May 1931",
                       model::Date::parse("1931-05-03/1931-05-04"),
                       "Varn",
                       "the Border War",
                       {"Taking of Varn"}};
  model::Incident mill{model::Attribution("A. Recorder"),
                       "mill",
                       "The mill at Osk",
                       model::Date::parse("1930-11"),
                       "Osk",
                       "",
                       {}};
  site.incidents = {{varn, Standing::kMain, "Both sides agree that the town was taken."},
                    {mill, Standing::kComparable, ""}};
}

void add_sources(Builder& builder) {
  using Kind = model::SourceKind;
  builder.source("Ministry of Northland", Kind::kStateParty, "Northland");
  builder.source("General Staff of Southland", Kind::kStateParty, "Southland");
  builder.source("Northland Gazette", Kind::kPress, "Northland", {"Ministry of Northland"});
  builder.source("League for the Wounded", Kind::kNgo, "");
  builder.source("International Commission of Physicians and Lawyers for the Border Provinces",
                 Kind::kInternationalOrganisation, "");
  builder.source("هيئة التحقيق", Kind::kOther, "Southland");
  builder.source("Mayor of Varn", Kind::kSurvivor, "Northland");
}

void add_figures(Builder& b) {
  b.figure("Mayor of Varn", "1931-05-06", "killed", "all", "over 1,000",
           "my townspeople, over a thousand of them");
  b.figure("General Staff of Southland", "1931-05-07", "killed", "all", "dozens",
           "some dozens fell on both sides");
  b.figure("Ministry of Northland", "1931-06", "killed", "all", "613", "613 persons perished");
  b.figure("Northland Gazette", "1931-07-01", "killed", "all", "613", "613 persons perished")
      .by.repeats = {"V-2"};
  b.figure("League for the Wounded", "1932", "killed", "all", "500-1000",
           "between 500 and 1,000 may have died");
  b.figure("International Commission of Physicians and Lawyers for the Border Provinces",
           "1933-02-10", "killed", "all", "at least 161", "no fewer than 161 were found");
  b.figure("هيئة التحقيق", "1934", "killed", "all", "485", "قُتل 485 شخصا").by.seen =
      model::Seen::kRecalled;
  b.figure("Senate of Farland", "1990", "killed", "all", "613", "613 killed").by.repeats = {"V-2"};
  b.figure("an unsigned leaflet", "", "killed", "all", "up to 50", "not more than fifty").by.seen =
      model::Seen::kListed;
  b.figure("Ministry of Northland", "1931-06", "killed", "women", "106", "106 women").part_of =
      "V-2";
  b.figure("Ministry of Northland", "1931-06", "killed", "children", "63", "63 children").part_of =
      "V-2";
  b.figure("Northland Gazette", "1941", "killed", "children", "83", "83 children");
  b.figure("Ministry of Northland", "1931-06", "wounded", "all", "487", "487 wounded");
  b.figure("Northland Gazette", "1951", "disabled", "all", "487", "487 disabled");
  b.figure("League for the Wounded", "1931-06-12", "bodies_examined", "all", "181", "181 bodies");
  b.figure("Ministry of Northland", "1931-06", "population", "all", "6300", "inhabitants before");
  b.figure("League for the Wounded", "1932", "families", "all", "476", "families with a benefit");
  b.figure("League for the Wounded", "1931-01", "killed", "all", "40", "burnt in the mill").about =
      "mill";
  b.figure("an unsigned leaflet", "1931", "killed", "all", "7", "at the ford").about = "the ford";
}

void add_others(Builder& b) {
  using A = model::Adoption;
  b.position("Senate", "Farland", "plenary", "1990-02-26", A::kAdopted, "genocide");
  b.position("Foreign Relations Committee", "Farland", "committee", "1989-02", A::kAdopted,
             "massacre");
  b.position("City of Ulm", "Midland", "local", "2001", A::kNotAdopted, "tragedy");
  b.position("Conference of Border States", "", "organisation", "1995-12-10", A::kUnknown,
             "genocide (label of the list)");
  b.site.positions.back().by.seen = model::Seen::kListed;
  b.article("The Elsewhere Times", "1931-05-06", "Refugees tell of a night of terror", "");
  b.article("The Elsewhere Times", "1931-05-07", "Hundreds feared dead", "hundreds");
  b.article("Le Matin d’Ailleurs", "1931-05-07", "« 31 corps »", "31");
  b.statement("General Staff of Southland", "corridor", "A corridor was left open to the west.");
  b.statement("Mayor of Varn", "corridor", "Nobody told us of a corridor.");
}

RollRecord record(std::int64_t line, const std::string& list, const std::string& age) {
  return {list,
          "League for the Wounded",
          address(4, line),
          {kPrivate, model::CellLocator{"", line, ""}},
          {{"name", "Anva Torrel"},
           {"sex", "f"},
           {"age", age},
           {"death_date", "1931-05-04"},
           {"place", "Varn"}}};
}

void add_roll(Site& site) {
  Roll roll{
      NamesOnPages::kShown, "Linked by the standing model at 0.9 for every list.", 3, 1, 2, 1, {}};
  roll.people.push_back({{record(0, "hospital list", "34"), record(1, "parish list", "35")}, 1});
  roll.people.push_back({{record(2, "parish list", "4")}, 1});
  site.roll = std::move(roll);
}

void add_text(Site& site) {
  TextPage page{"An article on Varn",
                "Northland Gazette",
                kReport,
                "en",
                "The town fell at night. 613 people were killed, officials say.\nMany call it a "
                "massacre, wörtlich.\n",
                "",
                {}};
  page.claims.push_back({24,
                         46,
                         "613 people were killed",
                         "count",
                         "613 killed, all",
                         "officials",
                         "en:1",
                         false,
                         false,
                         address(3, 3),
                         Corroboration::kOnlyRepeat,
                         {},
                         {address(3, 4)},
                         {address(3, 2)}});
  page.claims.push_back({73,
                         86,
                         "it a massacre",
                         "legal word",
                         "massacre",
                         "",
                         "en:2",
                         true,
                         false,
                         {},
                         Corroboration::kNoneFound,
                         {},
                         {},
                         {}});
  site.texts.push_back(std::move(page));
}

void add_estimates(Site& site) {
  EstimatePage page;
  page.title = "Killed in Varn";
  page.population = "People killed in Varn in May 1931. Travellers could be on no list.";
  page.documented = 640;
  page.lists = {"hospital list", "parish list", "League’s list"};
  for (int i = 1; i < 8; ++i)
    page.overlaps.push_back({{(i & 1) != 0, (i & 2) != 0, (i & 4) != 0}, 300 / i, ""});
  EstimatePage::Model model{
      .name = "latent_class", .label = "Latent classes", .median = 912, .low = 800, .high = 1080};
  for (int i = 0; i < 2000; ++i)
    model.draws.push_back(912 + (i * 37 % 101) - 50 + (i * 53 % 97) - 48);
  model.diagnostics = {"Four chains agree (R-hat 1.00)."};
  model.assumptions = {"Within a class, being on one list tells nothing about another."};
  page.models = {
      model,
      {.name = "chao", .label = "Chao’s lower bound", .lower_bound = true, .median = 790},
      {.name = "coverage", .status = "refused", .reason = "two lists are copies"}};
  page.agreement = "One model gives an estimate; a floor stands below it.";
  page.sensitivity_assumption =
      "All three lists together are taken to have no effect beyond pairs.";
  for (const double odds : {0.25, 0.5, 1.0, 2.0, 4.0})
    page.sensitivity.push_back({odds, 640 + 272 * odds, 640 + 160 * odds, 640 + 440 * odds});
  page.variance = {{"linkage", 0.2}, {"model", 0.8}};
  site.estimates = {page,
                    {.title = "Missing in Varn",
                     .documented = 12,
                     .refusal = "There are only two lists.",
                     .needed = "A third list made independently."}};
}

/// Every text of the site in turn.
void for_each_text(Site& site, const std::function<void(std::string&)>& change) {
  for (auto* text :
       {&site.title, &site.summary, &site.scope, &site.inclusion_rule, &site.standard_of_proof,
        &site.method, &site.licence, &site.citation, &site.address, &site.program})
    change(*text);
  for (auto& one : site.definitions) change(one.term), change(one.text);
  for (auto& one : site.acts)
    change(one.member), change(one.what), change(one.how), change(one.time);
  for (auto& one : site.exhibits)
    change(one.title), change(one.why_withheld), change(one.exhibit.name),
        change(one.exhibit.media), change(one.exhibit.obtained);
  for (auto& one : site.incidents)
    change(one.summary), change(one.incident.place), change(one.incident.conflict);
  for (auto& one : site.parties) change(one.label), change(one.colour);
  const auto attribution = [&](model::Attribution& by) {
    for (auto* text : {&by.asserter, &by.publication, &by.reference, &by.note, &by.key})
      change(*text);
    by.relays = {by.note};
    by.repeats = {by.key};
  };
  for (auto& one : site.figures)
    attribution(one.by), change(one.wording), change(one.quantity.words),
        change(one.category.words), change(one.part_of);
  for (auto& one : site.positions)
    attribution(one.by), change(one.body), change(one.country), change(one.level),
        change(one.instrument), change(one.words);
  for (auto& one : site.articles)
    attribution(one.by), change(one.outlet), change(one.country), change(one.language),
        change(one.title);
  for (auto& one : site.statements)
    attribution(one.by), change(one.about), change(one.topic), change(one.wording);
  for (auto& person : site.roll->people)
    for (auto& record : person.records) {
      change(record.list);
      for (auto& [property, text] : record.cells) change(property), change(text);
    }
  for (auto& page : site.texts) {
    for (auto* text : {&page.title, &page.author, &page.language, &page.text}) change(*text);
    for (auto& claim : page.claims)
      for (auto* text : {&claim.quote, &claim.kind, &claim.what, &claim.speaker, &claim.rule})
        change(*text);
  }
  for (auto& page : site.estimates)
    for (auto* text : {&page.title, &page.stratum, &page.population, &page.agreement,
                       &page.sensitivity_assumption})
      change(*text);
  for (auto& one : site.sources)
    change(one.name), change(one.affiliation), one.derives_from = {one.name};
}

}  // namespace

Case make() {
  Builder builder;
  add_frame(builder.site);
  add_sources(builder);
  add_figures(builder);
  add_others(builder);
  add_roll(builder.site);
  add_text(builder.site);
  add_estimates(builder.site);
  return {std::move(builder.site), std::make_unique<Kept>()};
}

Case make_from_the_right() {
  Case out = make();
  out.site.language = "ar";
  out.site.title = "فارن، ٣–٤ أيار ١٩٣١";
  out.site.summary =
      "في ليلة الثالث إلى الرابع من أيار ١٩٣١ سقطت بلدة فارن. يروي كل طرف ما جرى بطريقته.";
  return out;
}

Case make_hostile(const std::string& hostile) {
  Case out = make();
  for_each_text(out.site, [&](std::string& text) { text = hostile; });
  return out;
}

Case make_large(std::size_t statements, std::size_t incidents) {
  Case out = make();
  auto& site = out.site;
  const auto model_figure = site.figures[2];
  for (std::size_t i = 0; i < statements; ++i) {
    auto figure = model_figure;
    figure.by = by(fmt::format("Source {}", i % 500), fmt::format("{}", 1931 + i % 60),
                   static_cast<std::int64_t>(i));
    figure.by.statement = address(9, static_cast<std::int64_t>(i));
    figure.about = fmt::format("incident {}", i % incidents);
    figure.quantity = *model::read_quantity(fmt::format("{}", 10 + i % 97));
    site.figures.push_back(std::move(figure));
  }
  return out;
}

}  // namespace attest::publish::invented
