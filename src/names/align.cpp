#include "names/align.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "names/impl/line.hpp"

namespace attest::names {
namespace {

int worth(Outcome outcome) {
  switch (outcome) {
    case Outcome::kAgreeing:
      return 4;
    case Outcome::kSimilar:
      return 3;
    case Outcome::kInitial:
      return 2;
    case Outcome::kResembling:
      return 1;
    default:
      return 0;
  }
}

// Two lines and everything that is found out about them.
class Alignment {
 public:
  Alignment(NameComparer& comparer, const Line& a, const Line& b)
      : comparer_(comparer), a_(a), b_(b) {
    out_.tokens_a.fill(kNoToken);
    out_.tokens_b.fill(kNoToken);
  }

  NameOutcome run() {
    compare_ends();
    compare_middles();
    find_family_among_forefathers();
    set_overall();
    return out_;
  }

 private:
  struct Best {
    TokenOutcome outcome;
    std::size_t i = 0;
    std::size_t j = 0;
  };
  using Span = std::pair<std::size_t, std::size_t>;

  TokenOutcome cell(std::size_t i, std::size_t j) {
    return comparer_.compare(a_.entries[i].id, b_.entries[j].id);
  }

  void set(Part part, const Best& best) {
    const auto k = static_cast<std::size_t>(part);
    out_.parts[k] = best.outcome.outcome;
    out_.likeness[k] = best.outcome.likeness;
    out_.tokens_a[k] = a_.entries[best.i].id;
    out_.tokens_b[k] = b_.entries[best.j].id;
  }

  static std::pair<int, float> standing(const Best& best) {
    return {worth(best.outcome.outcome), best.outcome.likeness};
  }

  std::optional<Best> best_of(Span mine, Span theirs) {
    std::optional<Best> best;
    for (std::size_t i = mine.first; i < mine.second; ++i) {
      for (std::size_t j = theirs.first; j < theirs.second; ++j) {
        const Best now{cell(i, j), i, j};
        if (!best || standing(now) > standing(*best)) best = now;
      }
    }
    return best;
  }

  void set_end(Part part, Span mine, Span theirs) {
    const bool ours = mine.first != mine.second;
    const bool others = theirs.first != theirs.second;
    if (const auto best = best_of(mine, theirs)) {
      set(part, *best);
    } else {
      out_.parts[static_cast<std::size_t>(part)] =
          ours || others ? Outcome::kOmitted : Outcome::kMissing;
    }
  }

  void compare_ends() {
    const Span given_a = a_.range(Class::kGiven);
    const Span given_b = b_.range(Class::kGiven);
    const Span family_a = a_.range(Class::kFamily);
    const Span family_b = b_.range(Class::kFamily);
    set_end(Part::kGiven, given_a, given_b);
    set_end(Part::kFamily, family_a, family_b);
    if (out_.of(Part::kGiven) != Outcome::kContradicting) return;
    if (out_.of(Part::kFamily) != Outcome::kContradicting) return;
    const auto one = best_of(given_a, family_b);
    if (worth(one->outcome.outcome) < 3) return;
    const auto two = best_of(family_a, given_b);
    if (worth(two->outcome.outcome) < 3) return;
    // Which list has them right is not known: the given name, which tells more, gets the weaker.
    const bool first = standing(*one) <= standing(*two);
    out_.swapped = true;
    set(Part::kGiven, first ? *one : *two);
    set(Part::kFamily, first ? *two : *one);
  }

  // The monotone matching of forefathers that is worth most.
  void match_middles(Span mine, Span theirs) {
    std::array<std::array<int, CompactName::kMost + 1>, CompactName::kMost + 1> value{};
    for (std::size_t i = mine.second; i-- > mine.first;) {
      for (std::size_t j = theirs.second; j-- > theirs.first;) {
        const int pair = worth(cell(i, j).outcome);
        value[i][j] =
            std::max({pair > 0 ? pair + value[i + 1][j + 1] : 0, value[i + 1][j], value[i][j + 1]});
      }
    }
    std::size_t i = mine.first;
    std::size_t j = theirs.first;
    while (i < mine.second && j < theirs.second && value[i][j] > 0) {
      const int pair = worth(cell(i, j).outcome);
      if (pair > 0 && value[i][j] == pair + value[i + 1][j + 1]) {
        matches_[match_count_++] = {i++, j++};
      } else if (value[i][j] == value[i + 1][j]) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  void count_gap(std::size_t ours, std::size_t theirs) {
    out_.forefathers_contradicting += static_cast<std::uint8_t>(std::min(ours, theirs));
    out_.forefathers_omitted +=
        static_cast<std::uint8_t>(std::max(ours, theirs) - std::min(ours, theirs));
  }

  void compare_middles() {
    const Span mine = a_.range(Class::kMiddle);
    const Span theirs = b_.range(Class::kMiddle);
    match_middles(mine, theirs);
    Span at = {mine.first, theirs.first};
    for (std::size_t k = 0; k < match_count_; ++k) {
      const auto [i, j] = matches_[k];
      count_gap(i - at.first, j - at.second);
      at = {i + 1, j + 1};
      const Outcome outcome = cell(i, j).outcome;
      if (outcome == Outcome::kAgreeing) ++out_.forefathers_agreeing;
      if (outcome == Outcome::kSimilar) ++out_.forefathers_similar;
    }
    count_gap(mine.second - at.first, theirs.second - at.second);
    set_forefather(Part::kFather, 0);
    set_forefather(Part::kGrandfather, 1);
  }

  static std::optional<std::size_t> of_depth(const Line& line, std::uint8_t depth) {
    for (std::size_t i = 0; i < line.size; ++i) {
      if (line.entries[i].kind == Class::kMiddle && line.entries[i].depth == depth) return i;
    }
    return std::nullopt;
  }

  bool matched(std::optional<std::size_t> i, std::optional<std::size_t> j) const {
    return std::any_of(matches_.begin(), matches_.begin() + match_count_,
                       [&](const Span& m) { return m.first == i || m.second == j; });
  }

  // A match counts for the farther of its two places: "father omitted, grandfather agrees".
  void set_forefather(Part part, std::uint8_t depth) {
    for (std::size_t k = 0; k < match_count_; ++k) {
      const auto [i, j] = matches_[k];
      if (std::max(a_.entries[i].depth, b_.entries[j].depth) != depth) continue;
      set(part, {cell(i, j), i, j});
      return;
    }
    const auto i = of_depth(a_, depth);
    const auto j = of_depth(b_, depth);
    if (i && j && !matched(i, j)) {
      set(part, {cell(*i, *j), *i, *j});
      out_.parts[static_cast<std::size_t>(part)] = Outcome::kContradicting;
    } else {
      out_.parts[static_cast<std::size_t>(part)] = i || j ? Outcome::kOmitted : Outcome::kMissing;
    }
  }

  bool agrees_with_middle(Span families, Span middles, bool mine) {
    const auto best = mine ? best_of(families, middles) : best_of(middles, families);
    return best && best->outcome.outcome == Outcome::kAgreeing;
  }

  void find_family_among_forefathers() {
    if (worth(out_.of(Part::kFamily)) >= 3 || out_.swapped) return;
    out_.family_among_forefathers =
        agrees_with_middle(a_.range(Class::kFamily), b_.range(Class::kMiddle), true) ||
        agrees_with_middle(b_.range(Class::kFamily), a_.range(Class::kMiddle), false);
  }

  void set_overall() {
    constexpr std::array<float, kPartCount> kWeights = {3, 1, 1, 2};
    float sum = 0;
    float weights = 0;
    for (std::size_t k = 0; k < kPartCount; ++k) {
      if (worth(out_.parts[k]) == 0 && out_.parts[k] != Outcome::kContradicting) continue;
      sum += kWeights[k] * out_.likeness[k];
      weights += kWeights[k];
    }
    out_.overall = weights > 0 ? sum / weights : 0;
  }

  NameComparer& comparer_;
  const Line& a_;
  const Line& b_;
  NameOutcome out_;
  std::array<Span, CompactName::kMost> matches_{};
  std::size_t match_count_ = 0;
};

}  // namespace

std::string_view outcome_word(Outcome outcome) {
  constexpr std::array<std::string_view, kOutcomeCount> kWords = {
      "missing", "omitted", "initial", "agreeing", "similar", "contradicting", "resembling"};
  return kWords[static_cast<std::size_t>(outcome)];
}

// Of several alignments that are worth the same, the first found is taken; a fixed order of the two
// names makes it the same one both ways.
NameOutcome NameComparer::compare(const CompactName& a, const CompactName& b) {
  if (std::tie(b.count, b.ids, b.roles) < std::tie(a.count, a.ids, a.roles)) {
    NameOutcome turned = compare_in_order(b, a);
    std::swap(turned.tokens_a, turned.tokens_b);
    return turned;
  }
  return compare_in_order(a, b);
}

NameOutcome NameComparer::compare_in_order(const CompactName& a, const CompactName& b) {
  Line one = line_of(a);
  Line two = line_of(b);
  bool squeezed = same_ids(one, two);
  if (!squeezed && one.size > 0 && two.size > 0) {
    squeezed = same_letters(*lexicon_, one, two);
    if (squeezed) {
      (one.size > two.size ? one : two) = one.size > two.size ? two : one;
    } else {
      mend_spaces(*lexicon_, one, two);
      mend_spaces(*lexicon_, two, one);
    }
  }
  NameOutcome out = Alignment(*this, one, two).run();
  out.same_letters = squeezed && one.size > 0;
  return out;
}

// Ids follow the order of code points, whichever name comes first.
NameOutcome compare_names(const NameForm& a, const NameForm& b) {
  std::set<std::u32string_view> words;
  for (const NameForm* name : {&a, &b}) {
    for (const Token& token : name->tokens) words.insert(token.letters);
  }
  Lexicon lexicon;
  for (const std::u32string_view word : words) lexicon.add(word);
  const CompactName one = lexicon.add(a);
  const CompactName two = lexicon.add(b);
  return NameComparer(lexicon, 64).compare(one, two);
}

}  // namespace attest::names
