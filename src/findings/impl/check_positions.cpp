#include <fmt/format.h>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"

namespace attest::findings::impl {
namespace {

using model::Adoption;

Witness place(const Context& context, std::size_t i) {
  return context.witness(Node{Witness::Noun::kPosition, i});
}

bool not_adopted(const model::Position& p, const std::string& folded) {
  if (p.adoption == Adoption::kAdopted) return false;
  return p.adoption == Adoption::kNotAdopted || p.adoption == Adoption::kWithdrawn ||
         mentions(folded, Theme::kFailed);
}

void word_upgraded(Context& context, std::size_t i, const Stance& stance) {
  if (stance.own == Rung::kNone) return;
  if (stance.apart > stance.own && stance.reported <= stance.own)
    context.add(
        CheckKind::kWordUpgraded,
        fmt::format("{}: its word for this is “{}”; “{}” stands in it too, but denied or of "
                    "something else. Who counts it under the stronger word?",
                    body_of(context.evidence.positions[i]), label(stance.own), label(stance.apart)),
        {place(context, i)});
  if (stance.reported <= stance.own) return;
  context.add(
      CheckKind::kWordUpgraded,
      fmt::format(
          "{}: the words seen say “{}” ({}), others report “{}” ({}). Which text do they rest on?",
          body_of(context.evidence.positions[i]), label(stance.own), shorten(stance.own_words, 90),
          label(stance.reported), shorten(stance.reported_words, 120)),
      {place(context, i)});
}

/// One instrument of one body, dated the same, seen with one word and listed with a stronger one.
void upgraded_between_rows(Context& context, const std::vector<Stance>& stances) {
  const auto all = context.evidence.positions;
  std::map<std::tuple<std::string, std::string, std::string>, Group> groups;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].date)
      groups[{fold(all[i].country), fold(all[i].body), all[i].date->text()}].push_back(i);
  }
  for (const auto& [key, members] : groups) {
    for (const auto i : members) {
      for (const auto j : members) {
        const bool seen_and_listed =
            all[i].by.seen == model::Seen::kSeen && all[j].by.seen != model::Seen::kSeen;
        if (!seen_and_listed || stances[i].own == Rung::kNone) continue;
        const auto other = std::max(stances[j].own, stances[j].reported);
        if (other <= stances[i].own) continue;
        context.add(
            CheckKind::kWordUpgraded,
            fmt::format(
                "{}: seen as “{}”, listed elsewhere as “{}”. Which text does the list rest on?",
                body_of(all[i]), label(stances[i].own), label(other)),
            {place(context, i), place(context, j)});
      }
    }
  }
}

void not_adopted_but_counted(Context& context, std::size_t i) {
  const auto& p = context.evidence.positions[i];
  const auto folded = fold(p.instrument + "; " + p.words + "; " + p.by.note);
  if (!not_adopted(p, folded)) return;
  std::vector<Witness> witnesses{place(context, i)};
  std::string counted;
  if (mentions(folded, Theme::kCountedAs)) counted = "its own row says that lists count it";
  for (std::size_t j = 0; j < context.evidence.positions.size(); ++j) {
    const auto& q = context.evidence.positions[j];
    if (j == i || fold(q.country) != fold(p.country) || fold(q.body) != fold(p.body)) continue;
    if (q.by.seen == model::Seen::kSeen || q.adoption == Adoption::kNotAdopted) continue;
    witnesses.push_back(place(context, j));
    counted = "another row lists it";
  }
  if (counted.empty()) return;
  context.add(
      CheckKind::kNotAdoptedButCounted,
      fmt::format("{}: “{}” was not adopted as far as recorded, yet {}. Was there another text?",
                  body_of(p), shorten(p.instrument, 120), counted),
      std::move(witnesses));
}

}  // namespace

void check_positions(Context& context) {
  const auto all = context.evidence.positions;
  std::vector<Stance> stances;
  for (const auto& position : all) stances.push_back(stance(position));
  for (std::size_t i = 0; i < all.size(); ++i) {
    word_upgraded(context, i, stances[i]);
    not_adopted_but_counted(context, i);
  }
  upgraded_between_rows(context, stances);
}

}  // namespace attest::findings::impl
