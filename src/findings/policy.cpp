#include "findings/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/quantity.hpp"

namespace attest::findings {
namespace {

struct RuleWord {
  Rule rule;
  std::string_view word;
  std::string_view meaning;
};

constexpr std::array<RuleWord, 4> kRules{{
    {Rule::kAll, "all",
     "Every statement with a number counts: the range runs from the lowest stated to the highest."},
    {Rule::kSeen, "seen",
     "Only statements whose source text was seen by those who recorded it count; recalled or "
     "merely listed ones do not."},
    {Rule::kPriority, "priority",
     "Only statements by the first kind of source in the list that gives a number count."},
    {Rule::kIndependent, "independent",
     "Copies and repetitions collapse to the statement they go back to; each origin counts once."},
}};

const RuleWord& entry(Rule rule) {
  return *std::find_if(kRules.begin(), kRules.end(), [&](const auto& r) { return r.rule == rule; });
}

std::string priority_words(const Policy& policy) {
  std::string out;
  for (const auto kind : policy.priority) {
    if (!out.empty()) out += ", then ";
    out += model::word(kind);
  }
  return out.empty() ? "no order given" : out + ", then any other";
}

}  // namespace

std::string_view word(Rule rule) {
  return entry(rule).word;
}

std::optional<Rule> parse_rule(std::string_view text) {
  for (const auto& r : kRules) {
    if (r.word == text) return r.rule;
  }
  return std::nullopt;
}

std::span<const Policy> standard_policies() {
  using model::SourceKind;
  static const std::array<Policy, 4> policies{{
      {"all claims", Rule::kAll, {}, "none"},
      {"seen only", Rule::kSeen, {}, "none"},
      {"independent sources only", Rule::kIndependent, {}, "none"},
      {"courts and international bodies first",
       Rule::kPriority,
       {SourceKind::kCourt, SourceKind::kInternationalOrganisation, SourceKind::kNgo,
        SourceKind::kAcademic},
       "none"},
  }};
  return policies;
}

const Policy* find_policy(std::span<const Policy> policies, std::string_view name) {
  const auto found = std::find_if(policies.begin(), policies.end(),
                                  [&](const Policy& p) { return p.name == name; });
  return found == policies.end() ? nullptr : &*found;
}

std::string describe(const Policy& policy) {
  std::string out(entry(policy.rule).meaning);
  if (policy.rule == Rule::kPriority) out += fmt::format(" Order: {}.", priority_words(policy));
  if (policy.vague_rule == "none") {
    return out + " Words without a number (“dozens”) stay words and do not move the range.";
  }
  const auto* vague = model::find_vague_rule(policy.vague_rule);
  return out + fmt::format(" Words without a number are read by the rule “{}” ({}).",
                           policy.vague_rule, vague ? vague->source : "unknown rule: not applied");
}

}  // namespace attest::findings
