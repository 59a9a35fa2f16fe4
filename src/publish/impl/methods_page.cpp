#include "publish/impl/pages.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

Html policies(const Index& index) {
  Html items;
  for (const auto& policy : index.policies()) items += el("li", policy_words(policy));
  Html out = el("h2", {{"id", "policies"}}, "Policies");
  out += el(
      "p",
      "A policy is a named rule that turns statements into a documented range. None is better than "
      "another; the first is drawn, the others are one link away on every incident’s page. A range "
      "says what is documented; it is no estimate of what was never recorded.");
  return all(out, el("ul", items));
}

Html definitions(const Site& site) {
  if (site.definitions.empty()) return {};
  std::vector<std::pair<Html, Html>> pairs;
  for (const auto& definition : site.definitions)
    pairs.emplace_back(name(definition.term), el("span", {{"dir", "auto"}}, definition.text));
  return all(el("h2", {{"id", "definitions"}}, "Definitions"), facts(pairs));
}

Html marks() {
  std::vector<std::pair<Html, Html>> pairs = {
      {"Figure",
       "a claimed quantity: what is counted, of whom, and a number, a bound or a range. Figures "
       "that count "
       "different things are never added or put into one range."},
      {"≥, >, ≤, <", "“at least”, “more than”, “at most”, “fewer than”, as the source says it"},
      {"Hollow mark",
       "the source itself was not seen by the documenter: it is listed by others, or recalled"},
      {"Thread",
       "a statement that only repeats another; five repetitions are one voice and its echoes"},
      {"Band",
       "the documented range under the policy that the caption names; paler where no upper end is "
       "stated"},
      {"n.d.", "no date is stated"}};
  return all(el("h2", {{"id", "marks"}}, "How to read the pictures"), facts(pairs));
}

Html checks_words() {
  return all(el("h2", {{"id", "checks"}}, "Questions"),
             el("p",
                "Rules look for parts that exceed the whole, sums that do or do not add up, one "
                "number under "
                "several labels, one label with several numbers, a source with two numbers, a unit "
                "that changed, "
                "a quotation whose speaker changed, a word that others report stronger than it "
                "was. They read only "
                "the fields of statements, know no party and no place, ask, and change nothing."));
}

Html checkpoint(const Index& index) {
  const auto& shown = index.site().checkpoint;
  if (shown.root.empty() && shown.origin.empty()) return {};
  Html out = el("h2", {{"id", "checkpoint"}}, "The log, and how to check it");
  out += el("p",
            "Every act in the case is one entry of an append-only log (RFC 6962 tree). This report "
            "shows the log "
            "as it stood at this checkpoint; its date is the newest act’s.");
  out += facts({{"Log", el("code", shown.origin)},
                {"Entries", std::to_string(shown.size)},
                {"Root", el("code", shown.root)},
                {"Newest act", shown.date}});
  if (!shown.note.empty())
    out += all(el("pre", shown.note), el("p",
                                         el("a", {{"href", "checkpoint.txt"}, {"download", ""}},
                                            "The signed checkpoint as a file"),
                                         "."));
  return all(out, el("p", "All files of this report are listed in ",
                     el("a", {{"href", "SHA256SUMS"}}, "SHA256SUMS"), "; ",
                     el("code", "sha256sum -c SHA256SUMS"), " checks a copy."));
}

Html citation(const Site& site) {
  if (!site.citation.empty()) return paragraphs(site.citation, site.language);
  std::string text = (site.title.empty() ? "Report" : site.title) + ".";
  if (!site.checkpoint.date.empty()) text += " As of " + site.checkpoint.date + ".";
  if (!site.checkpoint.root.empty())
    text +=
        " Checkpoint " + std::to_string(site.checkpoint.size) + ", " + site.checkpoint.root + ".";
  if (!site.address.empty()) text += " " + site.address;
  return el("p", name(text));
}

}  // namespace

void write_methods(Writer& writer, const Index& index) {
  const auto& site = index.site();
  Html body = el("h1", "Methods and definitions");
  if (!site.method.empty())
    body += all(el("h2", "How this was compiled"), paragraphs(site.method, site.language));
  std::vector<std::pair<Html, Html>> terms;
  terms.emplace_back("Scope", paragraphs(site.scope, site.language));
  terms.emplace_back("What is included", paragraphs(site.inclusion_rule, site.language));
  terms.emplace_back("Standard of proof", paragraphs(site.standard_of_proof, site.language));
  body += all(facts(terms), policies(index), definitions(site), marks(), checks_words(),
              checkpoint(index));
  writer.page("methods.html", "Methods", body);
  if (!site.checkpoint.note.empty()) writer.file("checkpoint.txt", site.checkpoint.note);
}

Html how_to_cite(const Site& site) {
  Html out = all(el("h2", {{"id", "cite"}}, "How to cite"), citation(site));
  if (!site.licence.empty())
    out += all(el("h2", {{"id", "licence"}}, "Licence of the tables"),
               paragraphs(site.licence, site.language));
  return out;
}

}  // namespace attest::publish
