#include <fmt/format.h>

#include <algorithm>
#include <set>

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

/// Figures of the same voice about something else of the same year first.
std::vector<std::string> some_elsewhere(const Context& context, std::size_t none) {
  constexpr std::size_t kMost = 4;
  const auto years = numbers_in(context.figure(none).about);
  std::vector<std::string> near;
  std::vector<std::string> far;
  for (const auto& f : context.evidence.elsewhere) {
    const auto low = lower_end(f.quantity);
    if (!low || *low == 0 || f.measure != context.figure(none).measure ||
        context.voices.voice(f.by.asserter) != context.voice(none))
      continue;
    const auto theirs = numbers_in(f.about);
    const bool same_year = std::ranges::any_of(theirs, [&](std::int64_t year) {
      return year > 31 && std::ranges::find(years, year) != years.end();
    });
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
  for (const auto i : context.order) {
    const auto& none = context.figure(i);
    if (upper_end(none.quantity) != 0) continue;
    Group others;
    for (const auto j : context.order) {
      const auto low = lower_end(context.figure(j).quantity);
      if (context.figure(j).measure == none.measure && low && *low > 0) others.push_back(j);
    }
    if (others.empty()) continue;
    const auto elsewhere = some_elsewhere(context, i);
    others.insert(others.begin(), i);
    context.add(
        CheckKind::kOneSideCoded,
        fmt::format("{} gives none here ({}), where {} other statement{} give{} some{}. Does its "
                    "table cover this side and period, or does none mean not coded?",
                    none.by.asserter, label_of(none), others.size() - 1,
                    others.size() == 2 ? "" : "s", others.size() == 2 ? "s" : "",
                    elsewhere.empty() ? "" : "; the same source gives " + listing(elsewhere)),
        context.witnesses(others));
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
