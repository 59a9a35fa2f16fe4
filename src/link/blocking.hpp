#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "link/prepared.hpp"

namespace attest::link {

/// What two records must share to be a candidate pair. A rule is a list of traits; a record has no
/// key under a rule if it lacks one of them, and several where a trait has several values.
enum class Trait : std::uint8_t {
  kGiven,        ///< consonant skeleton of the given name
  kFamily,       ///< of the family name
  kAnyWord,      ///< of any word of the name
  kTwoWords,     ///< of any two words, in any order
  kThreeWords,   ///< of any three
  kAllWords,     ///< of all
  kExactWord,    ///< any word of the name, as spelt
  kInitial,      ///< first sound of the given name
  kBeginnings,   ///< three letters of the given, four of the family name
  kBirth,        ///< full day
  kBirthDigits,  ///< its year, and day and month in any order
  kBirthDay,     ///< day and month without the year
  kBirthYear,
  kAge,  ///< the age, and the age below
  kSex,
  kDeath,
  kText,     ///< a text field's value
  kTextWord  ///< any word of a text field
};

struct RulePart {
  Trait trait;
  std::size_t text = 0;  ///< for kText and kTextWord
};

struct BlockingRule {
  std::string name;  ///< "given_name + birth_year"
  std::vector<RulePart> parts;
};

/// What a rule costs and yields.
struct RuleReport {
  std::string name;
  std::uint64_t keys = 0;            ///< records times keys
  std::uint64_t largest_block = 0;   ///< that was used
  std::uint64_t skipped_blocks = 0;  ///< too large; their records meet under other rules
  std::uint64_t pairs = 0;           ///< proposed
};

/// Two records, the lower number first.
struct PairIds {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  friend auto operator<=>(const PairIds&, const PairIds&) = default;
};

namespace impl {
class KeyMaker;
}

/// All rules that the fields allow, cheap and strong ones first.
std::vector<BlockingRule> standard_rules(const Prepared& prepared);
/// A rule as written by a user: "given_name+birth_year", "place+family_name", "beginnings". Throws
/// base::Error{kUsage} naming the traits there are.
BlockingRule parse_rule(std::string_view text, const Prepared& prepared);

/// A pair that one rule proposes.
struct Proposal {
  PairIds pair;
  std::uint32_t rule = 0;
  friend auto operator<=>(const Proposal&, const Proposal&) = default;
};

/// Candidate pairs from many rules. Each rule uses the largest blocks its share of the budget
/// allows, so that its cost is bounded before it is paid.
class Blocking {
 public:
  struct Settings {
    std::uint64_t most_pairs = 0;               ///< budget; 0: by the number of records
    std::uint64_t at_once = ~std::uint64_t{0};  ///< proposals held in memory; not what they are
    int threads = 1;
  };
  /// Is given proposals in ascending order. A pair comes once for each rule that proposes it, and
  /// again in a later call where not all proposals fit in memory at once.
  using Sink = std::function<void(std::span<const Proposal>)>;

  Blocking(const Prepared& prepared, std::vector<BlockingRule> rules, Settings settings);
  ~Blocking();

  void propose(const Sink& sink, base::Reporter& reporter);
  const std::vector<RuleReport>& report() const { return report_; }
  /// True where the lists are so short that every pair is a candidate.
  bool complete() const { return complete_; }
  const std::vector<BlockingRule>& rules() const { return rules_; }

 private:
  void propose_all(const Sink& sink);
  void run(std::uint32_t rule, std::uint64_t budget, const Sink& sink);
  void flush(const Sink& sink);

  const Prepared& prepared_;
  std::unique_ptr<const impl::KeyMaker> maker_;
  std::vector<BlockingRule> rules_;
  Settings settings_;
  std::vector<RuleReport> report_;
  std::vector<Proposal> held_;
  bool complete_ = false;
};

/// How many true matches the rules miss, from how often rules of different kinds (names, dates,
/// other fields) find the same match: Chao's (1987) lower bound on those that none found.
/// `proposers` has bit r for each match that rule r proposed.
double estimated_recall(std::span<const BlockingRule> rules,
                        std::span<const std::uint64_t> proposers);

}  // namespace attest::link
