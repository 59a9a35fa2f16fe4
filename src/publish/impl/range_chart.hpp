#pragma once

#include "publish/impl/dossier.hpp"
#include "publish/impl/links.hpp"

namespace attest::publish {

/// Panels of one page share a scale where they count people who were harmed; panels that count
/// something else (families, inhabitants, acts, other words) have their own.
enum class Yardstick { kPersons, kOwn };
Yardstick yardstick(const model::MeasureName& measure);

/// The scale of a page's panels: from zero to a round number above every figure on it.
class PageScale {
 public:
  explicit PageScale(const Dossier& dossier);
  /// The end of that panel's axis.
  double high(const findings::Panel& panel) const;

 private:
  static double highest(const Dossier& dossier, const findings::Panel& panel);
  const Dossier& dossier_;
  double persons_ = 0;
};

/// What one panel is drawn with.
struct RangeChart {
  const Dossier& dossier;
  const Links& links;
  const findings::Panel& panel;
  const findings::Answer* band = nullptr;
  double high = 1;
  bool mirrored = false;  ///< zero at the right, on pages written from the right
};

/// More lines than this are in the table alone; a note says so.
inline constexpr std::size_t kMostDrawn = 120;

/// The picture of all sides' figures (one panel): a line a statement in the order said. Exact: a
/// mark. At least: a mark and an arrow. Range: a bar between two marks. No number: the words in its
/// place. Not seen: hollow. A thread joins a repetition to its origin; a band behind shows the
/// documented range. Rows are HTML, so that names wrap whole at any width; each row's lane is SVG.
Html range_chart(const RangeChart& chart);

/// A documented range whose ends are links: to the statement where one gives it, else to the
/// panel's page, which lists all.
Html linked_range(const Dossier& dossier, const Links& links, const findings::Answer& answer,
                  const std::string& panel_path);

}  // namespace attest::publish
