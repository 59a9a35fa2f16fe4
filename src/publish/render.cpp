#include "publish/render.hpp"

#include "base/error.hpp"
#include "publish/impl/pages.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

/// What is kept of each incident once its pages are written.
struct Gathered {
  Peers peers;
  std::vector<Html> rows_from_top;  ///< of the list of incidents, with links from the top folder
  Html picture;                     ///< of the first main incident, for the overview
};

void write_incident_pages(Writer& writer, const Index& index, const Subject& subject,
                          Gathered& gathered) {
  const Links links(index, "../");
  const Links top(index, "");
  const Dossier dossier(index, subject);
  write_incident(writer, links, dossier);
  write_panels(writer, links, dossier);
  write_positions(writer, links, dossier);
  write_press(writer, links, subject);
  write_said(writer, links, subject);
  gathered.peers.take(dossier);
  gathered.rows_from_top.push_back(incident_row(top, dossier));
  if (gathered.picture.empty()) gathered.picture = central_picture(top, dossier);
}

void write_style(Writer& writer, const Site& site, const Index& index) {
  writer.file("style.css", std::string(style()) + party_style(site, index));
  writer.file("app.js", script());
}

}  // namespace

Excerpt Originals::around(const model::Locator&) const {
  return {};
}
std::vector<RecordedCell> Originals::cells(const model::Address&) const {
  return {};
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
  Gathered gathered{Peers(site.figures.size()), {}, {}};
  for (std::size_t i = 0; i < index.subjects().size(); ++i) {
    reporter.progress("incidents", i, index.subjects().size());
    write_incident_pages(writer, index, index.subjects()[i], gathered);
  }
  write_statements(writer, index, gathered.peers, originals);
  write_overview(writer, Links(index, ""), gathered.rows_from_top, gathered.picture);
  write_incident_list(writer, gathered.rows_from_top);
  write_sources(writer, index);
  write_exhibits(writer, index);
  write_methods(writer, index);
  write_downloads(writer, index);
  write_style(writer, site, index);
  return writer.finish();
}

}  // namespace attest::publish
