#include "findings/life.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"
#include "findings/impl/numbers.hpp"

namespace attest::findings {
namespace {

using model::Bound;

using impl::Theme;

/// A figure with its words, folded once.
struct Version {
  explicit Version(const model::Figure& figure_)
      : figure(figure_),
        wording(impl::fold(figure.wording)),
        told(wording + "; " + impl::fold(figure.by.note)) {}
  const model::Figure& figure;
  std::string wording;
  std::string told;
};

std::vector<Drift> drift(const Version& from, const Version& to, bool echo) {
  std::vector<Drift> out;
  const auto add = [&](bool holds, Drift kind) {
    if (holds) out.push_back(kind);
  };
  const auto lost = [&](Theme theme) {
    return impl::mentions(from.told, theme) && !impl::mentions(to.told, theme);
  };
  const bool was_firm = from.figure.quantity.bound == Bound::kExact;
  const bool is_firm = to.figure.quantity.bound == Bound::kExact;
  const bool same_label =
      from.figure.measure == to.figure.measure && from.figure.category == to.figure.category;
  const auto before = impl::rung_in(from.wording);
  add(!was_firm && is_firm, Drift::kHedgeLost);
  add(was_firm && !is_firm, Drift::kHedgeGained);
  add(lost(Theme::kHedge), Drift::kCertaintyGained);
  add(!same_label, Drift::kLabelChanged);
  add(same_label && from.wording != to.wording, Drift::kWordsChanged);
  add(before != Rung::kNone && impl::rung_in(to.wording) > before, Drift::kWordUpgraded);
  add(lost(Theme::kReservation), Drift::kDisclaimerDropped);
  add(echo, Drift::kRepeated);
  return out;
}

bool worth_telling(std::span<const model::Figure> figures, const std::vector<std::size_t>& users) {
  std::set<std::pair<model::MeasureName, model::Category>> labels;
  for (const auto i : users) labels.insert({figures[i].measure, figures[i].category});
  return users.size() >= 3 || labels.size() >= 2;
}

Life life_of(std::int64_t number, std::span<const model::Figure> figures,
             const std::vector<std::size_t>& at, const std::vector<std::optional<Echo>>& traced,
             const Voices& voices) {
  Life life{number, {}};
  std::set<std::string> who;
  std::set<std::string> parties;
  std::optional<Version> before;
  for (const auto i : at) {
    who.insert(voices.voice(figures[i].by.asserter));
    parties.insert(voices.affiliation(figures[i].by.asserter));
    const Version now(figures[i]);
    life.steps.push_back(
        {i, before ? drift(*before, now, traced[i].has_value()) : std::vector<Drift>{}});
    before.emplace(now);
  }
  life.voices = who.size();
  life.affiliations = parties.size();
  return life;
}

}  // namespace

std::string_view label(Drift drift) {
  switch (drift) {
    case Drift::kHedgeLost:
      return "hedge lost";
    case Drift::kHedgeGained:
      return "hedge added";
    case Drift::kLabelChanged:
      return "label changed";
    case Drift::kCertaintyGained:
      return "certainty gained";
    case Drift::kWordUpgraded:
      return "stronger word";
    case Drift::kDisclaimerDropped:
      return "reservation dropped";
    case Drift::kWordsChanged:
      return "words changed";
    case Drift::kRepeated:
      return "repetition";
  }
  return {};
}

std::vector<Life> lives(std::span<const model::Figure> figures, const Voices& voices) {
  using Use = std::pair<std::int64_t, std::string>;  // a number, and the measure if it is round
  std::map<Use, std::vector<std::size_t>> users;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto number = impl::stated(figures[i].quantity);
    if (!number) continue;
    const auto measure = impl::is_telling(*number) ? std::string() : word(figures[i].measure);
    users[{*number, measure}].push_back(i);
  }
  const auto traced = echoes(figures, voices);
  std::vector<Life> out;
  for (auto& [use, at] : users) {
    if (!worth_telling(figures, at)) continue;
    std::stable_sort(at.begin(), at.end(), [&](std::size_t a, std::size_t b) {
      return said_before(figures[a].by, figures[b].by);
    });
    out.push_back(life_of(use.first, figures, at, traced, voices));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Life& a, const Life& b) { return a.steps.size() > b.steps.size(); });
  return out;
}

}  // namespace attest::findings
