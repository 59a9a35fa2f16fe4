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

/// Women, children and the whole, as one voice gave them at one time.
struct Breakdown {
  std::optional<std::size_t> women, children, whole;
  std::optional<std::size_t>& of(Part part) {
    return part == Part::kWomen ? women : part == Part::kChildren ? children : whole;
  }
  bool complete() const { return women && children && whole; }
};

using Breath = std::tuple<std::string, std::string, model::MeasureName>;

std::map<Breath, Breakdown> breakdowns(const Context& context) {
  std::map<Breath, Breakdown> out;
  for (const auto i : context.order) {
    const auto& f = context.figure(i);
    const auto part = part_of(f);
    if (part == Part::kOther || !exactly(f.quantity)) continue;
    const auto when = f.by.said ? f.by.said->text() : f.by.publication;
    auto& place = out[{context.loose_voice(i), when, f.measure}].of(part);
    if (!place) place = i;
  }
  return out;
}

/// The speaker's own breakdown of persons killed, else one of the same side; of several the nearest
/// in time.
std::optional<Breakdown> breakdown_for(const Context& context, const model::Attribution& by) {
  const auto voice = context.voices.voice(by.asserter);
  const auto side = context.voices.affiliation(by.asserter);
  const model::MeasureName killed{model::Measure::kKilled, {}};
  std::optional<Breakdown> best;
  std::pair<int, std::int64_t> best_rank;
  for (const auto& [breath, parts] : breakdowns(context)) {
    if (std::get<2>(breath) != killed || !parts.complete()) continue;
    const auto& theirs = context.figure(*parts.whole).by;
    const bool own = context.voices.voice(theirs.asserter) == voice;
    if (!own && (side.empty() || context.voices.affiliation(theirs.asserter) != side)) continue;
    const std::pair rank{own ? 0 : 1, std::abs(serial(theirs) - serial(by))};
    if (best && best_rank <= rank) continue;
    best = parts;
    best_rank = rank;
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
  const auto parts = breakdown_for(context, by);
  if (!parts) return;
  const auto value = [&](std::size_t i) { return *exactly(context.figure(i).quantity); };
  const auto whole = value(*parts->whole);
  const auto sum = value(*parts->women) + value(*parts->children);
  if (whole <= 0 || 2 * sum >= whole) return;
  const auto percent = std::lround(100.0 * static_cast<double>(sum) / static_cast<double>(whole));
  auto witnesses = context.witnesses({*parts->women, *parts->children, *parts->whole});
  witnesses.insert(witnesses.begin(), std::move(where));
  context.add(
      CheckKind::kWordsAgainstNumbers,
      fmt::format(
          "“Mostly women and children”, but the numbers of the same side are {} + {} = {} of {}, "
          "{} %. Which is meant?",
          model::display(value(*parts->women)), model::display(value(*parts->children)),
          model::display(sum), model::display(whole), percent),
      std::move(witnesses));
}

struct Share {
  std::size_t part = 0;
  std::size_t whole = 0;
  double value = 0;
};

void shares_differ(Context& context, Part part) {
  std::map<model::MeasureName, Share> shares;
  for (auto& [breath, parts] : breakdowns(context)) {
    const auto piece = parts.of(part);
    if (!piece || !parts.whole) continue;
    const auto number = *exactly(context.figure(*piece).quantity);
    const auto whole = *exactly(context.figure(*parts.whole).quantity);
    if (whole <= number) continue;
    shares.try_emplace(
        std::get<2>(breath),
        Share{*piece, *parts.whole, static_cast<double>(number) / static_cast<double>(whole)});
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
