#include <algorithm>

#include "publish/impl/pages.hpp"
#include "publish/impl/range_chart.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

using Column = TableBuilder::Column;

/// More rows than this of one panel are on the panel's own page alone.
constexpr std::size_t kMostRows = 150;

struct Sheet {
  const Links& links;
  const Dossier& dossier;
  std::size_t policy = 0;
  PageScale scale{dossier};
  const Index& index() const { return links.index(); }
  const findings::Answer* answer(const findings::Panel& panel) const {
    return policy < panel.answers.size() ? &panel.answers[policy] : nullptr;
  }
};

std::string panel_anchor(const findings::Panel& panel) {
  return slug(findings::label(panel));
}

Html head(const Sheet& sheet) {
  const auto& subject = sheet.dossier.subject();
  Html out = el("p", {{"class", "kicker"}}, incident_word(subject));
  out += el("h1", name(subject.name));
  if (subject.incident == nullptr) return out;
  const auto& incident = subject.incident->incident;
  Html others;
  for (const auto& other : incident.also_named) {
    if (!others.empty()) others += "; ";
    others += name(other);
  }
  std::vector<std::pair<Html, Html>> pairs;
  if (incident.date) pairs.emplace_back("Date", print_date(incident.date));
  if (!incident.place.empty()) pairs.emplace_back("Place", name(incident.place));
  if (!incident.conflict.empty()) pairs.emplace_back("Conflict", name(incident.conflict));
  pairs.emplace_back("Also named", others);
  return all(out,
             el("div", {{"class", "lead"}},
                paragraphs(subject.incident->summary, sheet.index().site().language)),
             facts(pairs));
}

Html opening(const Sheet& sheet) {
  const auto& figures = sheet.dossier.figures();
  std::size_t unseen = 0, echoes = 0;
  std::set<const Voice*> voices;
  for (const auto& panel : sheet.dossier.panels())
    for (const auto& line : panel.lines) {
      unseen += is_seen(sheet.dossier.figure(line.figure).by) ? 0 : 1;
      echoes += line.echo ? 1 : 0;
      voices.insert(&sheet.index().speaker(sheet.dossier.said(line.figure)));
    }
  std::string text =
      counted(figures.size(), "figure", "figures") + " by " +
      counted(voices.size(), "voice", "voices") + ", about " +
      counted(sheet.dossier.panels().size(), "thing counted", "different things counted") + ". ";
  if (unseen > 0)
    text += counted(unseen, "is", "are") + " not seen by us, only listed or recalled. ";
  if (echoes > 0) text += counted(echoes, "only repeats", "only repeat") + " another. ";
  return el("p", text, "Nothing here is a finding of this publication.");
}

Html policies(const Sheet& sheet) {
  Html others;
  for (std::size_t i = 0; i < sheet.index().policies().size(); ++i) {
    if (i == sheet.policy) continue;
    if (!others.empty()) others += " · ";
    others += sheet.links.plain(policy_path(sheet.dossier.subject(), sheet.index(), i),
                                sheet.index().policies()[i].name);
  }
  Html out = el("p", {{"class", "note"}}, "Ranges and bands on this page: policy ",
                policy_words(sheet.index().policies()[sheet.policy]));
  if (!others.empty())
    out += el("p", {{"class", "note"}}, "The same page under another policy: ", others);
  return out;
}

Html summary_table(const Sheet& sheet) {
  TableBuilder table("What is counted, and the documented range under the policy named above",
                     {{"What is counted"},
                      {"Documented range"},
                      {"Statements", Column::kNumber},
                      {"Voices that count", Column::kNumber}});
  const auto& panels = sheet.dossier.panels();
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const auto& path = sheet.dossier.panel_paths()[p];
    const auto* answer = sheet.answer(panels[p]);
    table.row({el("a", {{"href", "#" + panel_anchor(panels[p])}},
                  name(capitalised(findings::label(panels[p])))),
               answer ? linked_range(sheet.dossier, sheet.links, *answer, path) : Html(),
               sheet.links.figure_listed(path, std::to_string(panels[p].lines.size())),
               answer ? std::to_string(answer->voices) : ""});
  }
  return table.html();
}

Html caption(const Sheet& sheet, std::size_t p) {
  const auto& panel = sheet.dossier.panels()[p];
  const auto* answer = sheet.answer(panel);
  if (answer == nullptr || panel.lines.size() < 2 || (!answer->low && !answer->high)) return {};
  return el("p", {{"class", "note"}}, "Band: documented range ",
            linked_range(sheet.dossier, sheet.links, *answer, sheet.dossier.panel_paths()[p]),
            " under the policy “", name(answer->policy), "”.");
}

Html one_panel(const Sheet& sheet, std::size_t p) {
  const auto& panel = sheet.dossier.panels()[p];
  const RangeChart chart{sheet.dossier,
                         sheet.links,
                         panel,
                         sheet.answer(panel),
                         sheet.scale.high(panel),
                         is_right_to_left(sheet.index().site().language)};
  const Html count = sheet.links.figure_listed(
      sheet.dossier.panel_paths()[p], counted(panel.lines.size(), "statement", "statements"));
  const std::string label = capitalised(findings::label(panel));
  return el("section", {{"aria-label", label}},
            el("h3", {{"id", panel_anchor(panel)}}, name(label), " ", el("small", count)),
            caption(sheet, p), range_chart(chart));
}

Html charts(const Sheet& sheet) {
  if (sheet.dossier.panels().empty()) return {};
  Html out = el("h2", {{"id", "figures"}}, "Who said how many, about what, and when");
  out += legend(sheet.links, [&] {
    std::vector<Said> said;
    for (std::size_t i = 0; i < sheet.dossier.figures().size(); ++i)
      said.push_back(sheet.dossier.said(i));
    return said;
  }());
  out += el("p", {{"class", "note"}},
            "An arrow means “at least” or “at most”; a bar between two marks, a range; a thin grey "
            "thread "
            "joins a repetition to what it repeats. Panels that count people who were harmed share "
            "one scale; "
            "inhabitants, families, displaced people, acts and other words have their own.");
  for (std::size_t p = 0; p < sheet.dossier.panels().size(); ++p) out += one_panel(sheet, p);
  return out;
}

std::vector<Html> figure_cells(const Sheet& sheet, const findings::Line& line) {
  const auto said = sheet.dossier.said(line.figure);
  const auto& figure = sheet.dossier.figure(line.figure);
  Html who = all(sheet.links.asserter(said), " ", sheet.links.party(line.affiliation));
  for (const auto& relay : figure.by.relays) who += el("small", " via ", name(relay));
  Html status = seen_badge(figure.by.seen);
  if (line.echo) status += el("small", " ", name(line.echo->reason));
  return {print_date(figure.by.said),
          who,
          sheet.links.figure(said, has_number(figure.quantity)
                                       ? Html(shown_number(figure))
                                       : quote(shortened(shown_number(figure), 90))),
          el("span", {{"dir", "auto"}}, figure.wording),
          status,
          sheet.links.statement(said, figure.by.key.empty() ? "open" : figure.by.key)};
}

Html figures_table(const Sheet& sheet) {
  if (sheet.dossier.panels().empty()) return {};
  TableBuilder table(
      "All figures, by what is counted, in the order said; all are documented claims",
      {{"Said"}, {"By"}, {"Figure", Column::kNumber}, {"Words"}, {"Status"}, {"Opens"}});
  const auto& panels = sheet.dossier.panels();
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const auto& path = sheet.dossier.panel_paths()[p];
    Html heading = name(capitalised(findings::label(panels[p])));
    if (panels[p].lines.size() > kMostRows)
      heading += all(" – the first ", std::to_string(kMostRows), " of ",
                     sheet.links.plain(path, counted(panels[p].lines.size(), "", "statements")));
    table.group(heading);
    for (std::size_t i = 0; i < std::min(panels[p].lines.size(), kMostRows); ++i) {
      const auto& line = panels[p].lines[i];
      table.row(figure_cells(sheet, line),
                is_seen(sheet.dossier.figure(line.figure).by) ? "" : "unseen");
    }
  }
  return all(el("h2", {{"id", "table"}}, "The same figures as a table"), table.html());
}

}  // namespace

Html life_of_figures(const Links& links, const Dossier& dossier);
Html questions(const Links& links, const Dossier& dossier);
Html who_speaks(const Links& links, const Dossier& dossier);

std::string policy_path(const Subject& subject, const Index& index, std::size_t policy) {
  if (policy == 0) return subject.path();
  return subject.path(slug(index.policies()[policy].name));
}

void write_incident(Writer& writer, const Links& links, const Dossier& dossier) {
  for (std::size_t policy = 0; policy < links.index().policies().size(); ++policy) {
    const auto& subject = dossier.subject();
    if (policy > 0 && dossier.panels().empty()) return;
    const Sheet sheet{links, dossier, policy};
    Html body = all(head(sheet), parts_of(links, subject, policy == 0 ? "" : "policy"));
    if (!dossier.panels().empty())
      body += all(opening(sheet), policies(sheet), summary_table(sheet), charts(sheet));
    if (policy == 0)
      body += all(figures_table(sheet), questions(links, dossier), life_of_figures(links, dossier),
                  who_speaks(links, dossier));
    std::string title = subject.name;
    if (policy > 0) title += " – " + links.index().policies()[policy].name;
    writer.page(policy_path(subject, links.index(), policy), title, body,
                {{"data-attest", "incident"}});
  }
}

}  // namespace attest::publish
