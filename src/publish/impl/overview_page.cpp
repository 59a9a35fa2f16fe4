#include "publish/impl/pages.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

Html incident_table(const std::vector<Html>& rows, std::string_view caption) {
  Html heads, body;
  for (const auto* text :
       {"Incident", "Documented range", "What is counted", "Date", "Place", "Statements"})
    heads += el("th",
                {{"scope", "col"}, when(std::string_view(text) == "Statements", "class", "number")},
                text);
  for (const auto& row : rows) body += row;
  return el("div",
            {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", caption}},
            el("table", el("caption", caption), el("thead", el("tr", heads)), el("tbody", body)));
}

Html opening(const Links& links) {
  const auto& site = links.index().site();
  std::size_t unseen = 0;
  for (const auto said : links.index().everything())
    unseen += is_seen(links.index().by(said)) ? 0 : 1;
  const std::size_t statements = links.index().everything().size();
  Html out = all(
      counted(statements, "statement", "statements"), " by ",
      links.plain("sources.html", counted(links.index().speakers().size(), "source", "sources")),
      ", read from ",
      links.plain("exhibits.html", counted(site.exhibits.size(), "exhibit", "exhibits")), ". ");
  if (unseen > 0)
    out += counted(unseen, "statement was", "statements were") +
           " not seen in the original, only listed or recalled; they are marked as such wherever "
           "they count. ";
  return el(
      "p", out,
      "Conflicting statements stand side by side; nothing here is a finding of this publication.");
}

Html case_terms(const Site& site) {
  std::vector<std::pair<Html, Html>> pairs;
  pairs.emplace_back("Scope", paragraphs(site.scope, site.language));
  pairs.emplace_back("What is included", paragraphs(site.inclusion_rule, site.language));
  pairs.emplace_back("Standard of proof", paragraphs(site.standard_of_proof, site.language));
  return facts(pairs);
}

}  // namespace

void write_overview(Writer& writer, const Links& links, const Html& texts,
                    const std::vector<Html>& rows, const Html& picture) {
  const auto& site = links.index().site();
  Html body = el("h1", {{"dir", "auto"}, {"lang", site.language}},
                 site.title.empty() ? "Report" : site.title);
  body += el("div", {{"class", "lead"}}, paragraphs(site.summary, site.language));
  body += opening(links);
  if (!texts.empty())
    body += all(el("h2", "A text, and what others say about its claims"), el("ul", texts));
  if (!picture.empty()) body += all(el("h2", "Who says what"), picture);
  if (!rows.empty())
    body +=
        all(el("h2", "Where to open"),
            incident_table(rows, "Main incidents first; comparable ones by date, never ranked"));
  body += all(el("h2", "What this covers"), case_terms(site));
  body += el("p", links.plain("methods.html", "Methods and definitions"), " · ",
             links.plain("downloads.html", "Downloads, licence, how to cite"));
  writer.page("index.html", site.title.empty() ? "Report" : site.title, body);
}

void write_incident_list(Writer& writer, const std::vector<Html>& rows) {
  const Html body = all(el("h1", "Incidents"),
                        el("p",
                           "Each has the same pages, made by the same rules, whoever its victims "
                           "were. Comparable incidents "
                           "stand by date, then name; they are never ranked."),
                        incident_table(rows, "Incidents of this report"));
  writer.page("incidents.html", "Incidents", body);
}

}  // namespace attest::publish
