#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/quotes.hpp"

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

/// "613 (2005)"; a category other than all is named: "106 women (2021)".
std::vector<std::string> dated(const Context& context, const Group& members) {
  std::vector<std::string> out;
  for (const auto i : members) {
    const auto& f = context.figure(i);
    const auto whom = f.category.words == "all" ? std::string() : " " + f.category.words;
    out.push_back(fmt::format("{}{} ({})", display(f.quantity), whom, year_of(f.by)));
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

/// What one side said, but for parts by age and sex, and parts given beside a larger number in the
/// same breath.
Group totals(const Context& context, const Group& members) {
  constexpr std::array<std::string_view, 4> kParts = {"women", "men", "children", "elderly"};
  std::map<std::pair<std::string, std::string>, std::int64_t> largest;
  const auto breath = [&](std::size_t i) {
    const auto& by = context.figure(i).by;
    return std::pair(context.loose_voice(i), by.said ? by.said->text() : by.publication);
  };
  for (const auto i : members) {
    auto& most = largest[breath(i)];
    most = std::max(most, stated(context.figure(i).quantity).value_or(0));
  }
  Group out;
  for (const auto i : members) {
    const auto& f = context.figure(i);
    if (std::ranges::find(kParts, f.category.words) != kParts.end()) continue;
    if (stated(f.quantity) == largest[breath(i)]) out.push_back(i);
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
    const auto shown = totals(context, with_number(context, members));
    if (distinct_numbers(context, shown).size() < 3) continue;
    context.add(CheckKind::kTotalsThroughTime,
                fmt::format("Official sources of one side ({}) gave, in this order, for “{}”: {}. "
                            "What changed between them?",
                            side.first, model::label(side.second), listing(dated(context, shown))),
                context.witnesses(shown));
  }
}

/// A remark beside a figure may hold what another copy lets the same source say: “quotes the
/// Institute for "at least 45"”.
void other_number_in_note(Context& context, std::size_t i) {
  const auto& f = context.figure(i);
  const auto own = stated(f.quantity);
  if (!own) return;
  for (const auto clause : clauses(f.by.note)) {
    if (!names_voice(clause, f.by.asserter)) continue;
    for (const auto& quote : quotes(clause)) {
      const auto other = model::read_quantity(quote);
      const auto number = other ? stated(*other) : std::nullopt;
      if (!number || number == own) continue;
      context.add(CheckKind::kOneSourceTwoNumbers,
                  fmt::format("{} is given here with {}, and by the remark beside it with {} in "
                              "another copy. Which one did it say, or did it say both?",
                              f.by.asserter, display(f.quantity), display(*other)),
                  {context.witness(i)});
    }
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
            "{} {} more than one number for “{}”: {}. Was it revised, or does one of them come "
            "through somebody else?",
            listing({names.begin(), names.end()}), names.size() == 1 ? "gives" : "give",
            label_of(context.figure(numbered.front())), listing(dated(context, numbered))),
        context.witnesses(numbered));
  }
  for (const auto i : context.order) other_number_in_note(context, i);
  totals_through_time(context);
}

}  // namespace attest::findings::impl
