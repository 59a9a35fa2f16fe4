#include "publish/render.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "publish/impl/pages.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

/// What is kept of each incident once its pages are written.
struct Gathered {
  Peers peers;
  std::vector<Html> rows_from_top;  ///< of the list of incidents, with links from the top folder
  Html picture;                     ///< of the first main incident, for the overview
  Html texts;                       ///< texts and what others say, for the overview
};

void write_incident_pages(Writer& writer, const Links& links, const Dossier& dossier) {
  write_incident(writer, links, dossier);
  write_panels(writer, links, dossier);
  write_relays(writer, links, dossier);
  write_positions(writer, links, dossier);
  write_press(writer, links, dossier.subject());
  write_said(writer, links, dossier.subject());
}

/// Some incidents at a time, side by side; what is kept of them is in their order.
void write_incidents(Writer& writer, const Index& index, Gathered& gathered) {
  constexpr std::size_t kAtOnce = 16;
  const Links links(index, "../");
  const Links top(index, "");
  const std::span subjects(index.subjects());
  for (std::size_t at = 0; at < subjects.size(); at += kAtOnce) {
    writer.reporter().progress("incidents", at, subjects.size());
    std::vector<std::optional<Dossier>> dossiers(std::min(kAtOnce, subjects.size() - at));
    base::parallel_for(dossiers.size(), 0, [&](std::size_t i) {
      const Dossier& dossier = dossiers[i].emplace(index, subjects[at + i]);
      write_incident_pages(writer, links, dossier);
    });
    for (const auto& dossier : dossiers) {
      gathered.peers.take(*dossier);
      gathered.rows_from_top.push_back(incident_row(top, *dossier));
      if (gathered.picture.empty()) gathered.picture = central_picture(top, *dossier);
    }
  }
}

/// A list of pages of one kind, by title.
void write_list(Writer& writer, const std::string& path, const std::string& title,
                const Html& items) {
  writer.page(path, title, all(el("h1", title), el("ul", items)));
}

/// Lines that lead to the texts, for the overview.
Html write_texts(Writer& writer, const Index& index) {
  const auto& texts = index.site().texts;
  Html items;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto path = index.take("texts/" + slug(texts[i].title) + ".html");
    items += el("li", el("a", {{"href", path}}, name(texts[i].title)), " – ", in_short(texts[i]));
    write_text(writer, index, texts[i], path);
  }
  if (!texts.empty()) write_list(writer, "texts.html", "Texts", items);
  return items;
}

/// Estimates have pages of their own: no column holds both them and what is documented.
void write_estimates(Writer& writer, const Index& index) {
  Html items;
  for (EstimatePage page : index.site().estimates) {
    const auto path = index.take("estimates/" + slug(page.title + " " + page.stratum) + ".html");
    const auto stem = path.substr(10, path.size() - 15);
    const bool has_draws = std::any_of(page.models.begin(), page.models.end(),
                                       [](const auto& model) { return !model.draws.empty(); });
    if (has_draws) {
      writer.file("estimates/" + stem + ".draws.csv", draws_csv(page));
      page.draws_href = stem + ".draws.csv";
    }
    writer.page(path, page.title, estimate_body(page), {{"data-attest", "estimate"}});
    items += el("li",
                el("a", {{"href", path}},
                   name(page.title + (page.stratum.empty() ? "" : ", " + page.stratum))),
                page.refusal.empty() ? "" : " – refused");
  }
  if (!index.site().estimates.empty()) write_list(writer, "estimates.html", "Estimates", items);
}

void write_style(Writer& writer, const Site& site, const Index& index) {
  writer.file("style.css", std::string(style()) + party_style(site, index));
  writer.file("app.js", script());
}

}  // namespace

std::vector<Original> Originals::read(std::span<const model::Attribution* const> said) const {
  return std::vector<Original>(said.size());
}

std::string statement_path(const model::Address& record) {
  return "statements/" + record.origin + "-" + std::to_string(record.entry) + "-" +
         std::to_string(record.line) + ".html";
}

std::string exhibit_path(std::string_view sha256) {
  return "exhibits/" + std::string(sha256) + ".html";
}

std::string incident_path(const Incident& incident) {
  const auto& noun = incident.incident;
  return "incidents/" + slug(noun.key.empty() ? noun.name : noun.key) + ".html";
}

Rendered render(const Site& site, const Originals& originals, Sink& sink,
                base::Reporter& reporter) {
  const Index index(site);
  Writer writer(index, sink, reporter);
  Gathered gathered{Peers(site.figures.size()), {}, {}, {}};
  write_incidents(writer, index, gathered);
  write_statements(writer, index, gathered.peers, originals);
  gathered.texts = write_texts(writer, index);
  write_overview(writer, Links(index, ""), gathered.texts, gathered.rows_from_top,
                 gathered.picture);
  write_incident_list(writer, gathered.rows_from_top);
  if (site.roll) write_roll(writer, index, *site.roll);
  write_estimates(writer, index);
  write_sources(writer, index);
  write_exhibits(writer, index);
  write_methods(writer, index);
  write_downloads(writer, index);
  write_style(writer, site, index);
  return writer.finish();
}

}  // namespace attest::publish
