#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "link/comparison.hpp"
#include "link/coverage.hpp"

namespace attest::link {

struct Candidates;

/// What becomes of those a record was listed with. Where they are matched to relatives of the other
/// record (same family name, and a forefather in common), the pair is likelier to be of the right
/// family; where they are matched to others, less likely. It is evidence about the family and not
/// about the person: relatives share it, so it never carries a weak given name.
///
/// How much it says is learned from candidates whose given names agree, apart for those that agree
/// in family name and those that do not. Immutable; const calls are thread-safe.
class Company {
 public:
  Company(const Prepared& prepared, const Listings& listings,
          std::span<const Comparison> comparisons, const Candidates& candidates,
          std::span<const float> chances);

  /// log chance of what became of the company, if the two are of one family ÷ if they are
  /// strangers. 0 inside a list, and where nobody of the company is matched.
  double log_ratio(std::uint32_t a, std::uint32_t b, bool family_agrees) const;

 private:
  enum class Finding : std::uint8_t { kNothing, kOthers, kRelatives };
  struct Link {
    std::uint32_t record, partner;
  };
  Finding find(std::uint32_t record, std::uint32_t other) const;
  bool related(std::uint32_t a, std::uint32_t b) const;
  void collect(const Candidates& candidates, std::span<const float> chances);
  void learn(std::span<const Comparison> comparisons, const Candidates& candidates,
             std::span<const float> chances);

  const Prepared& prepared_;
  std::vector<std::uint32_t> group_;  ///< by record; kAlone where it was listed with nobody
  std::unordered_map<std::uint64_t, std::vector<Link>> matched_;  ///< by group and other list
  /// By whether family names agree, then by finding.
  std::array<std::array<double, 3>, 2> weight_{};
};

}  // namespace attest::link
