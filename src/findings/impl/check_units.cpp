#include <fmt/format.h>

#include <cmath>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"

namespace attest::findings::impl {
namespace {

/// The unit stands in the category ("distance/km"), else in the measure, else in the words.
std::optional<Unit> unit_of(const model::Figure& figure) {
  if (auto unit = unit_in(words(figure.category.words))) return unit;
  if (auto unit = unit_in(words(figure.measure.other))) return unit;
  return unit_in(words(figure.wording));
}

void ask(Context& context, std::size_t a, const Unit& first, std::size_t b, const Unit& second,
         std::int64_t number) {
  const auto meant = static_cast<double>(number) * first.in_base / second.in_base;
  context.add(
      CheckKind::kUnitChanged,
      fmt::format(
          "{0} {1} and {0} {2} are not the same {3}: {0} {1} are about {4:.3g} {2}. Was the unit "
          "changed in translation, and the number not?",
          model::display(number), first.name, second.name, first.dimension, meant),
      context.witnesses({a, b}));
}

}  // namespace

void check_units(Context& context) {
  std::map<std::pair<std::int64_t, std::string>, std::vector<std::pair<std::size_t, Unit>>> groups;
  for (const auto i : context.order) {
    const auto& f = context.figure(i);
    const auto number = stated(f.quantity);
    if (!number || *number == 0 || f.measure.measure != model::Measure::kOther) continue;
    if (auto unit = unit_of(f)) groups[{*number, unit->dimension}].emplace_back(i, *unit);
  }
  for (const auto& [key, members] : groups) {
    for (std::size_t k = 1; k < members.size(); ++k) {
      const auto& [first, unit] = members.front();
      if (members[k].second.name != unit.name) {
        ask(context, first, unit, members[k].first, members[k].second, key.first);
      }
    }
  }
}

}  // namespace attest::findings::impl
