#include "publish/impl/dossier.hpp"

#include <algorithm>

#include "publish/impl/links.hpp"

namespace attest::publish {
namespace {

/// One check compares a source with itself about other incidents; more of them would not make its
/// question clearer.
constexpr std::size_t kMostElsewhere = 1000;

}  // namespace

template <class T>
Dossier::Gathered<T>::Gathered(const std::vector<T>& all, const std::vector<std::size_t>& wanted) {
  if (wanted.empty()) return;
  if (wanted.back() - wanted.front() + 1 == wanted.size()) {
    span = std::span(all).subspan(wanted.front(), wanted.size());
    return;
  }
  copy.reserve(wanted.size());
  for (const auto i : wanted) copy.push_back(all[i]);
  span = copy;
}

Dossier::Dossier(const Index& index, const Subject& subject)
    : index_(index),
      subject_(subject),
      figures_(index.site().figures, subject.figures),
      positions_(index.site().positions, subject.positions),
      statements_(index.site().statements, subject.statements),
      panels_(findings::panels(figures_.span, index.voices(), index.policies())) {
  for (const auto& panel : panels_)
    panel_paths_.push_back(
        index.take("figures/" + subject.slug + "." + slug(findings::label(panel)) + ".html"));
}

std::vector<model::Figure> Dossier::elsewhere() const {
  std::vector<model::Figure> out;
  std::set<const Voice*> asked;
  for (const auto i : subject_.figures) {
    const Voice& voice = index_.speaker({Noun::kFigure, i});
    if (!asked.insert(&voice).second) continue;
    for (const Said said : voice.said)
      if (said.noun == Noun::kFigure && &index_.subject(said) != &subject_ &&
          out.size() < kMostElsewhere)
        out.push_back(index_.site().figures[said.index]);
  }
  return out;
}

std::vector<findings::Check> Dossier::checks() const {
  const auto other = elsewhere();
  return findings::checks({figures_.span, statements_.span, positions_.span, other},
                          index_.voices());
}

findings::RelayGraph Dossier::relays() const {
  return findings::relay_graph({figures_.span, statements_.span, positions_.span, {}},
                               index_.voices());
}

Said Dossier::said(const findings::Witness& witness) const {
  return said(findings::Node{witness.noun, witness.index});
}

Said Dossier::said(const findings::Node& node) const {
  switch (node.noun) {
    case findings::Witness::Noun::kFigure:
      return said(node.index);
    case findings::Witness::Noun::kPosition:
      return said_position(node.index);
    case findings::Witness::Noun::kStatement:
      break;
  }
  return {Noun::kStatement, subject_.statements[node.index]};
}

void Peers::take(const Dossier& dossier) {
  for (std::size_t p = 0; p < dossier.panels().size(); ++p) {
    const auto& panel = dossier.panels()[p];
    Panel kept{capitalised(findings::label(panel)), dossier.panel_paths()[p], {}};
    for (const auto& line : panel.lines) {
      const auto figure = dossier.said(line.figure).index;
      panel_of[figure] = panels.size();
      kept.figures.push_back(figure);
      if (!line.echo) continue;
      const auto origin = dossier.said(line.echo->origin).index;
      echoes[figure] = {origin, line.echo->reason};
      repeated_by[origin].push_back(figure);
    }
    panels.push_back(std::move(kept));
  }
}

}  // namespace attest::publish
