#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "link/company.hpp"
#include "link/comparison.hpp"
#include "link/coverage.hpp"

namespace attest::link {

/// How often each level is reached by pairs of three kinds. As long as the comparison's levels;
/// [0] is unused: what cannot be compared says nothing.
struct LevelChances {
  std::vector<double> same;       ///< m: two records of one person
  std::vector<double> unrelated;  ///< u: two people taken at random
  std::vector<double> relatives;  ///< two people of one family
};

/// Pairs inside lists and pairs across lists have chances of their own: a list is copied once, by
/// one hand, and repeats people for other reasons than two lists name the same person.
enum class Regime : std::uint8_t { kWithin, kAcross };

/// The pairs of one list, or of two.
struct Space {
  std::uint32_t list_a = 0, list_b = 0;  ///< equal: inside one list
  double pairs = 0;                      ///< that may be one person
  double same = 0;                       ///< expected number of pairs that are one person
  double prior_odds = 0;                 ///< of one pair, before its fields are looked at
  double relatives = 0;                  ///< share of pairs that are two people of one family

  Regime regime() const { return list_a == list_b ? Regime::kWithin : Regime::kAcross; }
};

/// What the records that stand beside a record in its list say about its pairs.
struct Surroundings {
  Coverage coverage;
  Company company;
};

/// A trained model: all that is needed to score any pair of the lists.
struct Model {
  std::vector<Comparison> comparisons;
  std::vector<LevelChances> within, across;  ///< one a comparison
  std::vector<Space> spaces;                 ///< every pair of lists, a ≤ b
  std::size_t lists = 1;
  std::shared_ptr<const Surroundings> surroundings;  ///< of records; null: not looked at
  bool alarm = false;  ///< training was stopped; shipped chances are in use
  std::vector<std::string> notes;

  const std::vector<LevelChances>& chances(Regime regime) const {
    return regime == Regime::kWithin ? within : across;
  }
  std::size_t space_index(std::uint32_t list_a, std::uint32_t list_b) const;
  const Space& space(std::uint32_t list_a, std::uint32_t list_b) const {
    return spaces[space_index(list_a, list_b)];
  }
};

/// Weights of a model as logarithms, for scoring many pairs. Const calls are thread-safe.
class Scorer {
 public:
  explicit Scorer(const Model& model);

  /// log P(evidence | same) − log P(evidence | unrelated).
  double likelihood_ratio(const Evidence& evidence, Regime regime) const;
  /// Natural log odds that the pair is one person rather than relatives or strangers.
  double log_odds(const Evidence& evidence, std::size_t space) const;
  /// The same for two records, with what their surroundings say.
  double log_odds(const Evidence& evidence, std::size_t space, PairIds pair) const;
  /// What became of those the two were listed with, for one family against strangers.
  double company(const Evidence& evidence, PairIds pair) const;
  /// The same without prior odds: how much likelier the evidence is for one person.
  double evidence(const Evidence& evidence, std::size_t space) const;

 private:
  using Table = std::vector<std::array<double, 16>>;
  double sum(const Table& table, Levels levels) const;
  double evidence(const Evidence& evidence, std::size_t space, double of_family) const;

  std::array<Table, 2> same_, relatives_;  ///< by regime
  std::vector<Regime> regimes_;            ///< by space
  std::vector<double> log_prior_, log_relatives_;
  std::shared_ptr<const Surroundings> surroundings_;
  std::size_t family_ = kMostComparisons;  ///< the comparison of family names
};

}  // namespace attest::link
