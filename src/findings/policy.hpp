#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/source.hpp"

namespace attest::findings {

/// Which statements a figure rests on.
enum class Rule {
  kAll,         ///< every statement counts
  kSeen,        ///< only statements whose source was seen by the documenter
  kPriority,    ///< only those of the first kind of source, in `priority`, that gives a number
  kIndependent  ///< copies and repetitions collapse to their origin; each voice counts once
};
std::string_view word(Rule rule);  ///< "all", "seen", "priority", "independent"
std::optional<Rule> parse_rule(std::string_view word);

/// A named rule that turns statements into a figure. Printed beside every figure it made.
struct Policy {
  std::string name;  ///< "all claims"; unique among a case's policies, shown to readers
  Rule rule = Rule::kAll;
  std::vector<model::SourceKind>
      priority;  ///< for kPriority, best first; kinds not named come last, together
  std::string vague_rule = "none";  ///< a name of model::vague_rules()
  friend bool operator==(const Policy&, const Policy&) = default;
};

/// The four policies every case has: "all claims", "seen only", "independent sources only", "courts
/// and international bodies first". None is better than another; the first of a case's own list is
/// the one a page draws, the others are one link away.
std::span<const Policy> standard_policies();
const Policy* find_policy(std::span<const Policy> policies, std::string_view name);

/// What the policy does, in one or two sentences for readers, vague-word rule included.
std::string describe(const Policy& policy);

}  // namespace attest::findings
