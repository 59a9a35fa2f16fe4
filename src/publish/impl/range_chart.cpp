#include "publish/impl/range_chart.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "publish/impl/plot.hpp"

namespace attest::publish {
namespace {

constexpr double kFrom = 3;   // percent of the lane where zero stands
constexpr double kTo = 70;    // and where the scale ends: the rest is for numbers
constexpr double kOpen = 97;  // where arrows of bands without upper end run to

/// Threads that pass a row: from which x, and whether they start, pass or end there.
struct Thread {
  std::size_t first = 0, last = 0;  // rows
  double x = 0;
};

class Lanes {
 public:
  explicit Lanes(const RangeChart& chart) : chart_(chart) {
    rows_ = std::min(chart.panel.lines.size(), kMostDrawn);
    for (std::size_t row = 0; row < rows_; ++row) row_of_[line(row).figure] = row;
    find_threads();
  }

  Html rows() const {
    Html out;
    for (std::size_t row = 0; row < rows_; ++row) out += one(row);
    return out;
  }

  Html axis() const {
    const auto ticks = round_ticks(0, chart_.high, 5);
    Html drawing;
    for (const double tick : ticks)
      drawing += text_at(at(tick), 14, "middle", "tick", short_number(tick));
    const std::string label = capitalised(findings::label(chart_.panel));
    const Html svg =
        el("svg", {{"width", "100%"}, {"height", "20"}, {"role", "img"}, {"aria-label", label}},
           el("title", label), el("desc", description()),
           el("defs", el("g", {{"id", ground_id()}}, band(), grid())), drawing);
    return el("div", {{"class", "row axis"}}, el("span", {{"class", "lane"}}, svg));
  }

 private:
  const findings::Line& line(std::size_t row) const { return chart_.panel.lines[row]; }
  const model::Figure& figure(std::size_t row) const {
    return chart_.dossier.figure(line(row).figure);
  }

  double at(double value) const {
    const double x = Scale{0, chart_.high, kFrom, kTo}.at(value);
    return chart_.mirrored ? 100 - x : x;
  }
  double toward(double x, double distance) const {
    return chart_.mirrored ? x - distance : x + distance;
  }

  static std::optional<double> main_value(const model::Quantity& quantity) {
    if (const auto low = model::lower_end(quantity)) return static_cast<double>(*low);
    if (const auto high = model::upper_end(quantity)) return static_cast<double>(*high);
    return std::nullopt;
  }

  void find_threads() {
    std::map<std::size_t, Thread> by_origin;
    for (std::size_t row = 0; row < rows_; ++row) {
      if (!line(row).echo) continue;
      const auto origin = row_of_.find(line(row).echo->origin);
      if (origin == row_of_.end()) continue;
      const auto value = main_value(figure(origin->second).quantity);
      if (!value) continue;
      auto& thread =
          by_origin.try_emplace(origin->second, Thread{origin->second, origin->second, at(*value)})
              .first->second;
      thread.first = std::min(thread.first, row);
      thread.last = std::max(thread.last, row);
    }
    for (const auto& [origin, thread] : by_origin) threads_.push_back(thread);
  }

  Html threads(std::size_t row) const {
    Html out;
    for (const auto& thread : threads_) {
      if (row < thread.first || row > thread.last) continue;
      out += leaf("line", {{"class", "thread"},
                           {"x1", percent(thread.x)},
                           {"x2", percent(thread.x)},
                           {"y1", row == thread.first ? "50%" : "0"},
                           {"y2", row == thread.last ? "50%" : "100%"}});
    }
    return all(out, elbow(row));
  }

  /// Where a repetition gives another number than its origin, the thread turns to it.
  Html elbow(std::size_t row) const {
    if (!line(row).echo) return {};
    const auto origin = row_of_.find(line(row).echo->origin);
    const auto value = main_value(figure(row).quantity);
    if (origin == row_of_.end() || !value) return {};
    const auto from = main_value(figure(origin->second).quantity);
    if (!from || *from == *value) return {};
    return leaf("line", {{"class", "thread"},
                         {"x1", percent(at(*from))},
                         {"x2", percent(at(*value))},
                         {"y1", "50%"},
                         {"y2", "50%"}});
  }

  Html band() const {
    const auto* answer = chart_.band;
    if (answer == nullptr || rows_ < 2 || (!answer->low && !answer->high)) return {};
    const double low = answer->low ? at(static_cast<double>(*answer->low)) : at(0);
    const double high = answer->high ? at(static_cast<double>(*answer->high)) : low;
    Html out = strip("range-band", low, high);
    if (answer->open_high || !answer->high)
      out += strip("range-band open", high, chart_.mirrored ? 100 - kOpen : kOpen);
    return out;
  }
  static Html strip(std::string_view css_class, double from, double to) {
    const double width = std::max(std::fabs(to - from), 0.4);
    return leaf("rect", {{"class", css_class},
                         {"x", percent(std::min(from, to))},
                         {"y", "0"},
                         {"width", percent(width)},
                         {"height", "100%"}});
  }

  /// Band and grid are drawn once, under the axis; every lane shows them by reference.
  std::string ground_id() const { return "ground-" + slug(findings::label(chart_.panel)); }

  Html grid() const {
    Html out;
    for (const double tick : round_ticks(0, chart_.high, 5))
      out += leaf("line", {{"class", tick == 0 ? "zero" : "grid"},
                           {"x1", percent(at(tick))},
                           {"x2", percent(at(tick))},
                           {"y1", "0"},
                           {"y2", "100%"}});
    return out;
  }

  /// Marks in a nested drawing at the middle of the row: inside it, places are pixels.
  static Html spot(double x, const Html& drawing) {
    return el("svg", {{"x", percent(x)}, {"y", "50%"}, {"overflow", "visible"}}, drawing);
  }

  Html number(double x, double pixels, std::string_view text) const {
    const double side = chart_.mirrored ? -1 : 1;
    return spot(x, el("text",
                      {{"class", "value"},
                       {"x", place(side * pixels)},
                       {"y", "4.5"},
                       {"text-anchor", chart_.mirrored ? "end" : "start"}},
                      text));
  }

  Html arrow(double x, const std::string& css_class) const {
    const std::string path =
        chart_.mirrored ? "M-8 0H-30M-30-4.5L-39 0L-30 4.5Z" : "M8 0H30M30-4.5L39 0L30 4.5Z";
    return spot(x, leaf("path", {{"class", "arrow " + css_class}, {"d", path}}));
  }

  /// An upper bound alone: anything from zero to the mark.
  Html from_zero(double x, const std::string& css_class) const {
    return leaf("line", {{"class", "span from-zero " + css_class},
                         {"x1", percent(at(0))},
                         {"x2", percent(x)},
                         {"y1", "50%"},
                         {"y2", "50%"}});
  }

  Html drawn(std::size_t row) const {
    const auto& quantity = figure(row).quantity;
    const auto& look = chart_.links.index().look(line(row).affiliation);
    const Fill fill = is_seen(figure(row).by) ? Fill::kFilled : Fill::kHollow;
    const auto low = model::lower_end(quantity);
    const auto high = model::upper_end(quantity);
    const auto text = model::display(quantity);
    const auto spot_mark = [&](double x) {
      return spot(x, mark(look.shape, fill, 0, 0, look.css_class));
    };
    if (low && high && *low != *high) {
      const double a = at(static_cast<double>(*low)), b = at(static_cast<double>(*high));
      const Html bar = leaf("line", {{"class", "span " + look.css_class},
                                     {"x1", percent(a)},
                                     {"x2", percent(b)},
                                     {"y1", "50%"},
                                     {"y2", "50%"}});
      return all(bar, spot_mark(a), spot_mark(b), number(b, 12, text));
    }
    const double x = at(static_cast<double>(low ? *low : *high));
    if (low && high) return all(spot_mark(x), number(x, 12, text));
    if (!low) return all(from_zero(x, look.css_class), spot_mark(x), number(x, 12, text));
    return all(arrow(x, look.css_class), spot_mark(x), number(x, 45, text));
  }

  Html lane(std::size_t row) const {
    const auto said = chart_.dossier.said(line(row).figure);
    const auto& one_figure = figure(row);
    const auto svg = [&](const Html& drawing, std::string_view label) {
      return el("svg",
                {{"width", "100%"}, {"height", "100%"}, {"role", "group"}, {"aria-label", label}},
                leaf("use", {{"href", "#" + ground_id()}}), threads(row), drawing);
    };
    if (has_number(one_figure.quantity))
      return svg(chart_.links.figure(said, drawn(row)), shown_number(one_figure));
    return all(svg({}, "no number"),
               el("span", {{"class", "words"}},
                  chart_.links.figure(said, quote(shown_number(one_figure)))));
  }

  Html under_name(std::size_t row) const {
    Html out = chart_.links.party(line(row).affiliation);
    out += seen_badge(figure(row).by.seen);
    if (line(row).echo) out += el("span", {{"class", "party"}}, name(line(row).echo->reason));
    return out;
  }

  Html one(std::size_t row) const {
    const auto said = chart_.dossier.said(line(row).figure);
    const auto words = words_of(chart_.links.index(), said);
    Html sentence;
    if (!words.empty())
      sentence = el("span", {{"class", "sentence"}, {"dir", "auto"}}, "“", words, "”");
    return el("div", {{"class", "row"}},
              el("span", {{"class", "said"}}, print_year(figure(row).by.said)),
              el("span", {{"class", "who"}}, chart_.links.asserter(said), " ", under_name(row)),
              el("span", {{"class", "lane"}}, lane(row)), sentence);
  }

  std::string description() const {
    return counted(chart_.panel.lines.size(), "statement", "statements") +
           ", one a line, in the order said; the scale runs from 0 to " +
           short_number(chart_.high) + ". The table below gives the same figures.";
  }

  const RangeChart& chart_;
  std::size_t rows_ = 0;
  std::map<std::size_t, std::size_t> row_of_;
  std::vector<Thread> threads_;
};

/// The number as those say it who state this end: "over 1,000", where findings count from 1,001.
std::string end_words(const Dossier& dossier, const std::vector<std::size_t>& by,
                      std::int64_t value) {
  const auto all_say = [&](model::Bound bound) {
    return !by.empty() && std::all_of(by.begin(), by.end(), [&](std::size_t i) {
      return dossier.figure(i).quantity.bound == bound;
    });
  };
  if (all_say(model::Bound::kMoreThan)) return "over " + model::display(value - 1);
  if (all_say(model::Bound::kLessThan)) return "under " + model::display(value + 1);
  return model::display(value);
}

Html range_end(const Dossier& dossier, const Links& links, const std::vector<std::size_t>& by,
               const std::string& path, std::int64_t value) {
  const auto shown = end_words(dossier, by, value);
  if (by.size() == 1) return links.figure(dossier.said(by.front()), shown);
  return links.figure_listed(path, shown);
}

}  // namespace

Yardstick yardstick(const model::MeasureName& name) {
  switch (name.measure) {
    case model::Measure::kDisplaced:
    case model::Measure::kFamilies:
    case model::Measure::kPopulation:
    case model::Measure::kActs:
    case model::Measure::kOther:
      return Yardstick::kOwn;
    default:
      return Yardstick::kPersons;
  }
}

PageScale::PageScale(const Dossier& dossier) : dossier_(dossier) {
  for (const auto& panel : dossier.panels())
    if (yardstick(panel.measure) == Yardstick::kPersons)
      persons_ = std::max(persons_, highest(dossier, panel));
}

double PageScale::highest(const Dossier& dossier, const findings::Panel& panel) {
  std::int64_t most = 0;
  for (const auto& line : panel.lines) {
    const auto& quantity = dossier.figure(line.figure).quantity;
    most = std::max(
        {most, model::lower_end(quantity).value_or(0), model::upper_end(quantity).value_or(0)});
  }
  return static_cast<double>(most);
}

double PageScale::high(const findings::Panel& panel) const {
  const bool shared = yardstick(panel.measure) == Yardstick::kPersons;
  return round_up(std::max(5.0, shared ? persons_ : highest(dossier_, panel)));
}

Html range_chart(const RangeChart& chart) {
  const Lanes lanes(chart);
  Html out = el("div", {{"class", "ranges"}}, lanes.rows(), lanes.axis());
  if (chart.panel.lines.size() > kMostDrawn)
    out += el("p", {{"class", "note"}},
              "The picture shows the first " + counted(kMostDrawn, "statement", "statements") +
                  " in the order said; the panel’s own page lists all.");
  return out;
}

Html linked_range(const Dossier& dossier, const Links& links, const findings::Answer& answer,
                  const std::string& path) {
  const auto in_order = [](const auto&... pieces) {
    return el("span", {{"dir", "ltr"}}, pieces...);
  };
  if (!answer.low && !answer.high) return "no number";
  const Html high =
      answer.high ? range_end(dossier, links, answer.high_by, path, *answer.high) : Html();
  const bool says_over =
      answer.high && end_words(dossier, answer.high_by, *answer.high).starts_with("over");
  const std::string_view open = answer.open_high && !says_over ? " or more" : "";
  if (!answer.low)
    return answer.open_high ? in_order("no lower end, ", high, open) : in_order("up to ", high);
  const Html low = range_end(dossier, links, answer.low_by, path, *answer.low);
  if (!answer.high) return in_order("at least ", low);
  if (*answer.low == *answer.high) return in_order(low, open);
  return answer.open_high ? in_order(low, " to ", high, open) : in_order(low, "–", high);
}

}  // namespace attest::publish
