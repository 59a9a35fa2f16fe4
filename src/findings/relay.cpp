#include "findings/relay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/numbers.hpp"
#include "findings/impl/passages.hpp"
#include "findings/positions.hpp"
#include "text/near.hpp"

namespace attest::findings {
namespace {

using impl::Context;
using Noun = Witness::Noun;

/// What of a statement of any noun bears on descent.
struct Saying {
  Node node;
  const model::Attribution* by = nullptr;
  const std::optional<model::Date>* when = nullptr;
  std::string text;
};

/// A body speaks in its own resolutions; the one who recorded them only relays.
std::vector<Saying> sayings(const Context& context) {
  std::vector<Saying> out;
  const auto& e = context.evidence;
  for (std::size_t i = 0; i < e.figures.size(); ++i) {
    const auto& f = e.figures[i];
    out.push_back({{Noun::kFigure, i}, &f.by, &f.by.said, f.wording});
  }
  for (std::size_t i = 0; i < e.statements.size(); ++i) {
    const auto& s = e.statements[i];
    out.push_back({{Noun::kStatement, i}, &s.by, &s.by.said, s.wording});
  }
  for (std::size_t i = 0; i < e.positions.size(); ++i) {
    const auto& p = e.positions[i];
    out.push_back({{Noun::kPosition, i}, &p.by, &p.date, stance(p).own_words});
  }
  std::stable_sort(out.begin(), out.end(), [](const Saying& a, const Saying& b) {
    if (a.when->has_value() != b.when->has_value()) return a.when->has_value();
    if (*a.when && **a.when != **b.when) {
      if (sorts_before(**a.when, **b.when)) return true;
      if (sorts_before(**b.when, **a.when)) return false;
    }
    if (a.by->key != b.by->key) return a.by->key < b.by->key;
    return a.by->statement < b.by->statement;
  });
  return out;
}

class Tree {
 public:
  explicit Tree(const Context& context) : context_(context), sayings_(sayings(context)) {
    for (std::size_t i = 0; i < sayings_.size(); ++i) place_[sayings_[i].node] = i;
  }

  RelayGraph grow() {
    by_word();
    by_wording();
    by_near_wording();
    by_number();
    return graph();
  }

 private:
  void link(Node from, Node to, Basis basis, std::string reason) {
    if (relays_.contains(from) || root(to) == from) return;
    relays_.emplace(from, Relay{from, to, basis, std::move(reason)});
  }

  Node root(Node node) const {
    for (auto at = relays_.find(node); at != relays_.end(); at = relays_.find(node))
      node = at->second.to;
    return node;
  }

  void by_word() {
    for (std::size_t i = 0; i < context_.echo.size(); ++i) {
      const auto& echo = context_.echo[i];
      if (echo) link({Noun::kFigure, i}, {Noun::kFigure, echo->origin}, echo->basis, echo->reason);
    }
    std::map<std::string, Node> by_key;
    for (const auto& said : sayings_) by_key.emplace(said.by->key, said.node);
    for (const auto& said : sayings_) {
      for (const auto& name : said.by->repeats) {
        const auto found = name.empty() ? by_key.end() : by_key.find(name);
        if (found != by_key.end() && found->second != said.node)
          link(said.node, found->second, Basis::kSaid, "repeats " + name);
      }
    }
  }

  void by_wording() {
    impl::Passages passages;
    for (const auto& said : sayings_) {
      for (const auto& shared : passages.add(said.text)) {
        const auto& first = sayings_[shared.text];
        if (context_.one_speaker(first.node, said.node)) continue;
        link(said.node, first.node, Basis::kSameWording,
             fmt::format("a passage in the same words (“{}…”)", shared.words.substr(0, 80)));
        break;
      }
    }
  }

  /// Passages that share most of their words though no five of them stand in a row.
  void by_near_wording() {
    constexpr std::size_t kFewestWords = 8;
    constexpr double kAlike = 0.55;
    std::vector<std::string_view> texts;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < sayings_.size(); ++i) {
      if (impl::words(sayings_[i].text).size() < kFewestWords) continue;
      texts.push_back(sayings_[i].text);
      places.push_back(i);
    }
    for (const text::NearPair& pair :
         text::near_duplicates(texts, {.words = 2, .threshold = kAlike, .threads = 1})) {
      const auto& first = sayings_[places[pair.a]];
      const auto& later = sayings_[places[pair.b]];
      if (context_.one_speaker(first.node, later.node)) continue;
      link(later.node, first.node, Basis::kSameWording,
           fmt::format("almost the same words ({:.0f} % of their pairs)", 100 * pair.similarity));
    }
  }

  using Label = std::pair<model::MeasureName, model::Category>;
  struct First {
    std::size_t saying;
    std::int64_t number;
  };

  void by_number() {
    for (std::size_t at = 0; at < sayings_.size(); ++at) {
      const auto& said = sayings_[at];
      if (said.node.noun == Noun::kPosition) position_by_number(said);
      if (said.node.noun != Noun::kFigure) continue;
      const auto& figure = context_.figure(said.node.index);
      const auto number = impl::stated(figure.quantity);
      if (number && impl::significant_digits(*number) >= 2 && impl::is_telling(*number))
        figure_by_number(at, figure, *number);
    }
  }

  void figure_by_number(std::size_t at, const model::Figure& figure, std::int64_t number) {
    const auto& said = sayings_[at];
    const bool odd = impl::significant_digits(number) >= 3;
    const Label label{figure.measure, odd ? model::Category{} : figure.category};
    const auto [place, fresh] = first_.try_emplace({label, number}, at);
    if (odd) anywhere_.try_emplace(number, at);
    const auto slip = slip_of(figure, number, at);
    if (fresh) return;
    const auto& first = sayings_[place->second];
    if (context_.loose_voice(first.node.index) == context_.loose_voice(said.node.index)) return;
    const auto shown = model::display(number);
    if (slip) {
      link(said.node, first.node, Basis::kSameSlip,
           fmt::format("shares {} where {} was said before", shown, model::display(*slip)));
    } else {
      link(said.node, first.node, Basis::kSameNumber,
           fmt::format("the same number, {}, said later", shown));
    }
  }

  /// A number one digit beside this one that the same label had before this one was first said.
  std::optional<std::int64_t> slip_of(const model::Figure& figure, std::int64_t number,
                                      std::size_t at) {
    auto& said_before_it = by_label_[{figure.measure, figure.category}];
    const auto [own, fresh] = said_before_it.try_emplace(number, at);
    for (const auto& [other, first] : said_before_it)
      if (first < own->second && impl::one_digit_apart(other, number)) return other;
    return std::nullopt;
  }

  /// A body whose words take over numbers that others gave before.
  void position_by_number(const Saying& said) {
    for (const auto number : impl::numbers_in(context_.evidence.positions[said.node.index].words)) {
      const auto found = anywhere_.find(number);
      if (found == anywhere_.end()) continue;
      const auto& first = sayings_[found->second];
      link(said.node, first.node, Basis::kSameNumber,
           fmt::format("the same number, {}, said later", model::display(number)));
      return;
    }
  }

  RelayGraph graph() const {
    RelayGraph out;
    std::map<Node, Descent> descents;
    for (const auto& said : sayings_) {
      const auto found = relays_.find(said.node);
      if (found == relays_.end()) {
        ++out.origins;
        continue;
      }
      out.relays.push_back(found->second);
      const bool stated = is_stated(found->second.basis);
      ++(stated ? out.stated : out.likely);
      auto& descent = descents[root(said.node)];
      (stated ? descent.stated : descent.likely).push_back(said.node);
    }
    for (auto& [origin, descent] : descents) {
      descent.origin = origin;
      out.descents.push_back(std::move(descent));
    }
    std::stable_sort(out.descents.begin(), out.descents.end(),
                     [&](const Descent& a, const Descent& b) {
                       const auto x = a.stated.size() + a.likely.size();
                       const auto y = b.stated.size() + b.likely.size();
                       return x != y ? x > y : place_.at(a.origin) < place_.at(b.origin);
                     });
    return out;
  }

  const Context& context_;
  std::vector<Saying> sayings_;
  std::map<Node, std::size_t> place_;
  std::map<Node, Relay> relays_;
  std::map<std::pair<Label, std::int64_t>, std::size_t> first_;
  std::map<std::int64_t, std::size_t> anywhere_;
  std::map<Label, std::map<std::int64_t, std::size_t>> by_label_;
};

}  // namespace

RelayGraph relay_graph(const Evidence& evidence, const Voices& voices) {
  return impl::relays_of(impl::Context(evidence, voices));
}

RelayGraph impl::relays_of(const Context& context) {
  return Tree(context).grow();
}

}  // namespace attest::findings
