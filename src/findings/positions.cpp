#include "findings/positions.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"
#include "findings/impl/quotes.hpp"

namespace attest::findings {
namespace {

constexpr std::array<std::string_view, 7> kLabels{
    "no word of stance",      "event",   "tragedy", "massacre", "war crime",
    "crime against humanity", "genocide"};

void append(std::string& to, std::string_view clause) {
  while (!clause.empty() && clause.front() == ' ') clause.remove_prefix(1);
  if (clause.empty()) return;
  if (!to.empty()) to += "; ";
  to += clause;
}

}  // namespace

std::string_view label(Rung rung) {
  return kLabels[static_cast<std::size_t>(rung)];
}

Stance stance(const model::Position& position) {
  Stance out;
  for (const auto clause : impl::clauses(position.words)) {
    const auto folded = impl::fold(clause);
    const bool relayed = impl::mentions(folded, impl::Theme::kRelayed);
    const bool denied = impl::mentions(folded, impl::Theme::kNegation);
    auto& strongest = denied ? out.apart : relayed ? out.reported : out.own;
    strongest = std::max(strongest, impl::rung_in(folded));
    append(relayed ? out.reported_words : out.own_words, clause);
  }
  return out;
}

std::vector<Step> ladder(std::span<const model::Position> positions) {
  std::vector<std::size_t> order(positions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto& x = positions[a];
    const auto& y = positions[b];
    if (x.date.has_value() != y.date.has_value()) return x.date.has_value();
    if (x.date && sorts_before(*x.date, *y.date)) return true;
    if (x.date && sorts_before(*y.date, *x.date)) return false;
    return std::tie(x.country, x.body) < std::tie(y.country, y.body);
  });
  std::vector<Step> out;
  for (const auto i : order) out.push_back({i, stance(positions[i])});
  return out;
}

}  // namespace attest::findings
