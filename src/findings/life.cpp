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

std::string told(const model::Figure& figure) {
  return impl::fold(figure.wording + "; " + figure.by.note);
}

std::vector<Drift> drift(const model::Figure& from, const model::Figure& to, bool echo) {
  std::vector<Drift> out;
  const auto add = [&](bool holds, Drift kind) {
    if (holds) out.push_back(kind);
  };
  const auto lost = [&](Theme theme) {
    return impl::mentions(told(from), theme) && !impl::mentions(told(to), theme);
  };
  const bool was_firm = from.quantity.bound == Bound::kExact;
  const bool is_firm = to.quantity.bound == Bound::kExact;
  const bool same_label = from.measure == to.measure && from.category == to.category;
  const auto before = impl::rung_in(impl::fold(from.wording));
  const auto after = impl::rung_in(impl::fold(to.wording));
  add(!was_firm && is_firm, Drift::kHedgeLost);
  add(was_firm && !is_firm, Drift::kHedgeGained);
  add(lost(Theme::kHedge), Drift::kCertaintyGained);
  add(!same_label, Drift::kLabelChanged);
  add(same_label && impl::fold(from.wording) != impl::fold(to.wording), Drift::kWordsChanged);
  add(before != Rung::kNone && after > before, Drift::kWordUpgraded);
  add(lost(Theme::kReservation), Drift::kDisclaimerDropped);
  add(echo, Drift::kRepeated);
  return out;
}

bool worth_telling(std::span<const model::Figure> figures, const std::vector<std::size_t>& users) {
  std::set<std::pair<model::MeasureName, model::Category>> labels;
  for (const auto i : users) labels.insert({figures[i].measure, figures[i].category});
  return users.size() >= 3 || labels.size() >= 2;
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
  const auto traced = echoes(figures, voices);
  using Use = std::pair<std::int64_t, std::string>;  // a number, and the measure if it is round
  std::map<Use, std::vector<std::size_t>> users;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto number = impl::stated(figures[i].quantity);
    if (!number) continue;
    const bool telling = impl::is_telling(*number);
    users[{*number, telling ? std::string() : word(figures[i].measure)}].push_back(i);
  }
  std::vector<Life> out;
  for (auto& [use, at] : users) {
    if (!worth_telling(figures, at)) continue;
    std::stable_sort(at.begin(), at.end(), [&](std::size_t a, std::size_t b) {
      return said_before(figures[a].by, figures[b].by);
    });
    Life life{use.first, {}};
    std::set<std::string> who;
    std::set<std::string> parties;
    for (std::size_t k = 0; k < at.size(); ++k) {
      const auto& figure = figures[at[k]];
      who.insert(voices.voice(figure.by.asserter));
      parties.insert(voices.affiliation(figure.by.asserter));
      const bool echo = traced[at[k]].has_value();
      life.steps.push_back(
          {at[k], k == 0 ? std::vector<Drift>{} : drift(figures[at[k - 1]], figure, echo)});
    }
    life.voices = who.size();
    life.affiliations = parties.size();
    out.push_back(std::move(life));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Life& a, const Life& b) { return a.steps.size() > b.steps.size(); });
  return out;
}

}  // namespace attest::findings
