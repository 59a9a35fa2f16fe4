#include <algorithm>
#include <array>

#include "base/unicode.hpp"
#include "publish/impl/pages.hpp"
#include "publish/impl/plot.hpp"
#include "publish/impl/timeline.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

using findings::Rung;

constexpr double kLine = 19;         // height of one position within its rung
constexpr double kPointWidth = 0.8;  // percent a letter takes at the report's full width
constexpr std::size_t kMostOfWords = 34;
constexpr std::size_t kMostOfBody = 26;
constexpr int kRungs = 7;

Mark level_mark(const std::string& level) {
  const auto has = [&](std::string_view word) { return level.find(word) != level.npos; };
  if (has("plenary") || has("chamber")) return Mark::kSquare;
  if (has("committee")) return Mark::kTriangle;
  if (has("local") || has("city") || has("state")) return Mark::kDiamond;
  if (has("organisation") || has("organization")) return Mark::kCircle;
  return Mark::kPentagon;
}

std::string_view adoption_class(model::Adoption adoption) {
  return adoption == model::Adoption::kUnknown ? "unknown" : "";
}

Fill fill_of(model::Adoption adoption) {
  return adoption == model::Adoption::kAdopted ? Fill::kFilled : Fill::kHollow;
}

std::string body_of(const model::Position& position) {
  if (position.country.empty() || position.body.find(position.country) != position.body.npos)
    return position.body;
  return position.body + " (" + position.country + ")";
}

Rung rung_of(const findings::Stance& stance) {
  return stance.own == Rung::kNone ? stance.reported : stance.own;
}

/// Every position at its word and date; those that would cover one another stand on lines of their
/// own within the rung.
class Ladder {
 public:
  Ladder(const Links& links, const Dossier& dossier, const std::vector<findings::Step>& steps)
      : links_(links), dossier_(dossier), steps_(steps), time_(dates(), 3, 86, false) {
    place_all();
  }

  double height() const { return bottom_ + 26; }
  Html drawing() const {
    Html out;
    for (int rung = 0; rung < kRungs; ++rung) out += rung_band(rung);
    out += time_.axis(top_, bottom_);
    for (std::size_t i = 0; i < steps_.size(); ++i) out += one(i);
    return out;
  }

 private:
  struct Spot {
    double x = 0, y = 0;
    bool label_before = false;
  };

  const model::Position& position(std::size_t i) const {
    return dossier_.positions()[steps_[i].position];
  }
  std::vector<std::optional<model::Date>> dates() const {
    std::vector<std::optional<model::Date>> out;
    for (std::size_t i = 0; i < steps_.size(); ++i) out.push_back(position(i).date);
    return out;
  }

  /// Number in the table, exact words, body: the words first, for they are what the rung is about.
  std::string label(std::size_t i) const {
    const auto& stance = steps_[i].stance;
    const auto& words = stance.own == Rung::kNone ? stance.reported_words : stance.own_words;
    std::string out = std::to_string(i + 1) + " ";
    if (!words.empty()) out += "“" + shortened(words, kMostOfWords) + "” ";
    return out + shortened(body_of(position(i)), kMostOfBody);
  }

  /// Lines within a rung, packed: a label takes room on the side it is written to.
  void place_all() {
    std::array<std::vector<std::vector<std::pair<double, double>>>, kRungs> lines;
    std::vector<std::size_t> line_of(steps_.size());
    spots_.resize(steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      auto& spot = spots_[i];
      spot.x = time_.at(position(i).date);
      const double room = kPointWidth * static_cast<double>(base::count_points(label(i))) + 2.5;
      spot.label_before = spot.x + room > 101;
      const double from = spot.label_before ? spot.x - room : spot.x - 1.5;
      const double to = spot.label_before ? spot.x + 1.5 : spot.x + room;
      line_of[i] = free_line(lines[static_cast<std::size_t>(rung_of(steps_[i].stance))], from, to);
    }
    double y = top_;
    for (int rung = kRungs - 1; rung >= 0; --rung) {
      tops_[static_cast<std::size_t>(rung)] = y;
      y += 24 + kLine * static_cast<double>(lines[static_cast<std::size_t>(rung)].size()) + 6;
    }
    bottom_ = y;
    for (std::size_t i = 0; i < steps_.size(); ++i)
      spots_[i].y = tops_[static_cast<std::size_t>(rung_of(steps_[i].stance))] + 34 +
                    kLine * static_cast<double>(line_of[i]);
  }

  static std::size_t free_line(std::vector<std::vector<std::pair<double, double>>>& lines,
                               double from, double to) {
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (std::none_of(lines[i].begin(), lines[i].end(), [&](const auto& taken) {
            return from < taken.second && taken.first < to;
          })) {
        lines[i].emplace_back(from, to);
        return i;
      }
    lines.push_back({{from, to}});
    return lines.size() - 1;
  }

  Html rung_band(int rung) const {
    const double y = tops_[static_cast<std::size_t>(rung)];
    return all(line_at(0, y, 100, y, "rung"),
               text_at(0, y + 15, "start", "rung-label",
                       capitalised(std::string(findings::label(static_cast<Rung>(rung))))));
  }

  /// A stronger word reported by others than the body used: a dotted line up to that rung.
  Html upgrade(std::size_t i) const {
    const auto& stance = steps_[i].stance;
    if (stance.own == Rung::kNone || stance.reported <= stance.own) return {};
    const double top = tops_[static_cast<std::size_t>(stance.reported) - 1] - 4;
    return all(line_at(spots_[i].x, spots_[i].y - 6, spots_[i].x, top, "upgrade"),
               mark(Mark::kTriangle, Fill::kHollow, spots_[i].x, top, "unknown"));
  }

  Html one(std::size_t i) const {
    const auto& spot = spots_[i];
    const auto said = dossier_.said_position(steps_[i].position);
    const auto& subject = position(i);
    const std::string words = body_of(subject) + ", " + print_date(subject.date) + ": “" +
                              subject.words + "” (" + std::string(model::word(subject.adoption)) +
                              ")";
    const Html text =
        el("svg", {{"x", percent(spot.x)}, {"y", place(spot.y)}, {"overflow", "visible"}},
           el("text",
              {{"class", "at-mark wide"},
               {"x", spot.label_before ? "-11" : "11"},
               {"y", "4"},
               {"text-anchor", spot.label_before ? "end" : "start"}},
              label(i)));
    return all(upgrade(i),
               links_.statement(said, all(el("title", words),
                                          mark(level_mark(subject.level), fill_of(subject.adoption),
                                               spot.x, spot.y, adoption_class(subject.adoption)),
                                          text)));
  }

  const Links& links_;
  const Dossier& dossier_;
  const std::vector<findings::Step>& steps_;
  Timeline time_;
  std::vector<Spot> spots_;
  std::array<double, kRungs> tops_{};
  double top_ = 4;
  double bottom_ = 0;
};

Html key() {
  const auto item = [](Mark shape, Fill fill, std::string_view css_class, std::string_view text) {
    return el("li", inline_mark(shape, fill, css_class), text);
  };
  return el("ul", {{"class", "legend"}},
            item(Mark::kSquare, Fill::kFilled, "", "plenary or chamber"),
            item(Mark::kTriangle, Fill::kFilled, "", "committee"),
            item(Mark::kDiamond, Fill::kFilled, "", "local or state body"),
            item(Mark::kCircle, Fill::kFilled, "", "international organisation"),
            item(Mark::kPentagon, Fill::kFilled, "", "executive, court, signatories, other"),
            el("li", "filled: adopted; hollow: not adopted or withdrawn; dashed: not known"));
}

Html positions_table(const Links& links, const Dossier& dossier,
                     const std::vector<findings::Step>& steps) {
  TableBuilder table("Positions by date: one row a body, never rolled up to a country",
                     {{"No."},
                      {"Date"},
                      {"Body"},
                      {"Level"},
                      {"Instrument"},
                      {"Adopted"},
                      {"Exact words"},
                      {"Seen"},
                      {"Opens"}});
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto& position = dossier.positions()[steps[i].position];
    const auto said = dossier.said_position(steps[i].position);
    Html words = quote(position.words);
    if (steps[i].stance.own == Rung::kNone && steps[i].stance.reported != Rung::kNone)
      words += el("small", " (as others report it)");
    table.row({std::to_string(i + 1), print_date(position.date),
               all(name(position.body), " ", el("small", name(position.country))),
               name(position.level), name(position.instrument), model::word(position.adoption),
               words, is_seen(position.by) ? Html("seen") : seen_badge(position.by.seen),
               links.statement(said, position.by.key.empty() ? "open" : position.by.key)},
              is_seen(position.by) ? "" : "unseen");
  }
  return table.html();
}

}  // namespace

void write_positions(Writer& writer, const Links& links, const Dossier& dossier) {
  const auto& subject = dossier.subject();
  if (subject.positions.empty()) return;
  const auto steps = findings::ladder(dossier.positions());
  const Ladder ladder(links, dossier, steps);
  const ChartText text{
      "Words of stance, by date",
      "Each mark is one act of one body, at the strongest word it used and the day it used it. "
      "The table below gives the exact words.",
      ""};
  Html body = el("p", {{"class", "kicker"}}, incident_word(subject));
  body += el("h1", name(subject.name), ": positions");
  body += parts_of(links, subject, "positions");
  body += el("p",
             "What bodies called it, in their own words. Words on one rung are not the same word, "
             "and a body "
             "is not its country. Where others report a stronger word than the body used, a dotted "
             "line leads up to it.");
  body += all(key(), figure(text, ladder.height(), ladder.drawing(), "ladder"),
              positions_table(links, dossier, steps));
  writer.page(subject.path("positions"), "Positions – " + subject.name, body);
}

}  // namespace attest::publish
