#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "findings/impl/fold.hpp"
#include "findings/voices.hpp"

namespace attest::findings {
namespace {

using Ends = std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>;
using Label = std::pair<model::MeasureName, model::Category>;

Ends ends(const model::Figure& figure) {
  return {lower_end(figure.quantity), upper_end(figure.quantity)};
}

/// Finds, for each figure, the figure it says or is known to repeat; then leads chains to their
/// first.
class Tracer {
 public:
  Tracer(std::span<const model::Figure> figures, const Voices& voices)
      : figures_(figures), voices_(voices), parent_(figures.size()) {
    order_.resize(figures.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      return said_before(figures_[a].by, figures_[b].by);
    });
    for (const auto i : order_) {
      if (!figures_[i].by.key.empty()) by_key_[figures_[i].by.key].push_back(i);
      by_voice_[voices_.voice(figures_[i].by.asserter)].push_back(i);
    }
  }

  std::vector<std::optional<Echo>> trace() {
    for (const auto i : order_) {
      if (!by_own_word(i)) by_descent(i);
    }
    std::vector<std::optional<Echo>> out(figures_.size());
    for (const auto i : order_) {
      const auto root = root_of(i);
      if (root != i) out[i] = Echo{root, parent_[i]->reason};
    }
    return out;
  }

 private:
  bool by_own_word(std::size_t i) {
    for (const auto& name : figures_[i].by.repeats) {
      const auto found = by_key_.find(name);
      if (found != by_key_.end() && link_first(i, found->second, "repeats " + name)) return true;
      if (found != by_key_.end()) continue;
      if (repeats_voice(i, name)) return true;
    }
    return false;
  }

  bool repeats_voice(std::size_t i, const std::string& name) {
    const auto reason = "repeats " + name;
    const auto voice = voices_.voice(name);
    const auto found = by_voice_.find(voice);
    if (found != by_voice_.end() && link_first(i, found->second, reason)) return true;
    return stand_in(i, voice + "\n", reason);
  }

  /// A derived source's figure echoes its origin only where the number is the same: else it is a
  /// new claim.
  void by_descent(std::size_t i) {
    for (const auto& origin : voices_.origins(figures_[i].by.asserter)) {
      const auto* source = voices_.find(origin);
      const auto reason = "derives from " + (source ? source->name : origin);
      const auto found = by_voice_.find(origin);
      if (found != by_voice_.end() && link_same(i, found->second, reason)) return;
    }
    const auto origins = voices_.origins(figures_[i].by.asserter);
    if (origins.empty() || ends(figures_[i]) == Ends{}) return;
    const auto [low, high] = ends(figures_[i]);
    const auto number =
        fmt::format("{}\n{}\n{}", origins.back(), low.value_or(-1), high.value_or(-1));
    stand_in(i, number, "goes back to the same source");
  }

  /// Where the origin itself is not in the case, its earliest repetition stands for it.
  bool stand_in(std::size_t i, const std::string& origin, const std::string& reason) {
    const Label label{figures_[i].measure, figures_[i].category};
    const auto [place, first] = stands_for_.try_emplace({origin, label}, i);
    if (!first) parent_[i] = Echo{place->second, reason};
    return true;
  }

  bool link_first(std::size_t i, const std::vector<std::size_t>& candidates, std::string reason) {
    const std::size_t* best = nullptr;
    for (const auto& j : candidates) {
      if (j == i || figures_[j].measure != figures_[i].measure) continue;
      if (!best || closer(i, j, *best)) best = &j;
    }
    if (best) parent_[i] = Echo{*best, std::move(reason)};
    return best != nullptr;
  }

  /// Same category first, then same number, then the earliest (candidates come in that order).
  bool closer(std::size_t i, std::size_t a, std::size_t b) const {
    const auto rank = [&](std::size_t j) {
      return 2 * (figures_[j].category == figures_[i].category) +
             (ends(figures_[j]) == ends(figures_[i]));
    };
    return rank(a) > rank(b);
  }

  bool link_same(std::size_t i, const std::vector<std::size_t>& candidates, std::string reason) {
    for (const auto j : candidates) {
      if (j == i || figures_[j].measure != figures_[i].measure ||
          figures_[j].category != figures_[i].category || ends(figures_[j]) != ends(figures_[i])) {
        continue;
      }
      parent_[i] = Echo{j, std::move(reason)};
      return true;
    }
    return false;
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
  std::vector<std::size_t> order_;
  std::vector<std::optional<Echo>> parent_;
  std::map<std::string, std::vector<std::size_t>> by_key_;
  std::map<std::string, std::vector<std::size_t>> by_voice_;
  std::map<std::pair<std::string, Label>, std::size_t> stands_for_;
};

}  // namespace

std::vector<std::optional<Echo>> echoes(std::span<const model::Figure> figures,
                                        const Voices& voices) {
  return Tracer(figures, voices).trace();
}

}  // namespace attest::findings
