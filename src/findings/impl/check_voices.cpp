#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"

namespace attest::findings::impl {
namespace {

using Thing = std::tuple<std::string, model::MeasureName, model::Category>;

std::set<std::string> distinct_numbers(const Context& context, const Group& members) {
  std::set<std::string> out;
  for (const auto i : members) {
    if (lower_end(context.figure(i).quantity) || upper_end(context.figure(i).quantity)) {
      out.insert(display(context.figure(i).quantity));
    }
  }
  return out;
}

std::vector<std::string> dated(const Context& context, const Group& members) {
  std::vector<std::string> out;
  for (const auto i : members) {
    const auto& f = context.figure(i);
    out.push_back(fmt::format("{} ({})", display(f.quantity), year_of(f.by)));
    if (out.size() == kMostWitnesses) break;
  }
  return out;
}

Group with_number(const Context& context, const Group& members) {
  Group out;
  for (const auto i : members) {
    const auto& q = context.figure(i).quantity;
    if (lower_end(q) || upper_end(q)) out.push_back(i);
  }
  return out;
}

void totals_through_time(Context& context) {
  using Side = std::pair<std::string, model::MeasureName>;
  std::map<Side, Group> sides;
  for (const auto i : context.order) {
    const auto& name = context.figure(i).by.asserter;
    const auto affiliation = context.voices.affiliation(name);
    if (affiliation.empty() || context.voices.kind(name) != model::SourceKind::kStateParty)
      continue;
    if (context.figure(i).measure.measure == model::Measure::kOther) continue;
    sides[{affiliation, context.figure(i).measure}].push_back(i);
  }
  for (const auto& [side, members] : sides) {
    const auto numbered = with_number(context, members);
    if (distinct_numbers(context, numbered).size() < 3) continue;
    context.add(
        CheckKind::kTotalsThroughTime,
        fmt::format(
            "Official sources of one side ({}) gave, in this order, for “{}”: {}. Categories "
            "differ and are shown with each. What changed between them?",
            side.first, model::label(side.second), listing(dated(context, numbered))),
        context.witnesses(numbered));
  }
}

}  // namespace

void check_voices(Context& context) {
  const auto groups = group_by<Thing>(context, [&](std::size_t i) {
    return Thing{context.loose_voice(i), context.figure(i).measure, context.figure(i).category};
  });
  for (const auto& [thing, members] : groups) {
    const auto numbered = with_number(context, members);
    if (distinct_numbers(context, numbered).size() < 2) continue;
    std::set<std::string> names;
    for (const auto i : numbered) names.insert(context.figure(i).by.asserter);
    context.add(
        CheckKind::kOneSourceTwoNumbers,
        fmt::format(
            "{} gives more than one number for “{}”: {}. Was it revised, or does one of them "
            "come through somebody else?",
            listing({names.begin(), names.end()}), label_of(context.figure(numbered.front())),
            listing(dated(context, numbered))),
        context.witnesses(numbered));
  }
  totals_through_time(context);
}

void check_repetitions(Context& context) {
  std::map<std::size_t, Group> by_origin;
  for (const auto i : context.order) {
    if (context.echo[i]) by_origin[context.echo[i]->origin].push_back(i);
  }
  for (auto& [origin, members] : by_origin) {
    const auto count = members.size();
    members.insert(members.begin(), origin);
    const auto& first = context.figure(origin);
    context.add(
        CheckKind::kRepetitionNotSource,
        fmt::format(
            "{} statement{} repeat{} what {} said ({}: {}). Counted by the policy for independent "
            "sources they are one voice, not {}.",
            count, count == 1 ? "" : "s", count == 1 ? "s" : "", first.by.asserter, label_of(first),
            display(first.quantity), count + 1),
        context.witnesses(members));
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
    std::vector<std::string> elsewhere;
    for (const auto& f : context.evidence.elsewhere) {
      const auto low = lower_end(f.quantity);
      if (context.voices.voice(f.by.asserter) != context.voice(i) || !low || *low == 0) continue;
      if (elsewhere.size() < 4)
        elsewhere.push_back(fmt::format("{} ({})", display(f.quantity), f.about));
    }
    others.insert(others.begin(), i);
    context.add(
        CheckKind::kOneSideCoded,
        fmt::format("{} gives none here, where {} other statement{} give{} some{}. Does its table "
                    "cover this "
                    "side and period, or does none mean not coded?",
                    none.by.asserter, others.size() - 1, others.size() == 2 ? "" : "s",
                    others.size() == 2 ? "s" : "",
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
