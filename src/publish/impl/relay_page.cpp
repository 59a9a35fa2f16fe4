#include <algorithm>
#include <map>

#include "publish/impl/pages.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

using findings::Node;

constexpr std::size_t kMostDescents = 12;
constexpr std::size_t kMostRepetitions = 20;

/// What one descent is drawn with.
struct Drawing {
  const Links& links;
  const Dossier& dossier;
  const std::map<Node, const findings::Relay*>& relay_of;
  bool mirrored = false;
};

Html said_line(const Drawing& d, const Node& node) {
  const Said said = d.dossier.said(node);
  const auto& index = d.links.index();
  const Html line = name(shortened(short_line(index, said), 70));
  const Html link =
      said.noun == Noun::kFigure ? d.links.figure(said, line) : d.links.statement(said, line);
  return all(
      link,
      el("small", d.links.asserter(said), ", ", el("bdi", print_date(index.by(said).said)), " ",
         d.links.party(d.links.affiliation(said)), " ", seen_badge(index.by(said).seen)));
}

/// The trunk from the origin with a branch to this row: whole where somebody says so, broken where
/// only likeness speaks. It carries no words; they stand beside it as text.
Html branch(const Drawing& d, bool stated, bool first, bool last) {
  const auto x = [&](double at) { return percent(d.mirrored ? 100 - at : at); };
  const std::string_view css_class = stated ? "relay" : "relay likely";
  const auto line = [&](std::string_view style, double x1, std::string_view y1, double x2,
                        std::string_view y2) {
    return leaf("line", {{"class", style}, {"x1", x(x1)}, {"y1", y1}, {"x2", x(x2)}, {"y2", y2}});
  };
  constexpr double kTrunk = 8, kEnd = 97;
  Html out = line("relay trunk", kTrunk, first ? "50%" : "0", kTrunk, last ? "50%" : "100%");
  if (first) out += line("relay trunk", 0, "50%", kTrunk, "50%");
  out += line(css_class, kTrunk, "50%", kEnd, "50%");
  out += el("svg", {{"x", x(kEnd)}, {"y", "50%"}, {"overflow", "visible"}},
            leaf("path", {{"class", "relay-head"},
                          {"d", d.mirrored ? "M0 0L9 -4.5V4.5Z" : "M0 0L-9 -4.5V4.5Z"}}));
  return el("svg", {{"width", "100%"}, {"height", "100%"}, {"aria-hidden", "true"}}, out);
}

std::vector<Node> in_order(const findings::Descent& descent) {
  std::vector<Node> all = descent.stated;
  all.insert(all.end(), descent.likely.begin(), descent.likely.end());
  return all;
}

Html row(const Drawing& d, const findings::Descent& descent, const Node& node, bool first,
         bool last) {
  const findings::Relay& relay = *d.relay_of.at(node);
  const bool stated = findings::is_stated(relay.basis);
  Html why = all(el("strong", stated ? "says so" : "only alike"), ": ", name(relay.reason));
  if (relay.to != descent.origin)
    why += all(", through ", d.links.asserter(d.dossier.said(relay.to)));
  return el("div", {{"class", "relay-row"}},
            el("div", {{"class", "relay-origin"}}, first ? said_line(d, descent.origin) : Html()),
            el("div", {{"class", "relay-edge"}}, branch(d, stated, first, last)),
            el("div", {{"class", "relay-why"}}, el("bdi", why)),
            el("div", {{"class", "relay-end"}}, said_line(d, node)));
}

Html one_descent(const Drawing& d, const findings::Descent& descent) {
  const auto nodes = in_order(descent);
  const std::size_t drawn = std::min(nodes.size(), kMostRepetitions);
  Html out;
  for (std::size_t i = 0; i < drawn; ++i) out += row(d, descent, nodes[i], i == 0, i + 1 == drawn);
  if (drawn < nodes.size())
    out += el("p", {{"class", "note"}},
              counted(nodes.size() - drawn, "further repetition is", "further repetitions are"),
              " in the table alone.");
  return el("section", {{"class", "descent"}, {"aria-label", "An origin and what repeats it"}},
            out);
}

Html table_of(const Drawing& d, const findings::RelayGraph& graph) {
  TableBuilder table("Every repetition, in the order said",
                     {{"Said"}, {"Repetition"}, {"Goes back to"}, {"Standing"}, {"Why"}});
  for (const auto& relay : graph.relays) {
    const Said from = d.dossier.said(relay.from), to = d.dossier.said(relay.to);
    const auto shown = [&](Said said) {
      return all(d.links.asserter(said), ": ",
                 d.links.statement(said, name(shortened(short_line(d.links.index(), said), 60))));
    };
    table.row({print_date(d.links.index().by(from).said), shown(from), shown(to),
               findings::is_stated(relay.basis) ? "stated" : "a question",
               all(findings::label(relay.basis), ": ", name(relay.reason))});
  }
  return table.html();
}

Html opening(const findings::RelayGraph& graph) {
  return all(
      el("p", counted(graph.origins, "statement goes", "statements go"), " back to no other; ",
         counted(graph.stated, "repeats", "repeat"), " another by somebody’s own word, ",
         counted(graph.likely, "only looks", "only look"),
         " like a repetition. Twenty repetitions of one statement are one voice."),
      el("p", {{"class", "note"}},
         "Origins stand first, what goes back to them after the line. A whole line: somebody says "
         "that it repeats. A broken line: the wording, an odd number or a shared slip is the same, "
         "which asks a question and proves nothing; ranges count such statements as voices of "
         "their own."));
}

}  // namespace

void write_relays(Writer& writer, const Links& links, const Dossier& dossier) {
  const auto& subject = dossier.subject();
  if (subject.size() < 2) return;
  const findings::RelayGraph graph = dossier.relays();
  std::map<Node, const findings::Relay*> relay_of;
  for (const auto& relay : graph.relays) relay_of.emplace(relay.from, &relay);
  const Drawing drawing{links, dossier, relay_of, is_right_to_left(links.index().site().language)};
  Html body = el("p", {{"class", "kicker"}}, name(subject.name));
  body += all(el("h1", "Who repeats whom"), parts_of(links, subject, "relays"), opening(graph));
  for (std::size_t i = 0; i < std::min(graph.descents.size(), kMostDescents); ++i)
    body += one_descent(drawing, graph.descents[i]);
  if (graph.descents.size() > kMostDescents)
    body += el(
        "p", {{"class", "note"}},
        counted(graph.descents.size() - kMostDescents, "further origin is", "further origins are"),
        " in the table alone.");
  if (!graph.relays.empty()) body += table_of(drawing, graph);
  writer.page(subject.path("relays"), "Who repeats whom – " + subject.name, body,
              {{"data-attest", "relays"}});
}

}  // namespace attest::publish
