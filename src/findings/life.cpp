#include "findings/life.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "findings/impl/fold.hpp"

namespace attest::findings {
namespace {

using model::Bound;

std::optional<std::int64_t> number_of(const model::Quantity& quantity) {
  if (quantity.value && quantity.bound != Bound::kRange) return quantity.value;
  if (quantity.bound == Bound::kAtLeast || quantity.bound == Bound::kMoreThan) return quantity.low;
  if (quantity.bound == Bound::kAtMost || quantity.bound == Bound::kLessThan) return quantity.high;
  return std::nullopt;
}

std::vector<Drift> drift(const model::Figure& from, const model::Figure& to, bool echo) {
  std::vector<Drift> out;
  const bool was_firm = from.quantity.bound == Bound::kExact;
  const bool is_firm = to.quantity.bound == Bound::kExact;
  if (!was_firm && is_firm) out.push_back(Drift::kHedgeLost);
  if (was_firm && !is_firm) out.push_back(Drift::kHedgeGained);
  const bool same_label = from.measure == to.measure && from.category == to.category;
  if (!same_label) out.push_back(Drift::kLabelChanged);
  if (same_label && impl::fold(from.wording) != impl::fold(to.wording)) {
    out.push_back(Drift::kWordsChanged);
  }
  if (echo) out.push_back(Drift::kRepeated);
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
    case Drift::kWordsChanged:
      return "words changed";
    case Drift::kRepeated:
      return "repetition";
  }
  return {};
}

std::vector<Life> lives(std::span<const model::Figure> figures, const Voices& voices) {
  const auto traced = echoes(figures, voices);
  std::map<std::int64_t, std::vector<std::size_t>> users;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (const auto number = number_of(figures[i].quantity)) users[*number].push_back(i);
  }
  std::vector<Life> out;
  for (auto& [number, at] : users) {
    if (!worth_telling(figures, at)) continue;
    std::stable_sort(at.begin(), at.end(), [&](std::size_t a, std::size_t b) {
      return said_before(figures[a].by, figures[b].by);
    });
    Life life{number, {}};
    for (std::size_t k = 0; k < at.size(); ++k) {
      const bool echo = traced[at[k]].has_value();
      auto steps = k == 0 ? std::vector<Drift>{} : drift(figures[at[k - 1]], figures[at[k]], echo);
      life.steps.push_back({at[k], std::move(steps)});
    }
    out.push_back(std::move(life));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Life& a, const Life& b) { return a.steps.size() > b.steps.size(); });
  return out;
}

}  // namespace attest::findings
