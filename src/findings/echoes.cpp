#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "findings/voices.hpp"

namespace attest::findings {
namespace {

using Ends = std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>;

Ends ends(const model::Figure& figure) {
  return {lower_end(figure.quantity), upper_end(figure.quantity)};
}

/// Finds, for each figure, the figure it says or is known to repeat; then leads chains to their
/// first.
class Tracer {
 public:
  Tracer(std::span<const model::Figure> figures, const Voices& voices)
      : figures_(figures), voices_(voices), parent_(figures.size()), order_(figures.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      return said_before(figures_[a].by, figures_[b].by);
    });
    for (const auto i : order_) {
      const auto& by = figures_[i].by;
      if (!by.key.empty()) enter(key_name(by.key), i);
      enter(voices_.voice(by.asserter), i);
    }
  }

  std::vector<std::optional<Echo>> trace() {
    for (const auto i : order_)
      if (!by_own_word(i)) by_descent(i);
    std::vector<std::optional<Echo>> out(figures_.size());
    for (const auto i : order_) {
      const auto root = root_of(i);
      if (root != i) out[i] = Echo{root, parent_[i]->reason, parent_[i]->basis};
    }
    return out;
  }

 private:
  /// Who (a voice or a key), what, and as much of category and number as must agree.
  using Claim = std::tuple<std::string, model::MeasureName, std::optional<model::Category>,
                           std::optional<Ends>>;

  static std::string key_name(const std::string& key) { return "\n" + key; }

  void enter(const std::string& who, std::size_t i) {
    const auto& f = figures_[i];
    for (const auto& category : {std::optional<model::Category>(), std::optional(f.category)})
      for (const auto& number : {std::optional<Ends>(), std::optional(ends(f))})
        first_.try_emplace(Claim{who, f.measure, category, number}, i);
  }

  /// The first statement of that voice or key that comes nearest: same category and number, same
  /// category, same number, same measure.
  std::optional<std::size_t> nearest(const std::string& who, std::size_t i) const {
    const auto& f = figures_[i];
    const std::optional<model::Category> any_category;
    const std::optional<Ends> any_number;
    for (const auto& claim :
         {Claim{who, f.measure, f.category, ends(f)}, Claim{who, f.measure, f.category, any_number},
          Claim{who, f.measure, any_category, ends(f)},
          Claim{who, f.measure, any_category, any_number}}) {
      const auto found = first_.find(claim);
      if (found != first_.end() && found->second != i) return found->second;
    }
    return std::nullopt;
  }

  bool link(std::size_t i, std::optional<std::size_t> to, std::string reason, Basis basis) {
    if (to) parent_[i] = Echo{*to, std::move(reason), basis};
    return to.has_value();
  }

  bool by_own_word(std::size_t i) {
    for (const auto& name : figures_[i].by.repeats) {
      if (link(i, nearest(key_name(name), i), "repeats " + name, Basis::kSaid)) return true;
      if (repeats_voice(i, name, "repeats " + name)) return true;
    }
    for (const auto& name : quoted_in_name(figures_[i].by.asserter))
      if (repeats_voice(i, name, "quotes " + name)) return true;
    return false;
  }

  bool repeats_voice(std::size_t i, const std::string& name, const std::string& reason) {
    const auto voice = voices_.voice(name);
    if (link(i, nearest(voice, i), reason, Basis::kSaid)) return true;
    return stand_in(i, {voice, figures_[i].measure, figures_[i].category, {}}, reason,
                    Basis::kSaid);
  }

  /// A derived source's figure echoes its origin only where the number is the same: else it is a
  /// new claim.
  void by_descent(std::size_t i) {
    const auto& f = figures_[i];
    if (ends(f) == Ends{}) return;
    const auto origins = voices_.origins(f.by.asserter);
    for (const auto& origin : origins) {
      const auto found = first_.find(Claim{origin, f.measure, f.category, ends(f)});
      if (found == first_.end() || found->second == i) continue;
      const auto* source = voices_.find(origin);
      link(i, found->second, "derives from " + (source ? source->name : origin), Basis::kDerives);
      return;
    }
    if (origins.empty()) return;
    stand_in(i, {origins.back(), f.measure, f.category, ends(f)}, "goes back to the same source",
             Basis::kDerives);
  }

  /// Where the origin itself is not in the case, its earliest repetition stands for it; true if
  /// that is another.
  bool stand_in(std::size_t i, Claim origin, const std::string& reason, Basis basis) {
    const auto [place, first] = stands_for_.try_emplace(std::move(origin), i);
    return !first && link(i, place->second, reason, basis);
  }

  std::size_t root_of(std::size_t i) const {
    std::vector<std::size_t> path{i};
    std::set<std::size_t> met{i};
    while (parent_[path.back()]) {
      const auto next = parent_[path.back()]->origin;
      if (!met.insert(next).second) return earliest_of_loop(path, next);
      path.push_back(next);
    }
    return path.back();
  }

  std::size_t earliest_of_loop(const std::vector<std::size_t>& path, std::size_t entry) const {
    const auto loop = std::find(path.begin(), path.end(), entry);
    return *std::min_element(loop, path.end(), [&](std::size_t a, std::size_t b) {
      return said_before(figures_[a].by, figures_[b].by);
    });
  }

  std::span<const model::Figure> figures_;
  const Voices& voices_;
  std::vector<std::optional<Echo>> parent_;
  std::vector<std::size_t> order_;
  std::map<Claim, std::size_t> first_;
  std::map<Claim, std::size_t> stands_for_;
};

}  // namespace

std::string_view label(Basis basis) {
  switch (basis) {
    case Basis::kSaid:
      return "says so";
    case Basis::kDerives:
      return "derives from it";
    case Basis::kSameWording:
      return "same words";
    case Basis::kSameSlip:
      return "same slip";
    case Basis::kSameNumber:
      return "same number";
  }
  return {};
}

std::vector<std::optional<Echo>> echoes(std::span<const model::Figure> figures,
                                        const Voices& voices) {
  return Tracer(figures, voices).trace();
}

}  // namespace attest::findings
