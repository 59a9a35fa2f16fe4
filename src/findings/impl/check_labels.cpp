#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"
#include "findings/impl/numbers.hpp"

namespace attest::findings::impl {
namespace {

/// Labels as a reader would tell them apart: measure, category and, within them, the words.
std::set<std::string> labels(const Context& context, const Group& members) {
  std::set<std::string> out;
  for (const auto i : members) {
    const auto& f = context.figure(i);
    out.insert(f.wording.empty() ? label_of(f)
                                 : fmt::format("{} (“{}”)", label_of(f), shorten(f.wording, 60)));
  }
  return out;
}

std::size_t plain_labels(const Context& context, const Group& members) {
  std::set<std::string> out;
  for (const auto i : members) out.insert(label_of(context.figure(i)));
  return out.size();
}

std::map<std::int64_t, Group> by_number(const Context& context, const Group& members) {
  std::map<std::int64_t, Group> out;
  for (const auto i : members) {
    if (const auto number = stated(context.figure(i).quantity)) out[*number].push_back(i);
  }
  return out;
}

/// A slip is worth a question where one side gives both numbers, or where they are long or odd
/// enough not to be two counts that came out close.
bool slip_is_likely(const Context& context, std::int64_t a, const Group& users_of_a, std::int64_t b,
                    const Group& users_of_b) {
  constexpr std::int64_t kSmallest = 20;
  if (!one_digit_apart(a, b) || a < kSmallest || b < kSmallest) return false;
  if (significant_digits(a) >= 3 && significant_digits(b) >= 3) return true;
  std::set<std::string> sides;
  for (const auto i : users_of_a)
    sides.insert(context.voices.affiliation(context.figure(i).by.asserter));
  return std::ranges::any_of(users_of_b, [&](std::size_t i) {
    const auto side = context.voices.affiliation(context.figure(i).by.asserter);
    return !side.empty() && sides.contains(side);
  });
}

void digits_differ(Context& context, const std::map<std::int64_t, Group>& numbers) {
  for (auto a = numbers.begin(); a != numbers.end(); ++a) {
    for (auto b = std::next(a); b != numbers.end(); ++b) {
      if (!slip_is_likely(context, a->first, a->second, b->first, b->second)) continue;
      Group both{a->second.front()};
      both.insert(both.end(), b->second.begin(), b->second.end());
      both.insert(both.end(), std::next(a->second.begin()), a->second.end());
      context.add(
          CheckKind::kDigitsDiffer,
          fmt::format("{} and {} differ in one digit. Two counts, or one copied with a slip?",
                      model::display(a->first), model::display(b->first)),
          context.witnesses(both));
    }
  }
}

}  // namespace

void check_labels(Context& context) {
  for (const auto& [number, members] : by_number(context, context.order)) {
    if (!is_telling(number) || plain_labels(context, members) < 2) continue;
    const auto found = labels(context, members);
    context.add(
        CheckKind::kOneNumberManyLabels,
        fmt::format(
            "{} stands under {} labels: {}. Is one group of people meant, and which label is "
            "the first speaker's?",
            model::display(number), found.size(), listing({found.begin(), found.end()})),
        context.witnesses(members));
  }
  Group dead;
  std::set<std::string> measures;
  for (const auto i : context.order) {
    const auto& f = context.figure(i);
    if (!mentions(fold(f.wording), Theme::kDeath)) continue;
    if (measures.insert(model::label(f.measure)).second) dead.push_back(i);
  }
  if (measures.size() < 2) return;
  context.add(
      CheckKind::kMeasuresUnderOneWord,
      fmt::format(
          "Words for the dead stand over {} different measures here: {}. They are kept apart: "
          "a list, a grave or an examined body is not a count of persons killed.",
          measures.size(), listing({measures.begin(), measures.end()})),
      context.witnesses(dead));
}

void check_numbers(Context& context) {
  using Label = std::pair<model::MeasureName, model::Category>;
  const auto groups = group_by<Label>(context, [&](std::size_t i) {
    return Label{context.figure(i).measure, context.figure(i).category};
  });
  constexpr std::size_t kMostNumbers = 400;
  for (const auto& [label, members] : groups) {
    const auto numbers = by_number(context, members);
    if (numbers.size() < 2) continue;
    Group firsts;
    std::vector<std::string> shown;
    for (const auto& [number, users] : numbers) {
      firsts.push_back(users.front());
      if (shown.size() < kMostWitnesses) shown.push_back(model::display(number));
    }
    context.add(
        CheckKind::kOneLabelManyNumbers,
        fmt::format(
            "“{}, {}” has {} different numbers: {}{}. They stand side by side; none is chosen.",
            model::label(label.first), label.second.words, numbers.size(), listing(shown),
            numbers.size() > shown.size() ? " and more" : ""),
        context.witnesses(firsts));
    if (numbers.size() <= kMostNumbers) digits_differ(context, numbers);
  }
}

}  // namespace attest::findings::impl
