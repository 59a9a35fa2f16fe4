#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/report.hpp"
#include "link/blocking.hpp"
#include "link/model.hpp"
#include "link/population.hpp"

namespace attest::link {

/// Candidate pairs with what comparing them gave.
struct Candidates {
  std::vector<PairIds> pairs;
  std::vector<Evidence> evidence;
};

/// What stands around the records, from chances as they are.
std::shared_ptr<const Surroundings> look_around(const Prepared& prepared, const Listings& listings,
                                                std::span<const Comparison> comparisons,
                                                const Candidates& candidates,
                                                std::span<const float> chances);

/// A pair that somebody has decided.
struct Label {
  PairIds pair;
  double same = 0;  ///< 1: one person, 0: two people; between: the reviewer's confidence
};

/// Trains a model by expectation and maximisation (Fellegi & Sunter 1969; Winkler 2000), with a
/// third class for relatives, shipped expectations as priors on the chances of one person's pairs,
/// chances of strangers measured on random pairs, and rivals that compete across lists.
class Training {
 public:
  struct Settings {
    std::uint64_t seed = 1;
    int threads = 1;
    std::vector<Label> labels;
  };
  Training(const Prepared& prepared, std::vector<Comparison> comparisons,
           const Commonness& commonness, Population population, const Candidates& candidates,
           Settings settings);

  /// Rounds until chances stand still, then checks what was learned against what lists of people
  /// can look like; falls back to the shipped chances where they do not (numbers:
  /// docs/methods/linking.md).
  Model train(base::Reporter& reporter);

 private:
  void start(Model& model) const;
  void expect(const Model& model, std::vector<float>& chances) const;
  double maximise(Model& model, std::span<const float> chances) const;
  std::vector<double> expected_links(std::span<const float> chances, std::size_t spaces) const;
  void maximise_chances(Model& model, Regime regime, const Population::Histogram& same) const;
  void maximise_shares(Model& model, std::span<const double> same) const;
  double same_in_family(const Model& model, Regime regime) const;
  void measure_others(Model& model, Regime regime) const;
  std::string alarm(const Model& model, std::span<const float> chances, Regime regime) const;
  bool contradicts(Levels levels) const;
  void drop_hopeless(const Model& model);
  Model rounds(base::Reporter& reporter, std::vector<float>& chances) const;

  const Prepared& prepared_;
  std::vector<Comparison> comparisons_;
  const Commonness& commonness_;
  Population population_;
  Candidates candidates_;  ///< those that any chances could make a match
  Settings settings_;
  Listings listings_;
  std::vector<std::uint32_t> spaces_;            ///< of each candidate
  std::vector<double> sizes_;                    ///< rows of each list
  std::array<bool, 2> trusting_ = {true, true};  ///< by regime; false: shipped chances are kept
};

/// Each candidate's chance of being one person, rivals across lists competing as people: records of
/// one list that look like one person compete together, not with one another.
std::vector<float> match_chances(const Prepared& prepared, const Model& model,
                                 const Candidates& candidates, int threads);

}  // namespace attest::link
