#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"

namespace attest::findings::impl {
namespace {

enum class Part { kWomen, kChildren, kWhole, kOther };

Part part_of(const model::Figure& figure) {
  const auto folded = fold(figure.category.words);
  const bool women = mentions(folded, Theme::kWomen);
  const bool children = mentions(folded, Theme::kChildren);
  if (women && !children) return Part::kWomen;
  if (children && !women) return Part::kChildren;
  if (folded == "all" || folded == "civilians") return Part::kWhole;
  return Part::kOther;
}

std::int64_t serial(const model::Attribution& by) {
  const auto day = by.said ? by.said->earliest() : std::nullopt;
  return day ? base::to_serial(*day) : 0;
}

/// The asserter's own figure of that part, else one of its affiliation; of several the nearest in
/// time.
std::optional<std::size_t> own_figure(const Context& context, const model::Attribution& by,
                                      Part part, const model::MeasureName& measure) {
  const auto voice = context.voices.voice(by.asserter);
  const auto side = context.voices.affiliation(by.asserter);
  std::optional<std::size_t> best;
  std::pair<int, std::int64_t> best_rank;
  for (const auto i : context.order) {
    const auto& f = context.figure(i);
    if (f.measure != measure || part_of(f) != part || !exactly(f.quantity)) continue;
    const bool own = context.voice(i) == voice;
    if (!own && (side.empty() || context.voices.affiliation(f.by.asserter) != side)) continue;
    const std::pair rank{own ? 0 : 1, std::abs(serial(f.by) - serial(by))};
    if (!best || rank < best_rank) {
      best = i;
      best_rank = rank;
    }
  }
  return best;
}

void words_against_numbers(Context& context, const model::Attribution& by, std::string_view says,
                           Witness where) {
  const auto folded = fold(says);
  if (!mentions(folded, Theme::kMostly) || !mentions(folded, Theme::kWomen) ||
      !mentions(folded, Theme::kChildren)) {
    return;
  }
  const model::MeasureName killed{model::Measure::kKilled, {}};
  const auto women = own_figure(context, by, Part::kWomen, killed);
  const auto children = own_figure(context, by, Part::kChildren, killed);
  const auto whole = own_figure(context, by, Part::kWhole, killed);
  if (!women || !children || !whole) return;
  const auto value = [&](std::size_t i) { return *exactly(context.figure(i).quantity); };
  const auto sum = value(*women) + value(*children);
  if (value(*whole) <= 0 || 2 * sum >= value(*whole)) return;
  const auto percent =
      std::lround(100.0 * static_cast<double>(sum) / static_cast<double>(value(*whole)));
  auto witnesses = context.witnesses({*women, *children, *whole});
  witnesses.insert(witnesses.begin(), std::move(where));
  context.add(
      CheckKind::kWordsAgainstNumbers,
      fmt::format(
          "“Mostly women and children”, but the numbers of the same side are {} + {} = {} of {}, "
          "{} %. Which is meant?",
          model::display(value(*women)), model::display(value(*children)), model::display(sum),
          model::display(value(*whole)), percent),
      std::move(witnesses));
}

struct Share {
  std::size_t part = 0;
  std::size_t whole = 0;
  double value = 0;
};

void shares_differ(Context& context, Part part) {
  std::map<model::MeasureName, Share> shares;
  for (const auto i : context.order) {
    const auto& f = context.figure(i);
    const auto number = exactly(f.quantity);
    if (!number || part_of(f) != part || shares.contains(f.measure)) continue;
    const auto whole = own_figure(context, f.by, Part::kWhole, f.measure);
    if (!whole || *exactly(context.figure(*whole).quantity) <= *number) continue;
    const auto total = static_cast<double>(*exactly(context.figure(*whole).quantity));
    shares[f.measure] = {i, *whole, static_cast<double>(*number) / total};
  }
  for (auto a = shares.begin(); a != shares.end(); ++a) {
    for (auto b = std::next(a); b != shares.end(); ++b) {
      if (std::abs(a->second.value - b->second.value) < 0.10) continue;
      const auto& x = a->second;
      const auto& y = b->second;
      context.add(
          CheckKind::kSharesDiffer,
          fmt::format(
              "{}: {:.0f} % among “{}”, {:.0f} % among “{}”. Two samples, so a question and not a "
              "contradiction: who is in each?",
              part == Part::kWomen ? "Women" : "Children", 100 * x.value, model::label(a->first),
              100 * y.value, model::label(b->first)),
          context.witnesses({x.part, x.whole, y.part, y.whole}));
    }
  }
}

}  // namespace

void check_composition(Context& context) {
  for (const auto i : context.order) {
    const auto& f = context.figure(i);
    words_against_numbers(context, f.by, f.wording + " " + f.by.note, context.witness(i));
  }
  const auto statements = context.evidence.statements;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    words_against_numbers(context, statements[i].by, statements[i].wording,
                          {Witness::Noun::kStatement, i, shorten(statements[i].wording, 120)});
  }
  shares_differ(context, Part::kWomen);
  shares_differ(context, Part::kChildren);
}

}  // namespace attest::findings::impl
