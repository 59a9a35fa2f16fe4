#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "link/prepared.hpp"
#include "names/align.hpp"
#include "names/pair_memo.hpp"

namespace attest::link {

/// What a comparison looks at.
enum class Subject : std::uint8_t {
  kGiven,
  kForefathers,
  kFamily,
  kBirth,
  kAge,  ///< only where a birth date is missing on one side
  kSex,
  kDeath,
  kText  ///< one of Prepared::texts
};

/// Which of two kinds of evidence it is. Relatives share the first as one person's records do, and
/// agree in the second only by chance.
enum class Bearing : std::uint8_t { kFamily, kPerson };

/// One thing that is compared, with its levels from best to worst. Level 0 is "cannot be compared".
struct Comparison {
  std::string name;
  Subject subject = Subject::kText;
  std::size_t text = 0;  ///< index into Prepared::texts
  Bearing bearing = Bearing::kPerson;
  std::vector<std::string> levels;  ///< labels; [0] is "not comparable"
  std::vector<double> expected;     ///< shipped m, as long as levels; [0] unused
  double strength = 100;            ///< weight of `expected`, in matches

  std::size_t size() const { return levels.size(); }
};

/// At most this many comparisons, and 15 levels each: a pair's levels fit 64 bits.
inline constexpr std::size_t kMostComparisons = 16;
using Levels = std::uint64_t;
constexpr unsigned level_of(Levels levels, std::size_t comparison) {
  return static_cast<unsigned>(levels >> (4 * comparison)) & 15U;
}

/// The comparisons that the lists allow, with shipped expectations. Throws base::Error{kUsage}
/// where there are none, or too many.
std::vector<Comparison> choose_comparisons(const Prepared& prepared);

/// How common each value is among people, by which agreement in a rare value counts more.
class Commonness {
 public:
  /// `people` is each record's share of a person: 1 for a record without duplicates.
  Commonness(const Prepared& prepared, std::span<const float> people);

  /// log(chance that two people agree ÷ chance that somebody has this value): what is added to an
  /// agreement's weight. 0 for values of fields without frequencies.
  float given(names::TokenId token) const { return at(given_, token); }
  float forefather(names::TokenId token) const { return at(forefather_, token); }
  float family(names::TokenId token) const { return at(family_, token); }
  float birth(std::uint32_t record) const { return record < birth_.size() ? birth_[record] : 0; }
  float death(std::uint32_t record) const { return record < death_.size() ? death_[record] : 0; }
  float sex(Sex sex) const { return sex_[static_cast<std::size_t>(sex)]; }
  /// What people of one given name add to the weight of sex: log(chance that two people are of one
  /// sex ÷ that two of this name are), or of different ones. A name mostly tells the sex already.
  float namesakes_sex(names::TokenId token, bool same) const;
  float text(std::size_t field, std::uint32_t code) const { return texts_[field][code]; }

  /// The chance that two people taken at random agree exactly; 0 where it is not known.
  double agreement(Subject subject, std::size_t text = 0) const;

 private:
  void count_namesakes(const Prepared& prepared, std::span<const float> people);

  struct Table {
    std::vector<float> add;
    double agreement = 0;
  };
  static float at(const Table& table, names::TokenId token) {
    return token < table.add.size() ? table.add[token] : 0;
  }
  Table given_, forefather_, family_;
  std::vector<float> birth_, death_;
  std::array<float, 3> sex_{};
  std::vector<float> namesakes_same_, namesakes_differ_;  ///< by word
  std::vector<std::vector<float>> texts_;
  std::vector<double> text_agreement_;
  double birth_agreement_ = 0, death_agreement_ = 0;
};

/// What comparing two records gives: levels, and what the frequencies of the agreeing values add to
/// the weight (natural logarithms): of all fields, and of those that relatives share.
struct Evidence {
  Levels levels = 0;
  float rarity = 0;
  float family_rarity = 0;
};

/// Compares records. Every thread takes its own; results do not depend on what it remembers
/// (`remembered`: places for pairs of words, 24 bytes each, and half as many for pairs of texts).
class Comparer {
 public:
  Comparer(const Prepared& prepared, std::span<const Comparison> comparisons,
           const Commonness& commonness, std::size_t remembered = 1 << 15);
  Evidence compare(std::uint32_t a, std::uint32_t b);
  /// What one comparison's agreeing values add, for explanations (natural logarithm).
  using Rarity = float;
  Rarity rarity_of(std::size_t comparison, unsigned level, std::uint32_t a, std::uint32_t b);

 private:
  names::NameOutcome best_names(std::uint32_t a, std::uint32_t b);
  unsigned age_level(std::uint32_t a, std::uint32_t b) const;
  unsigned text_level(std::size_t field, std::uint32_t a, std::uint32_t b);
  unsigned compare_texts(const TextValues& values, std::uint32_t a, std::uint32_t b);
  unsigned level(const Comparison& comparison, std::uint32_t a, std::uint32_t b,
                 const names::NameOutcome& names);
  float sex_rarity(unsigned level, std::uint32_t a, const names::NameOutcome& names) const;
  float rarity(const Comparison& comparison, unsigned level, std::uint32_t a, std::uint32_t b,
               const names::NameOutcome& names) const;

  const Prepared& prepared_;
  std::span<const Comparison> comparisons_;
  const Commonness& commonness_;
  names::NameComparer names_;
  bool any_names_ = false;
  std::vector<names::PairMemo<std::uint8_t>> text_levels_;  ///< by text field
};

}  // namespace attest::link
