#include <algorithm>
#include <map>

#include "publish/impl/pages.hpp"
#include "publish/impl/plot.hpp"
#include "publish/impl/timeline.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

constexpr std::size_t kMostLives = 6;
constexpr double kRow = 46;

std::string label_of(const model::Figure& figure) {
  return model::label(figure.measure) + ", " + figure.category.words;
}

bool is_step_worth_marking(const std::vector<findings::Drift>& drift) {
  return std::any_of(drift.begin(), drift.end(),
                     [](findings::Drift d) { return d != findings::Drift::kRepeated; });
}

std::string drift_words(const std::vector<findings::Drift>& drift) {
  std::string out;
  for (const auto one : drift) {
    if (!out.empty()) out += ", ";
    out += findings::label(one);
  }
  return out;
}

/// One row a label, time from left to right; steps are joined, changes are ringed and numbered as
/// in the table beneath.
class LifeDrawing {
 public:
  LifeDrawing(const Links& links, const Dossier& dossier, const findings::Life& life,
              const Timeline& time)
      : links_(links), dossier_(dossier), life_(life), time_(time) {
    for (const auto& step : life.steps)
      rows_.emplace(label_of(dossier.figure(step.figure)), rows_.size());
    std::size_t row = 0;
    for (auto& [label, number] : rows_) number = row++;
  }

  double height() const { return kRow * static_cast<double>(rows_.size()) + 26; }

  Html drawing() const {
    const double bottom = kRow * static_cast<double>(rows_.size());
    Html out = time_.axis(0, bottom);
    for (const auto& [label, row] : rows_)
      out += text_at(0, y_of(row) - 16, "start", "row-label strong", label);
    return all(out, joins(), marks());
  }

 private:
  static double y_of(std::size_t row) { return kRow * static_cast<double>(row) + 30; }
  double x(const findings::Life::Step& step) const { return time_.at(figure(step).by.said); }
  double y(const findings::Life::Step& step) const {
    return y_of(rows_.at(label_of(figure(step))));
  }
  const model::Figure& figure(const findings::Life::Step& step) const {
    return dossier_.figure(step.figure);
  }

  Html joins() const {
    Html out;
    for (std::size_t i = 1; i < life_.steps.size(); ++i)
      out += line_at(x(life_.steps[i - 1]), y(life_.steps[i - 1]), x(life_.steps[i]),
                     y(life_.steps[i]), "thread");
    return out;
  }

  Html marks() const {
    Html out;
    for (std::size_t i = 0; i < life_.steps.size(); ++i) {
      const auto& step = life_.steps[i];
      const auto said = dossier_.said(step.figure);
      const auto& look = links_.index().look(links_.affiliation(said));
      const Fill fill = is_seen(figure(step).by) ? Fill::kFilled : Fill::kHollow;
      Html spot = mark(look.shape, fill, x(step), y(step), look.css_class);
      if (is_step_worth_marking(step.drift)) {
        spot += leaf(
            "circle",
            {{"class", "ring"}, {"cx", percent(x(step))}, {"cy", place(y(step))}, {"r", "10"}});
        spot += text_at(x(step), y(step) - 13, "middle", "small", std::to_string(i + 1));
      }
      const std::string words = std::to_string(i + 1) + ". " + figure(step).by.asserter + ", " +
                                print_date(figure(step).by.said) + ": " +
                                shown_number(figure(step));
      out += links_.figure(said, all(el("title", words), spot));
    }
    return out;
  }

  const Links& links_;
  const Dossier& dossier_;
  const findings::Life& life_;
  const Timeline& time_;
  std::map<std::string, std::size_t> rows_;
};

Html steps_table(const Links& links, const Dossier& dossier, const findings::Life& life) {
  TableBuilder table("Steps of " + model::display(life.number) + ", in the order said",
                     {{"Step"}, {"Said"}, {"By"}, {"As"}, {"Words"}, {"What changed"}});
  for (std::size_t i = 0; i < life.steps.size(); ++i) {
    const auto& step = life.steps[i];
    const auto& figure = dossier.figure(step.figure);
    const auto said = dossier.said(step.figure);
    table.row({std::to_string(i + 1), print_date(figure.by.said),
               all(links.asserter(said), " ", links.party(links.affiliation(said)), " ",
                   seen_badge(figure.by.seen)),
               all(links.figure(said, shown_number(figure)), " ", name(label_of(figure))),
               el("span", {{"dir", "auto"}}, figure.wording), drift_words(step.drift)});
  }
  return table.html();
}

Html one_life(const Links& links, const Dossier& dossier, const findings::Life& life) {
  std::vector<std::optional<model::Date>> dates;
  for (const auto& step : life.steps) dates.push_back(dossier.figure(step.figure).by.said);
  const Timeline time(dates, 3, 90, is_right_to_left(links.index().site().language));
  const LifeDrawing drawing(links, dossier, life, time);
  const std::string number = model::display(life.number);
  const ChartText text{number,
                       number +
                           " through time, one row a label; ringed and numbered where a hedge "
                           "or a label changes.",
                       ""};
  return all(
      figure(text, drawing.height(), drawing.drawing(), "life"),
      el("details",
         el("summary", "The " + counted(life.steps.size(), "step", "steps") + " of " + number),
         steps_table(links, dossier, life)));
}

}  // namespace

Html life_of_figures(const Links& links, const Dossier& dossier) {
  const auto lives = findings::lives(dossier.figures(), links.index().voices());
  if (lives.empty()) return {};
  Html out = el("h2", {{"id", "lives"}}, "Life of a figure");
  out += el("p", {{"class", "note"}},
            "The same number on its way through time: under which labels it stood, and where a "
            "hedge was lost or "
            "a label changed (ringed). Figures of different measures are never added; they stand "
            "side by side here "
            "because the number is the same.");
  for (std::size_t i = 0; i < std::min(lives.size(), kMostLives); ++i)
    out += one_life(links, dossier, lives[i]);
  if (lives.size() > kMostLives)
    out += el("p", {{"class", "note"}},
              counted(lives.size() - kMostLives, "further number is", "further numbers are") +
                  " used less often and not drawn.");
  return out;
}

}  // namespace attest::publish
