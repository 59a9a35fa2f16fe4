#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "findings/impl/context.hpp"
#include "findings/impl/numbers.hpp"

namespace attest::findings::impl {
namespace {

/// "A, B and 3 more", each once.
std::string names_of(const Context& context, const std::vector<Node>& nodes) {
  constexpr std::size_t kMostNamed = 6;
  std::set<std::string> who;
  for (const auto& node : nodes) who.insert(context.speaker(node));
  std::vector<std::string> names;
  for (const auto& name : who)
    if (names.size() < kMostNamed) names.push_back(name);
  if (who.size() > names.size()) names.push_back(fmt::format("{} more", who.size() - names.size()));
  return listing(names);
}

void ask(Context& context, Node origin, const std::vector<Node>& nodes, std::string_view question) {
  if (nodes.empty()) return;
  std::vector<Witness> witnesses{context.witness(origin)};
  for (const auto& node : nodes) witnesses.push_back(context.witness(node));
  auto text = fmt::format("{} ({}) came first; {} later statement{} by {} {}",
                          context.speaker(origin), witnesses.front().says, nodes.size(),
                          nodes.size() == 1 ? "" : "s", names_of(context, nodes), question);
  context.add(CheckKind::kRepetitionNotSource, std::move(text), std::move(witnesses));
}

bool gives_some(const model::Figure& figure) {
  return lower_end(figure.quantity).value_or(0) > 0;
}

/// Figures of the same voice about something else, those of the same year first.
std::vector<std::string> some_elsewhere(const Context& context, std::size_t none) {
  constexpr std::size_t kMost = 4;
  constexpr std::int64_t kNoDay = 31;
  const auto& here = context.figure(none);
  const auto years = numbers_in(here.about);
  std::unordered_map<std::string, bool> same_voice{{here.by.asserter, true}};
  std::vector<std::string> near;
  std::vector<std::string> far;
  for (const auto& f : context.evidence.elsewhere) {
    if (near.size() == kMost) break;
    if (f.measure != here.measure || !gives_some(f)) continue;
    const auto [voice, fresh] = same_voice.try_emplace(f.by.asserter, false);
    if (fresh) voice->second = context.voices.voice(f.by.asserter) == context.voice(none);
    if (!voice->second) continue;
    const auto theirs = numbers_in(f.about);
    const bool same_year = std::ranges::any_of(theirs, [&](std::int64_t year) {
      return year > kNoDay && std::ranges::find(years, year) != years.end();
    });
    if (same_year || far.size() < kMost)
      (same_year ? near : far).push_back(fmt::format("{} ({})", display(f.quantity), f.about));
  }
  near.insert(near.end(), far.begin(), far.end());
  if (near.size() > kMost) near.resize(kMost);
  return near;
}

}  // namespace

void check_repetitions(Context& context) {
  const auto graph = relays_of(context);
  for (const auto& descent : graph.descents) {
    ask(context, descent.origin, descent.stated,
        descent.stated.size() == 1
            ? "says that it repeats it. For independent sources the two are one."
            : "say that they repeat it. For independent sources all of them are one.");
    ask(context, descent.origin, descent.likely,
        descent.likely.size() == 1
            ? "has the same number or words. Was it counted anew, or taken over?"
            : "have the same number or words. Were they counted anew, or taken over?");
  }
}

void check_one_side(Context& context) {
  std::map<model::MeasureName, Group> some;
  for (const auto i : context.order)
    if (gives_some(context.figure(i))) some[context.figure(i).measure].push_back(i);
  for (const auto i : context.order) {
    const auto& none = context.figure(i);
    if (upper_end(none.quantity) != 0 || !some.contains(none.measure)) continue;
    const auto& others = some[none.measure];
    const auto elsewhere = some_elsewhere(context, i);
    auto witnesses = context.witnesses(others);
    witnesses.insert(witnesses.begin(), context.witness(i));
    const bool one = others.size() == 1;
    context.add(
        CheckKind::kOneSideCoded,
        fmt::format("{} gives none here ({}), where {} other statement{} give{} some{}. Does its "
                    "table cover this side and period, or does none mean not coded?",
                    none.by.asserter, label_of(none), others.size(), one ? "" : "s", one ? "s" : "",
                    elsewhere.empty() ? "" : "; the same source gives " + listing(elsewhere)),
        std::move(witnesses));
  }
}

void check_dates(Context& context) {
  for (const auto i : context.order) {
    const auto& f = context.figure(i);
    if (!f.event || !f.by.said) continue;
    const auto said = f.by.said->latest();
    const auto from = f.event->earliest();
    if (!said || !from || !(*said < *from)) continue;
    context.add(CheckKind::kSaidBeforeEvent,
                fmt::format("Dated {}, but it speaks of {}. Which date slipped?", f.by.said->text(),
                            f.event->text()),
                {context.witness(i)});
  }
}

}  // namespace attest::findings::impl
