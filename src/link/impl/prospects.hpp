#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "link/model.hpp"
#include "link/population.hpp"

namespace attest::link::impl {

/// Tells pairs that share a key and little else, so that most candidates need not be kept: what no
/// training could make one person. Const and thread-safe.
class Prospects {
 public:
  /// Before training: every match the lists could hold, shipped chances of matches, measured ones
  /// of strangers.
  Prospects(std::span<const Comparison> comparisons, const Population& population,
            std::size_t records);
  explicit Prospects(const Model& model);

  bool hopeless(const Evidence& evidence, std::uint32_t list_a, std::uint32_t list_b) const;

 private:
  using Table = std::vector<std::array<double, 16>>;
  std::array<Table, 2> weights_;  ///< by regime, comparison and level: most that it speaks for one
  double prior_ = 0;
  std::optional<Scorer> scorer_;  ///< of a trained model, instead of weights
  const Model* model_ = nullptr;
};

}  // namespace attest::link::impl
