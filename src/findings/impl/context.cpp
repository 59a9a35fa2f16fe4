#include "findings/impl/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "findings/impl/fold.hpp"

namespace attest::findings::impl {

using model::Bound;

Context::Context(const Evidence& given, const Voices& known)
    : evidence(given), voices(known), echo(echoes(given.figures, known)) {
  for (const auto& f : given.figures) {
    const auto* source = known.find(f.by.asserter);
    voice_.push_back(known.voice(f.by.asserter));
    loose_voice_.push_back(fold(head_of_name(source ? source->name : f.by.asserter)));
  }
  order.resize(given.figures.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return said_before(figure(a).by, figure(b).by);
  });
}

Witness Context::witness(std::size_t i) const {
  const auto& f = figure(i);
  auto says = fmt::format("{}: {}", label_of(f), display(f.quantity));
  if (!f.wording.empty()) says += fmt::format(" (“{}”)", shorten(f.wording, 90));
  return {Witness::Noun::kFigure, i, std::move(says)};
}

Witness Context::witness(const Node& node) const {
  constexpr std::size_t kPoints = 160;
  switch (node.noun) {
    case Witness::Noun::kFigure:
      return witness(node.index);
    case Witness::Noun::kStatement:
      return {node.noun, node.index, shorten(evidence.statements[node.index].wording, kPoints)};
    case Witness::Noun::kPosition:
      break;
  }
  return {node.noun, node.index, shorten(evidence.positions[node.index].words, kPoints)};
}

std::string Context::speaker(const Node& node) const {
  switch (node.noun) {
    case Witness::Noun::kFigure:
      return figure(node.index).by.asserter;
    case Witness::Noun::kStatement:
      return evidence.statements[node.index].by.asserter;
    case Witness::Noun::kPosition:
      break;
  }
  return body_of(evidence.positions[node.index]);
}

namespace {

bool one_holds_other(const std::string& a, const std::string& b) {
  return has_term(a, b) || has_term(b, a);
}

}  // namespace

bool Context::is_speaker(const std::string& name, const Node& node) const {
  switch (node.noun) {
    case Witness::Noun::kFigure:
      return one_holds_other(voices.voice(name), voice(node.index));
    case Witness::Noun::kStatement:
      return one_holds_other(voices.voice(name), voices.voice(speaker(node)));
    case Witness::Noun::kPosition:
      break;
  }
  return one_holds_other(voices.voice(name), fold(evidence.positions[node.index].body));
}

bool Context::one_speaker(const Node& a, const Node& b) const {
  if (a.noun != Witness::Noun::kPosition) return is_speaker(speaker(a), b);
  if (b.noun != Witness::Noun::kPosition) return is_speaker(speaker(b), a);
  return fold(speaker(a)) == fold(speaker(b));
}

std::vector<Witness> Context::witnesses(const std::vector<std::size_t>& figures) const {
  std::vector<Witness> all;
  for (const auto i : figures) {
    if (all.size() == kMostWitnesses) break;
    all.push_back(witness(i));
  }
  return all;
}

void Context::add(CheckKind kind, std::string text, std::vector<Witness> witnesses) {
  if (witnesses.size() > kMostWitnesses) witnesses.resize(kMostWitnesses);
  out.push_back({kind, std::move(text), std::move(witnesses)});
}

std::optional<std::int64_t> stated(const model::Quantity& quantity) {
  switch (quantity.bound) {
    case Bound::kExact:
    case Bound::kAbout:
      return quantity.value ? quantity.value : quantity.low ? quantity.low : quantity.high;
    case Bound::kAtLeast:
    case Bound::kMoreThan:
      return quantity.low;
    case Bound::kAtMost:
    case Bound::kLessThan:
      return quantity.high;
    case Bound::kRange:
      return quantity.value;
    case Bound::kMagnitude:
    case Bound::kVague:
      break;
  }
  return std::nullopt;
}

std::optional<std::int64_t> exactly(const model::Quantity& quantity) {
  return quantity.bound == Bound::kExact ? quantity.value : std::nullopt;
}

std::string body_of(const model::Position& position) {
  if (position.country.empty()) return position.body;
  return fmt::format("{} ({})", position.body, position.country);
}

std::string label_of(const model::Figure& figure) {
  return fmt::format("{}, {}", model::label(figure.measure), figure.category.words);
}

std::string year_of(const model::Attribution& by) {
  const auto year = by.said ? by.said->year() : std::nullopt;
  return year ? fmt::format("{}", *year) : "n.d.";
}

std::string listing(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

}  // namespace attest::findings::impl
