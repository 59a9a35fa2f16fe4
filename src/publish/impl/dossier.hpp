#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "findings/findings.hpp"
#include "findings/relay.hpp"
#include "publish/impl/index.hpp"

namespace attest::publish {

/// What findings say about one incident. Their indices are into the spans held here; `said` turns
/// them into the site's.
class Dossier {
 public:
  Dossier(const Index& index, const Subject& subject);
  Dossier(const Dossier&) = delete;
  Dossier& operator=(const Dossier&) = delete;

  const Subject& subject() const { return subject_; }
  std::span<const model::Figure> figures() const { return figures_.span; }
  std::span<const model::Position> positions() const { return positions_.span; }
  const model::Figure& figure(std::size_t i) const { return figures_.span[i]; }
  const std::vector<findings::Panel>& panels() const { return panels_; }
  const std::vector<std::string>& panel_paths() const { return panel_paths_; }
  std::vector<findings::Check> checks() const;
  findings::RelayGraph relays() const;

  Said said(std::size_t figure) const { return {Noun::kFigure, subject_.figures[figure]}; }
  Said said_position(std::size_t position) const {
    return {Noun::kPosition, subject_.positions[position]};
  }
  Said said(const findings::Witness& witness) const;
  Said said(const findings::Node& node) const;

 private:
  /// A contiguous view of some of a vector: itself where they stand together, else a copy.
  template <class T>
  struct Gathered {
    Gathered(const std::vector<T>& all, const std::vector<std::size_t>& wanted);
    std::vector<T> copy;
    std::span<const T> span;
  };
  std::vector<model::Figure> elsewhere() const;

  const Index& index_;
  const Subject& subject_;
  Gathered<model::Figure> figures_;
  Gathered<model::Position> positions_;
  Gathered<model::Statement> statements_;
  std::vector<findings::Panel> panels_;
  std::vector<std::string> panel_paths_;
};

/// What a statement page needs to know of its panel after the dossier is gone: indices of the site.
struct Peers {
  struct Panel {
    std::string label;
    std::string path;
    std::vector<std::size_t> figures;  ///< in the order said
  };
  struct Echo {
    std::size_t origin = 0;
    std::string reason;
  };
  std::vector<Panel> panels;
  std::vector<std::size_t> panel_of;  ///< one a figure
  std::map<std::size_t, Echo> echoes;
  std::map<std::size_t, std::vector<std::size_t>> repeated_by;
  explicit Peers(std::size_t figures) : panel_of(figures) {}
  void take(const Dossier& dossier);
};

}  // namespace attest::publish
